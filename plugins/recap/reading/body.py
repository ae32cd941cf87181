"""The straight way through one body: Markdown -> one tree -> what it says, and the HTML that shows it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, Tag

from recap.model import Link, LinkList, Section, Session
from recap.reading import markup
from recap.reading.annotate import HEADINGS, Anchors, annotate
from recap.reading.lines import Lines, Source
from recap.reading.link_lists import FoundList, find_link_lists
from recap.reading.links import FoundLink, find_links
from recap.reading.options import ReadingOptions
from recap.reading.safe import safe_tree
from recap.reading.sessions import FoundSession, find_sessions
from recap.reading.tree import nodes_of, text_of
from recap.reading.typography import typogrify

_SPACE = re.compile(r"\s+")
_OPENING = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """All that a body says by itself."""

    html: str
    """The body as it goes into the page, typography applied."""
    title: str
    """The text of the heading it begins with, or ""."""
    opening: str
    """Its first words, some 600 characters of plain text."""
    sections: tuple[Section, ...]
    sessions: tuple[Session, ...]
    link_lists: tuple[LinkList, ...]
    links: tuple[Link, ...]


def read_body(text: str, first_line: int, options: ReadingOptions, *, titled: bool = True) -> Body:
    """Read a Markdown body that begins on `first_line` of its file.

    With `titled` false the post has no title of its own: the heading that the body begins with is marked as it.
    """
    soup = safe_tree(markup.html(text, options), options)
    found_links = find_links(soup)
    found_lists = find_link_lists(soup, found_links)
    found_sessions = find_sessions(soup, found_links)
    elements = [node for node in nodes_of(soup) if isinstance(node, Tag)]
    headings = [tag for tag in elements if tag.name in HEADINGS]
    leading = _leading_heading(elements)
    values = _Values(elements, Source(text, first_line), headings, found_links)
    opening = _opening(soup)
    sections = values.sections(headings)
    sessions = tuple(map(values.session, found_sessions))
    link_lists = tuple(map(values.link_list, found_lists))
    links = values.links()
    html = annotate(
        soup,
        sessions=found_sessions,
        links=found_links,
        lists=found_lists,
        title=None if titled else leading,
    )
    return Body(
        html=typogrify(html, options),
        title=_text(leading) if leading else "",
        opening=opening,
        sections=sections,
        sessions=sessions,
        link_lists=link_lists,
        links=links,
    )


class _Values:
    """Makes the model's values of what was found, with their lines and anchors."""

    def __init__(
        self, elements: Sequence[Tag], source: Source, headings: Sequence[Tag], found_links: Sequence[FoundLink]
    ) -> None:
        self._lines = Lines(source, elements)
        self._anchors = Anchors(elements)
        self._heading_ids = [self._anchors.of(heading, _text(heading)) for heading in headings]
        self._links = {id(found.tag): self._link(found) for found in found_links}

    def _link(self, found: FoundLink) -> Link:
        return Link(
            url=found.url,
            text=found.text,
            kind=found.kind,
            reason=found.reason,
            line=self._lines.of_link(found.tag, found.url),
        )

    def links(self) -> tuple[Link, ...]:
        """Return every address once, at its first mention."""
        return _once(self._links.values())

    def session(self, found: FoundSession) -> Session:
        return Session(
            kind=found.kind,
            title=found.title,
            speakers=found.speakers,
            marked=found.marked,
            links=_once(self._links[id(link.tag)] for link in found.links),
            line=self._lines.of_part(found.tag, found.title),
            id=self._anchors.of(found.tag, found.title) if found.marked else "",
            reason=found.reason,
            speakers_reason=found.speakers_reason,
            kind_reason=found.kind_reason,
            title_reason=found.title_reason,
        )

    def link_list(self, found: FoundList) -> LinkList:
        links = tuple(replace(self._links[id(link.tag)], note=note) for link, note in found.items)
        return LinkList(
            title=found.title,
            links=links,
            line=links[0].line if links else self._lines.of_part(found.tag),
            id=self._anchors.of(found.tag, found.title or "links"),
            title_reason=found.title_reason,
        )

    def sections(self, headings: Sequence[Tag]) -> tuple[Section, ...]:
        """Return the headings as a tree: each holds the deeper ones that follow it."""
        flat = [
            Section(title=_text(tag), id=anchor, level=int(tag.name[1]), line=self._lines.of_heading(tag))
            for tag, anchor in zip(headings, self._heading_ids, strict=True)
        ]
        return _tree(flat)


def _tree(flat: Sequence[Section]) -> tuple[Section, ...]:
    """Nest sections that stand in document order by their levels."""
    nested: list[Section] = []
    start = 0
    while start < len(flat):
        head = flat[start]
        end = next((i for i in range(start + 1, len(flat)) if flat[i].level <= head.level), len(flat))
        nested.append(replace(head, sections=_tree(flat[start + 1 : end])))
        start = end
    return tuple(nested)


def _leading_heading(elements: Iterable[Tag]) -> Tag | None:
    """Return the heading that the body begins with, if it does."""
    first = next((tag for tag in elements if tag.name not in ("html", "body")), None)
    return first if first is not None and first.name in HEADINGS else None


def _opening(soup: BeautifulSoup) -> str:
    """Return the first words of a body, as many as say which conference it is about."""
    said = ""
    for words in soup.stripped_strings:
        said = f"{said} {words}" if said else words
        if len(said) >= 2 * _OPENING:
            break
    return _fold(said[: 2 * _OPENING])[:_OPENING]


def _once(links: Iterable[Link]) -> tuple[Link, ...]:
    first: dict[str, Link] = {}
    for link in links:
        first.setdefault(link.url, link)
    return tuple(first.values())


def _text(tag: Tag) -> str:
    return _fold(text_of(tag))


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
