"""The links of a post: every mention of an address outside this site, with its kind and the reason for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

from recap.reading.links.address import external, same
from recap.reading.links.evidence import Verdict
from recap.reading.links.kinds import KindTable, default_table
from recap.reading.links.mention import Mention, mention, only_separates
from recap.reading.links.rules import by_author, kind_of, with_conferences
from recap.reading.tree import nodes_of, text_of

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
"""What no line of text runs across."""

_ITEMS = frozenset(["li", "td", "ul", "ol"])
_TARGETS = {"a": "href", "iframe": "src", "video": "src", "audio": "src", "source": "src", "embed": "src"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FoundLink:
    """One mention of an address outside this site."""

    tag: Tag
    """The `a`, `iframe`, `video`, `audio`, `source` or `embed` in the post's tree."""
    url: str
    """As written, entities resolved; a bare `www.` address with `http://`."""
    text: str
    """The words that are the link, white space folded; of a player its title or ""."""
    kind: str
    """One of model.LINK_KINDS; the same for all mentions of one address."""
    reason: str
    """Why that kind, in the author's words."""


class _Anchor(NamedTuple):
    tag: Tag
    url: str
    text: str


@dataclass(slots=True, kw_only=True)
class _Line:
    """What stands between two block borders: words and links in order, under the heading and line above."""

    opened_by: str
    heading: str
    lead: str
    cell: Tag | None = None
    """The cell of a table's body that it stands in."""
    parts: list[str | _Anchor] = field(default_factory=list)

    def text(self) -> str:
        return " ".join("".join(part if isinstance(part, str) else part.text for part in self.parts).split())

    def last(self) -> str:
        """Return the last character of the text; "" where there is none."""
        for part in reversed(self.parts):
            if words := (part if isinstance(part, str) else part.text).rstrip():
                return words[-1]
        return ""


def find_links(soup: BeautifulSoup, table: KindTable | None = None) -> list[FoundLink]:
    """Return every mention of an external address in document order.

    An address has one kind: what the author wrote on any of its mentions, else what the first mention says.
    """
    known = table or default_table()
    found = [pair for line in _lines(soup) for pair in _mentions(line, known)]
    mentions = with_conferences([link for _, link in found], known)
    verdicts: dict[str, Verdict] = {}
    for link in mentions:
        if author := by_author(link, known):
            verdicts.setdefault(same(link.url), author)
    for link in mentions:
        if same(link.url) not in verdicts:
            verdicts[same(link.url)] = kind_of(link, known)
    return [
        FoundLink(tag=tag, url=link.url, text=link.text, kind=kind, reason=reason)
        for (tag, _), link in zip(found, mentions, strict=True)
        for kind, reason in [verdicts[same(link.url)]]
    ]


def _lines(soup: BeautifulSoup) -> Iterator[_Line]:
    """Yield the lines of a post that hold a link, in one walk over the tree."""
    line = _Line(opened_by="", heading="", lead="")
    behind: PageElement | None = None
    """What follows the link that the walk is in, whose words are not those of its line."""
    for node in nodes_of(soup):
        if node is behind:
            behind = None
        if isinstance(node, Tag):
            if node.name in BLOCKS:
                if line.parts:
                    yield line
                line = _next_line(line, node)
            elif node.name in _TARGETS and (url := external(str(node.get(_TARGETS[node.name]) or ""))):
                line.parts.append(_Anchor(tag=node, url=url, text=_link_text(node)))
                behind = _behind(node) or soup
        elif behind is None and type(node) is NavigableString:
            line.parts.append(str(node))
    if line.parts:
        yield line


def _behind(tag: Tag) -> PageElement | None:
    """Return the first node after a tag and all that is in it."""
    around: Tag | None = tag
    while around is not None and around.next_sibling is None:
        around = around.parent
    return around.next_sibling if around is not None else None


def _next_line(line: _Line, block: Tag) -> _Line:
    """Return the line that a block opens: a heading changes what stands above, a line with a colon introduces."""
    heading, lead, last = line.heading, line.lead, line.last()
    if line.opened_by in HEADINGS and last:
        heading, lead = line.text(), ""
    elif last in (":", "："):
        lead = line.text()
    elif last and not _in_list(line):
        lead = ""
    return _Line(opened_by=_opener(block), heading=heading, lead=lead, cell=block if block.name == "td" else None)


def _column(cell: Tag) -> str:
    """Return the head of a cell's column, or ""."""
    table, row = cell.find_parent("table"), cell.parent
    first = table.find("tr") if table is not None else None
    heads = first.find_all("th", recursive=False) if isinstance(first, Tag) else []
    at = sum(1 for before in cell.previous_siblings if isinstance(before, Tag)) if row is not None else 0
    return " ".join(heads[at].get_text(" ").split()) if at < len(heads) else ""


def _opener(block: Tag) -> str:
    return "li" if block.name in _ITEMS or any(parent.name in _ITEMS for parent in block.parents) else block.name


def _in_list(line: _Line) -> bool:
    return line.opened_by == "li"


def _mentions(line: _Line, table: KindTable) -> Iterator[tuple[Tag, Mention]]:
    """Yield the links of a line, each with the words around it."""
    said = ""
    previous: str | None = None
    linked = any(not isinstance(part, str) for part in line.parts)
    column = _column(line.cell) if line.cell is not None and linked else ""
    for place, part in enumerate(line.parts):
        if isinstance(part, str):
            said += part
            continue
        before = previous if previous is not None and only_separates(said) else said
        heading = "" if line.opened_by in HEADINGS else line.heading
        yield (
            part.tag,
            mention(
                url=part.url,
                text=part.text,
                player=part.tag.name != "a",
                classes=[name for name in part.tag.get_attribute_list("class") if name],
                before=" ".join(before.split()),
                after=_words_after(line, place),
                heading=heading,
                lead=line.lead,
                column=column,
                table=table,
            ),
        )
        said, previous = "", before


def _words_after(line: _Line, place: int) -> str:
    words: list[str] = []
    for part in line.parts[place + 1 :]:
        if not isinstance(part, str):
            break
        words.append(part)
    return "".join(words)


def _link_text(tag: Tag) -> str:
    """Return the words of a link; of a player its title, of a picture its alternative text."""
    text = " ".join(text_of(tag).split()) if tag.name == "a" else str(tag.get("title") or "")
    if text or tag.name != "a":
        return text
    picture = tag.find("img")
    return str(picture.get("alt") or "") if isinstance(picture, Tag) else ""
