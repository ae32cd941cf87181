"""How a link's kind is told: RULES, asked in turn, and the first that knows decides.

The author's own class comes first, then words that name a kind, then the address, then what the words hint at,
the title above, and at last the mere look of it all. What the rules look up is kinds.toml.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from recap.model import LINK_KINDS
from recap.reading.links.evidence import Verdict, attending, by_paths, head, is_name, quoted, whole
from recap.reading.links.kinds import KindTable
from recap.reading.links.mention import Mention

LONGEST_NAME = 4
"""Words of a link to a product's page; with more, the link tells what an article says."""

FALLBACK: Verdict = ("other", "nothing says more")

# Hosts of these kinds carry nothing else, whatever a title on them talks about.
_CERTAIN = frozenset(["slides", "video", "audio", "person", "post", "image", "paper", "book"])
# On hosts of these kinds everybody has something: nothing of it is on their front page.
_OPEN_TO_ALL = frozenset(["slides", "person", "post", "image", "paper", "book", "article", "code"])
# Hosts of these kinds carry much else: the path is asked first.
_BROAD = frozenset(["event", "tool"])
_LEAD_END = re.compile(r"[\s:：\-–—→>=]+$")
_LEAD_START = re.compile(r"[.;!?|/,()\[\]·•。、\s](?:(?<!\s)|[–—-]\s(?=.*\w))")
_ASIDE = re.compile(r"\s*[(\[（]([^()\[\]（）]{2,40})[)\]）]")
_SENTENCE = re.compile(r"[.!?。]\s")
_YEAR = re.compile(r"(?<![\d(])(?:19|20)\d\d(?!\d)|['’]\d\d\b")
_SLUG = re.compile(r"[^\W_]+(?:[-_+ ][^\W_]+){2,}")
_HANDLE = re.compile(r"@[\w.-]+")


def kind_of(link: Mention, table: KindTable) -> Verdict:
    """Return the kind of a link and the reason, in the author's words."""
    for rule in RULES:
        if verdict := rule(link, table):
            return verdict
    return FALLBACK


def with_conferences(links: Sequence[Mention], table: KindTable) -> Sequence[Mention]:
    """Return the links of one post: a host with the pages of two sessions on it is a conference's."""
    pages: dict[str, set[str]] = {}
    for link in links:
        host = link.address.host
        if not link.host[1] and (by_path(link, table) or FALLBACK)[0] == "abstract":
            pages.setdefault(host, set()).add(link.address.path)
    found = {host: "event" for host, paths in pages.items() if len(paths) > 1}
    if not found:
        return links
    known = replace(table, hosts={**table.hosts, **found})
    return [link._replace(host=known.host_kind(link.address)) for link in links]


# -- the author's word ------------------------------------------------------------------------------------------


def by_author(link: Mention, table: KindTable) -> Verdict | None:
    """A class that is a kind, written on the link."""
    kind = next((kind for kind in LINK_KINDS if kind in link.classes), "") if link.classes else ""
    return (kind, f"the class .{kind} written by the author") if kind else None


# -- words that name a kind -------------------------------------------------------------------------------------


def by_label(link: Mention, table: KindTable) -> Verdict | None:
    """The link says nothing but what it is: "full slides online"."""
    kind = whole(table.labels, link.words, link, table)
    return (kind, quoted(link.text)) if kind else None


def by_label_before(link: Mention, table: KindTable) -> Verdict | None:
    """A label stands before the link: "Slides: [...]"."""
    if not link.before:
        return None
    said = _LEAD_START.split(link.before)[-1]
    label = _LEAD_END.sub("", said)
    if label == said.rstrip() and len(label) > 2:  # neither colon nor dash nor a mere symbol
        return None
    kind = whole(table.labels, label.lower(), link, table)
    return (kind, f"{quoted(label)} before the link") if kind else None


def by_label_after(link: Mention, table: KindTable) -> Verdict | None:
    """A label in parentheses follows the link: "[...] (slides)"."""
    aside = _ASIDE.match(link.after) if link.after else None
    kind = whole(table.labels, aside[1].lower(), link, table) if aside else ""
    return (kind, f"{quoted(aside[1])} after the link") if aside and kind else None


def by_pointing(link: Mention, table: KindTable) -> Verdict | None:
    """The link only points: "the slides are [here]"."""
    if link.words.strip(" .:!→»>") not in table.pointing:
        return None
    before = _SENTENCE.split(link.before.lower())[-1]
    if hits := table.labels.find(before):
        kind, start, end = hits[-1]
        return kind, f"{quoted(before[start:end])} before the link"
    after = _SENTENCE.split(link.after.lower())[0]
    if hits := table.labels.find(after):
        kind, start, end = hits[0]
        return kind, f"{quoted(after[start:end])} after the link"
    if kind := whole(table.labels, link.column.lower(), link, table):
        return kind, f'the column "{link.column}"'
    return None


def by_head(link: Mention, table: KindTable) -> Verdict | None:
    """A longer text whose head is a label: "slides of Anna's talk"."""
    kind, word = head(table.labels, link, table)
    return (kind, quoted(word)) if kind else None


# -- the address ------------------------------------------------------------------------------------------------


def by_certain_path(link: Mention, table: KindTable) -> Verdict | None:
    """A part of the path that says more than the host does."""
    return by_paths(link, table.sure_paths)


def by_front_page(link: Mention, table: KindTable) -> Verdict | None:
    """The front page of a host on which everybody has something: the site of those who run it."""
    kind, row = link.host
    own = kind in _OPEN_TO_ALL and row == link.address.host and not link.address.segments
    return ("tool", f"the front page of {row}") if own else None


def by_certain_host(link: Mention, table: KindTable) -> Verdict | None:
    """A host that carries one kind only."""
    kind, row = link.host
    return (kind, f"the host {row}") if kind in _CERTAIN else None


def by_host(link: Mention, table: KindTable) -> Verdict | None:
    """A host that mostly carries one kind."""
    kind, row = link.host
    return (kind, f"the host {row}") if kind not in ("", *_BROAD) else None


def by_path(link: Mention, table: KindTable) -> Verdict | None:
    """A part of the path."""
    return by_paths(link, table.paths)


def by_tool_host(link: Mention, table: KindTable) -> Verdict | None:
    """A registry or the site of projects, where no path says more."""
    kind, row = link.host
    return (kind, f"the host {row}") if kind == "tool" else None


def by_extension(link: Mention, table: KindTable) -> Verdict | None:
    """The extension of the file; a PDF of a university is a paper, of others a deck."""
    extension = link.address.extension
    if extension == "pdf":
        academic = table.looks["academic"].search(link.address.host)
        return (
            "paper" if academic else "slides"
        ), f"the path ends in .pdf{', on an academic host' if academic else ''}"
    kind = table.extensions.get(extension, "")
    return (kind, f"the path ends in .{extension}") if kind else None


# -- hints ------------------------------------------------------------------------------------------------------


def by_hint(link: Mention, table: KindTable) -> Verdict | None:
    """Words that name a kind where the address does not; on a front page they name no account and no session."""
    kind, word = whole(table.hints, link.words, link, table), link.text
    if not kind:
        kind, word = head(table.hints, link, table)
    deep = link.address.segments or kind not in ("person", "abstract")
    return (kind, quoted(word)) if kind and deep else None


def by_conference_page(link: Mention, table: KindTable) -> Verdict | None:
    """A page of a conference's host whose path repeats the words of the link, a title: that of one session."""
    slug = link.address.segments[-1] if link.address.segments else ""
    if link.host[0] != "event" or not _SLUG.fullmatch(slug) or len(link.words.split()) < 3:
        return None
    shared = set(re.split(r"[-_+ ]", slug)) & set(re.findall(r"\w{4,}", link.words))
    return ("abstract", "the address repeats the title, on a conference's site") if shared else None


def by_conference_host(link: Mention, table: KindTable) -> Verdict | None:
    """Whatever else is on a conference's host."""
    kind, row = link.host
    return (kind, f"the host {row}") if kind == "event" else None


def by_conference_front(link: Mention, table: KindTable) -> Verdict | None:
    """The front page of a conference's host, whatever the words hint at."""
    return None if link.address.segments else by_conference_host(link, table)


def by_conference_words(link: Mention, table: KindTable) -> Verdict | None:
    """Words that make the link a conference: "[Example] 2015 conference"."""
    if len(link.address.segments) > 1:
        return None
    after = re.match(r"\W*(?:(?:19|20)\d\d\W*)?(\w+)", link.after.lower())
    if after and after[1] in table.conference_nouns.kinds:
        return "event", f"{quoted(after[1])} after the link"
    if said := attending(link.before.lower(), table):
        return "event", f"{quoted(said)} before the link"
    if table.conference_nouns.find(link.words) or (_YEAR.search(link.text) and len(link.text.split()) < 6):
        return "event", quoted(link.text)
    return None


def by_title(link: Mention, table: KindTable) -> Verdict | None:
    """The title above the list or section is a label: "Papers"."""
    for title, what in ((link.lead, "the line above"), (link.heading, "the heading")):
        if title and (kind := whole(table.labels, title.lower(), link, table)):
            return kind, f'{what} "{title.rstrip(":： ")}"'
    return None


def by_name(link: Mention, table: KindTable) -> Verdict | None:
    """A person's name on the front page of a site is somebody's own."""
    front = len(link.address.segments) < 2 and link.host[0] in ("", "article")
    if not front or link.address.extension not in ("", "html", "htm", "php"):
        return None
    if _HANDLE.fullmatch(link.text) or is_name(link, table):
        return "person", f'the name "{link.text}"'
    if table.looks["person"].search(link.address.host) and not link.address.segments:
        return "person", f"the host {link.address.host}"
    return None


def by_look(link: Mention, table: KindTable) -> Verdict | None:
    """What a host's name looks like."""
    host = link.address.host
    for name, kind in (("slides", "slides"), ("place", "other")):
        if host and table.looks[name].search(host):
            return kind, f"the host {host}"
    if link.player:
        return "video", "an embedded player"
    return None


def by_shape(link: Mention, table: KindTable) -> Verdict | None:
    """No more than the shape of the address: a front page, or a path that reads like a title."""
    host, segments = link.address.host, link.address.segments
    if not host or link.host[1]:
        return None
    if not segments:
        academic = table.looks["academic"].search(host) and host.count(".") < 2
        return ("other", f"the university {host}") if academic else ("tool", f"the front page of {host}")
    words = link.text.split()
    if link.words and len(words) > LONGEST_NAME and not all(word[:1].isupper() for word in words if len(word) > 3):
        return "article", f"the words read like a title, on {host}"
    if _SLUG.fullmatch(segments[-1].rpartition(".")[0] or segments[-1]):
        return "article", f'the path reads like a title: "{segments[-1]}"'
    if len(segments) > 2 and link.words and link.text == link.words:  # a common word, not a name
        return "docs", f"a page deep in {host}"
    return "tool", f"a page of {host}"


RULES: tuple[Callable[[Mention, KindTable], Verdict | None], ...] = (
    by_author,
    by_label,
    by_label_before,
    by_label_after,
    by_pointing,
    by_certain_path,
    by_name,
    by_front_page,
    by_certain_host,
    by_head,
    by_host,
    by_extension,
    by_path,
    by_tool_host,
    by_conference_front,
    by_conference_page,
    by_hint,
    by_conference_host,
    by_conference_words,
    by_title,
    by_look,
    by_shape,
)
