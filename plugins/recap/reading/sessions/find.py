"""The sessions of one post: which parts report a talk, workshop, keynote ..., what it is called, who speaks.

The post's own pattern comes first: parts of one shape are judged as a family (verdicts.py), and only
then read one by one. What the author says in attribute lists has the last word.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import bs4

from recap.model import Speaker
from recap.reading.links import FoundLink
from recap.reading.names import SURE
from recap.reading.people import people
from recap.reading.sessions import speakers
from recap.reading.sessions.blocks import Outline
from recap.reading.sessions.choice import sessions_among
from recap.reading.sessions.facts import Facts, facts_of
from recap.reading.sessions.kinds import kind_of
from recap.reading.sessions.labels import unquoted
from recap.reading.sessions.mentions import with_mentions
from recap.reading.sessions.merge import Marked, merged, with_prose
from recap.reading.sessions.outline import outline
from recap.reading.sessions.parts import parts
from recap.reading.sessions.places import places
from recap.reading.sessions.prose import ProseSession, prose_sessions
from recap.reading.sessions.title_forms import FORMS
from recap.reading.sessions.verdicts import SHAPES, Verdict
from recap.reading.sessions.words import session_words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FoundSession:
    """A session and where it stands in the tree."""

    tag: bs4.Tag
    """The heading, item, row or paragraph (or the first element of its line) that marks it."""
    kind: str
    """One of model.SESSION_KINDS."""
    title: str
    speakers: tuple[Speaker, ...]
    marked: bool
    """False for a session that only running prose names."""
    links: tuple[FoundLink, ...]
    """Of its own part, each address once; nested sessions keep theirs."""
    reason: str
    """Why this is a session: `a heading under "Workshops"`."""
    kind_reason: str
    """Why it is of this kind: `the label on its line`."""
    title_reason: str
    """Where the title was found: `its line, read as "Title - Speaker"`."""
    speakers_reason: str
    """Where the speakers were found: `the line below`; "" when there are none."""


def find_sessions(soup: bs4.BeautifulSoup, links: list[FoundLink]) -> list[FoundSession]:
    """Return the sessions that a post reports on, in document order. The soup is only read."""
    found = outline(soup)
    where = places(found)
    placed = sorted(_placed(links, found.number, soup), key=lambda pair: pair[0])
    facts = facts_of(parts(found), where, placed, found.blocks)
    marked = merged(_read(verdict) for verdict in sessions_among(facts, where))
    told, marked = with_prose(marked, prose_sessions(found, placed))
    marked = with_mentions(marked, found.blocks, placed)
    taken = {number for one in told for number, _ in one.links}
    urls = _urls_of_names(found)
    extents = [extent for item in marked for extent in item.extents]
    sessions = [
        (item.part.start, _session(item, _own_links(item, extents, placed, taken), urls)) for item in marked
    ]
    sessions += [(found.blocks[one.block].start, _told(one, urls)) for one in told]
    return [session for _, session in sorted(sessions, key=lambda pair: pair[0])]


def _placed(
    links: Sequence[FoundLink], number: Mapping[int, int], soup: bs4.BeautifulSoup
) -> Iterator[tuple[int, FoundLink]]:
    """Yield each link with the number of its tag; of a link in a footnote, that of what refers to the note.

    All footnotes stand at the end of the post, behind the last session, whomever they belong to.
    """
    for link in links:
        note = _footnote(link.tag)
        tag = link.tag if note is None else soup.find("a", href=f"#{note}")
        if tag is not None and id(tag) in number:
            yield number[id(tag)], link


def _footnote(tag: bs4.Tag) -> str | None:
    """Return the id of the footnote that a tag stands in; None where it stands in none."""
    around = [up for up in tag.parents if up.name in ("li", "div")]
    if not any(up.name == "div" and "footnote" in up.get_attribute_list("class") for up in around):
        return None
    return next((str(up.get("id")) for up in around if up.get("id")), "")


def _read(verdict: Verdict) -> Marked:
    facts = verdict.facts
    shape = SHAPES[facts.part.shape]
    reading = verdict.reading
    title = reading.title if reading else facts.title.text
    found = f'its {shape}, read as "{FORMS[reading.how]}"' if reading else f"its {shape}"
    names: tuple[str, ...] = ()
    why = ""
    below = facts.below
    if verdict.pattern.named_below and not below.names:
        below = speakers.below(facts.part.below, perhaps=True)
    if facts.topic and not reading:
        title, names, why = facts.topic, people(facts.title.text).names, f"the {shape}"
        found = f"the text below: its {shape} is a name"
    elif reading:
        names, why = reading.people.names, reading.reason if reading.people.names else ""
    elif below.names:
        names, why = below.names, below.reason
    elif facts.said.names:
        names, why = facts.said.names, facts.said.reason
    if not names and (label := _label_above(facts)):
        title, names, why = label, people(title).names, f"the {shape}"
        found = f"the words above it: its {shape} is a name"
    if not names and (owner := _owner(title)):
        names, why = (owner,), "the title"
    author = facts.override
    if author.speakers is not None:
        names, why = author.speakers, "the attribute data-speakers" if author.speakers else ""
    if facts.part.shape == "bold" and not title.endswith(".."):
        title = title.removesuffix(".")  # "**Title.** What they said"
    title = author.title or unquoted(title) or facts.part.line.text
    kind, kind_reason = kind_of(facts, title)
    return Marked(
        part=facts.part,
        kind=kind,
        title=title,
        names=names,
        reason=author.reason if author.name else verdict.reason,
        kind_reason=kind_reason,
        title_reason="the attribute data-title" if author.title else found,
        speakers_reason=why,
        extents=((facts.part.start, facts.part.end),),
        authored=bool(author.name),
    )


_OWNED = re.compile(r"(?P<name>\w+(?:[ -]\w+){1,3}?)['’]s?\s+(?P<label>\w+(?: \w+)?)")


def _owner(title: str) -> str:
    """Return the speaker in a title like "Ada Winter's closing keynote"; else ""."""
    match = _OWNED.fullmatch(title)
    named = match is not None and people(match["name"]).sure == SURE and session_words().is_label(match["label"])
    return match["name"] if match and named else ""


def _label_above(facts: Facts) -> str:
    """Return the "Keynote" or "Keynotes" above a heading or item that is only a person's name, as its title."""
    words, above, shape = session_words(), facts.section.text, facts.part.shape
    label = words.is_label(above) and people(facts.title.text).sure == SURE
    many = words.kind_of_many(above)
    one = len(above.split()) == 1 or facts.section.kind == "keynote"
    if label and shape == "heading" and facts.section.kind and one:
        return above.removesuffix("s") if many else above
    return above if label and shape == "item" and facts.section.kind in ("keynote", "panel") and not many else ""


def _session(item: Marked, links: tuple[FoundLink, ...], urls: dict[str, str]) -> FoundSession:
    return FoundSession(
        tag=item.part.tag,
        kind=item.kind,
        title=item.title,
        speakers=tuple(Speaker(name=name, url=urls.get(name, "")) for name in item.names),
        marked=True,
        links=links,
        reason=item.reason,
        kind_reason=item.kind_reason,
        title_reason=item.title_reason,
        speakers_reason=item.speakers_reason,
    )


def _told(one: ProseSession, urls: dict[str, str]) -> FoundSession:
    first: dict[str, FoundLink] = {}
    for _, link in one.links:
        first.setdefault(link.url, link)
    return FoundSession(
        tag=one.tag,
        kind=one.kind,
        title=one.title,
        speakers=tuple(Speaker(name=name, url=urls.get(name, "")) for name in one.names),
        marked=False,
        links=tuple(first.values()),
        reason=one.reason,
        kind_reason="the words that name it" if one.kind != "talk" else "nothing says otherwise",
        title_reason="the words that name it",
        speakers_reason=one.speakers_reason,
    )


def _own_links(
    item: Marked,
    extents: Sequence[tuple[int, int]],
    placed: Sequence[tuple[int, FoundLink]],
    taken: Set[int],
) -> tuple[FoundLink, ...]:
    """The links of a session's places without those of sessions inside them, each address once."""
    first: dict[str, FoundLink] = {}
    for start, end in item.extents:
        inner = [(s, e) for s, e in extents if start < s < end]
        for number, link in placed:
            if start <= number < end and number not in taken and not any(s <= number < e for s, e in inner):
                first.setdefault(link.url, link)
    for link in item.further:
        first.setdefault(link.url, link)
    return tuple(first.values())


def _urls_of_names(found: Outline) -> dict[str, str]:
    """Where a post's linked names lead to."""
    urls: dict[str, str] = {}
    for block in found.blocks:
        for line in block.lines:
            for run in line.runs:
                if run.url:
                    for name in people(run.text).names:
                        urls.setdefault(name, run.url)
    return urls
