"""Rules about links and pictures."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from bs4 import Tag

from recap.check.post import Post
from recap.check.rule import Edit, Finding, Rule, Site, each
from recap.exports.vague import folded, vague_words
from recap.files import SUFFIXES
from recap.index.same import address_key, grouped
from recap.model import LINK_KINDS, Link
from recap.reading.markdown.inline import trimmed
from recap.reading.safe import runs_script

_ADDRESS = re.compile(r"(?<![\w/@.-])(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
_TARGET = re.compile(r"[\"'=]$|\]\(<?$|^[ ]{0,3}\[[^\]]+\]:[ \t]*<?$")
"""What stands before an address that the page does not show: that of a link, of a definition, of an attribute."""
_MARKED = re.compile(r"[<\[]$")
_EMPTY = re.compile(r"""\]\(\s*(?:<>|#)?\s*\)|\bhref\s*=\s*["']#?["']""", re.IGNORECASE)
_DECORATION = re.compile(r"""\balt\s*=\s*(""|'')""", re.IGNORECASE)
_WRITTEN = re.compile(
    r"\]\([ \t]*(?:<([^<>]*)>|([^\s<>]+))"
    r"|^[ ]{0,3}\[[^\]]+\]:[ \t]*<?([^\s<>]+)"
    r"|\b(?:href|src|action|formaction|data|poster)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
    r"|<([a-z]+:[^<>\s]*)>",
    re.IGNORECASE,
)
"""An address that is followed or shown: of a link, a definition, an attribute, or in angle brackets."""
_PAGES = ("", ".html", ".htm", ".php")
"""How addresses of pages end: what they are meant from is the author's to know."""
_SHOWN = 40
"""Letters of an address that a message shows."""

_DISTINCT = frozenset(["slides", "video", "audio", "code", "paper", "book"])
"""Kinds that nobody takes for one another; a tool's page may well be its documentation, too."""


def _links(post: Post) -> list[Tag]:
    return [tag for tag in post.soup.find_all("a") if tag.has_attr("href")]


def empty_target(post: Post) -> Iterator[Finding]:
    """Yield the links that lead nowhere."""
    empty = [tag for tag in _links(post) if str(tag["href"]).strip() in ("", "#")]
    for tag in empty:
        line = post.nth_line(tag, empty, _EMPTY) or post.places.of_part(tag)
        message = f"the link {_text(tag)!r} leads nowhere"
        hint = "write its address, or take the brackets away"
        yield Finding(path=post.path, line=line, message=message, hint=hint)


def vague_text(post: Post) -> Iterator[Finding]:
    """Yield the links whose words say nothing of where they lead; of those that lead nowhere R040 speaks."""
    for tag in _links(post):
        if len(str(tag["href"]).strip()) > 1 and folded(_text(tag)) in vague_words("pointing"):
            message = f"the link text {_text(tag)!r} says nothing of where it leads"
            hint = "link the words that name it"
            line = post.line_of(tag, str(tag["href"]))
            yield Finding(path=post.path, line=line, message=message, hint=hint)


def two_kinds(site: Site) -> Iterator[Finding]:
    """Yield the links that are of another kind elsewhere, in the same post or on the site."""
    for post in site.judged:
        yield from _two_kinds_in(post)
    every = [(post, link) for post in site.posts for link in post.document.recap.links if link.kind in _DISTINCT]
    for mentions in grouped(every, lambda pair: address_key(pair[1].url)).values():
        usual, _ = Counter(link.kind for _, link in mentions).most_common(1)[0]
        for post, link in mentions:
            if link.kind != usual:
                yield _kind_finding(post, link, usual)


def _two_kinds_in(post: Post) -> Iterator[Finding]:
    """Yield the links that one post marks with two kinds: {: .slides } here and {: .video } there."""
    kinds = {link.url: link for link in post.document.recap.links}
    for tag in _links(post):
        link = kinds.get(str(tag["href"]))
        own = [name for name in tag.get_attribute_list("class") if name in LINK_KINDS] if link else []
        if link and own and own[0] != link.kind:
            line = post.line_of(tag, link.url)
            message = f"the link {_text(tag)!r} is marked {own[0]}, and {link.kind} above"
            hint = f"mark it {{: .{link.kind} }} in both places, or {{: .{own[0]} }}"
            yield Finding(path=post.path, line=line, message=message, hint=hint)


def _kind_finding(post: Post, link: Link, usual: str) -> Finding:
    message = (
        f"the link {link.text!r} is read as {link.kind} ({link.reason}), and as {usual} elsewhere on the site"
    )
    hint = f"mark the wrong one: {{: .{usual} }} or {{: .{link.kind} }}"
    return Finding(path=post.path, line=link.line, message=message, hint=hint)


def bare_address(post: Post) -> Iterator[Finding]:
    """Yield the addresses that stand in the text as they are."""
    shown = Counter(_text(tag) for tag in _links(post))
    places = [place for place in _addresses(post) if place[2] in shown]
    written = Counter(address for _, _, address in places)
    for number, start, address in places:
        before = post.prose[number - 1][:start]
        # As often in the text as on the page: none of them is code that was not seen to be code.
        sure = written[address] == shown[address]
        if not _MARKED.search(before) and (sure or not before[:4].isspace()):
            edit = Edit(line=number, start=start, old=address, new=f"<{address}>")
            yield Finding(
                path=post.path,
                line=number,
                message=f"the address {address} stands in the text as it is",
                hint="write [words](address), or <address> when it is to be seen",
                edit=edit if sure and not address.lower().startswith("www.") else None,
            )


def _addresses(post: Post) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and text of each address that the page may show; those of definitions and targets not."""
    for number, line in enumerate(post.prose, 1):
        for match in _ADDRESS.finditer(line):
            if not _TARGET.search(line[: match.start()]):
                yield number, match.start(), trimmed(match[0])


def picture_without_words(post: Post) -> Iterator[Finding]:
    """Yield the pictures that somebody who cannot see them knows nothing of."""
    for tag in post.soup.find_all("img"):
        source = str(tag.get("src") or "")
        line = post.line_of(tag, source)
        if source and not _is_described(tag) and not _DECORATION.search(post.lines[line - 1]):
            message = f"the picture {source.rstrip('/').rsplit('/', 1)[-1]} has no alternative text"
            hint = 'write ![what it shows](address); a mere ornament is <img src="..." alt="">'
            yield Finding(path=post.path, line=line, message=message, hint=hint)


def _is_described(tag: Tag) -> bool:
    figure = tag.find_parent("figure")
    caption = figure.find("figcaption") if figure else None
    counts_visits = str(tag.get("width")) in ("0", "1")
    return counts_visits or bool(str(tag.get("alt") or "").strip() or (caption and caption.get_text(strip=True)))


def insecure_address(site: Site) -> Iterator[Finding]:
    """Yield the http:// addresses that answer at https:// as well: the ledger says so, or another post."""
    linked = _secure_links(site)
    known = site.secure | linked.keys()
    for post in site.judged:
        for number, line in enumerate(post.prose, 1):
            for match in _ADDRESS.finditer(line):
                address = next((url for url in _shorter(match[0]) if url in known), "")
                if address.startswith("http://"):
                    edit = Edit(line=number, start=match.start(), old="http://", new="https://")
                    how = (
                        f"is https:// in {linked[address]}" if address in linked else "answers at https:// as well"
                    )
                    message = f"{address} {how}"
                    yield Finding(path=post.path, line=number, message=message, hint="write https://", edit=edit)


def _secure_links(site: Site) -> dict[str, str]:
    """Return what is linked at https://, as it would be with http://, and the first post that does."""
    found: dict[str, str] = {}
    for post in site.posts:
        for link in post.document.recap.links:
            if link.url.startswith("https://"):
                found.setdefault(f"http://{link.url.removeprefix('https://')}", post.path)
    return found


def _shorter(text: str) -> Iterator[str]:
    """Yield the addresses that a run of their characters may begin with."""
    yield from dict.fromkeys(
        (text, trimmed(text), trimmed(text.partition(")")[0]), trimmed(text.partition('"')[0]))
    )


def script_target(post: Post) -> Iterator[Finding]:
    """Yield the addresses that would run as script: on the page they lead nowhere."""
    for number, line in enumerate(post.prose, 1):
        for match in _WRITTEN.finditer(line):
            address = next(filter(None, match.groups()))
            if runs_script(unescape(address)):
                shown = address if len(address) <= _SHOWN else f"{address[:_SHOWN]}..."
                message = f"the address {shown!r} would run as a script, and leads nowhere"
                hint = "write the address of a page, or take the brackets away"
                yield Finding(path=post.path, line=number, message=message, hint=hint)


def file_beside(site: Site) -> Iterator[Finding]:
    """Yield what names a file of the site that is not there, or one beside the post: browsers look elsewhere."""
    for post in site.judged:
        for tag in post.soup.find_all(["img", "a"]):
            address = str(tag.get("src" if tag.name == "img" else "href") or "")
            path = _beside(address)
            if path and (tag.name == "img" or path.suffix.lower() not in _PAGES):
                message = f"the address {address!r} is looked for below the page's own, and nothing is there"
                line = post.line_of(tag, address)
                yield Finding(path=post.path, line=line, message=message, hint=_whole(address, path))
            elif site.content and not _there(address, post, site.content):
                message = f"the link {unquote(address)} leads to no file of the site"
                hint = "correct the path, or add the file"
                yield Finding(path=post.path, line=post.line_of(tag, address), message=message, hint=hint)


_OF_THE_SITE = re.compile(r"\{(?:static|filename|attach)\}(?P<path>[^?#]+)")


def _there(address: str, post: Post, content: Path) -> bool:
    """Whether an address that means a file of the site means one that there is."""
    named = _OF_THE_SITE.match(unquote(address))
    if not named:
        return True
    path = named["path"]
    if path.startswith("/"):
        return (content / path[1:]).is_file() or not content.is_dir()  # a post that is in no site
    return (Path(post.path).parent / path).is_file()


def _whole(address: str, path: PurePosixPath) -> str:
    if address.lower().startswith("www."):
        return f"write https://{address}"
    what = "{filename}" if path.suffix.lower() in SUFFIXES else "{static}"
    return f"write {what}{address} for a file beside the post, or the whole address"


def _beside(address: str) -> PurePosixPath | None:
    """Return the path of an address that is meant from where it stands and names a file; None otherwise."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    meant = not (parts.scheme or parts.netloc or address.startswith(("/", "{", "|")))
    path = PurePosixPath(parts.path)
    return path if meant and path.suffix and not parts.path.endswith("/") else None


def wordless_item(post: Post) -> Iterator[Finding]:
    """Yield the items of link lists that are one word, or an address, and say nothing more."""
    for listing in post.document.recap.link_lists:
        for link in listing.links:
            text = "" if "://" in link.text else link.text
            if not link.note and len(text.split()) < 2 and link.kind in ("tool", "code", "other"):
                message = f"nothing says what {link.text or link.url} is"
                hint = "write a few words behind the link: [name](address), what it does"
                yield Finding(path=post.path, line=link.line, message=message, hint=hint)


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


RULES = (
    Rule(number="R040", name="empty-target", judge=each(empty_target)),
    Rule(number="R041", name="vague-link-text", judge=each(vague_text)),
    Rule(number="R042", name="two-kinds", judge=two_kinds),
    Rule(number="R043", name="bare-address", judge=each(bare_address)),
    Rule(number="R044", name="insecure-address", judge=insecure_address),
    Rule(number="R045", name="wordless-item", judge=each(wordless_item)),
    Rule(number="R046", name="script-target", judge=each(script_target)),
    Rule(number="R047", name="file-beside", judge=file_beside),
    Rule(number="R050", name="picture-without-words", judge=each(picture_without_words)),
)
