"""The link lists of a post: runs of items that are mainly links, each with its title.

A list of bullets or numbers, a table, or a paragraph of lines broken by hard breaks is a link list when most of its
items have an external link as their main content. Nested lists belong to the outermost list that is one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

from recap.reading.link_address import parse
from recap.reading.link_kinds import KindTable, default_table
from recap.reading.links import HEADINGS, FoundLink

LONGEST_NOTE = 30
"""Words beside the links of an item; with more, an item is a note on something rather than a link."""
LONGEST_NOTES = 25
"""The same, on the average of a list's items."""
LONGEST_LABEL = 8
"""Words of a title that says of what kind the links are."""
LONGEST_MATERIAL = 7
"""Words beside a link that is one of a session's materials."""
LONGEST_LEAD = 7
"""Words before the first link of an item that is mainly a link."""
LONGEST_INTRODUCTION = 80
"""Words between a heading and its list; with more, the list is a part of what the section says."""

_LISTS = frozenset(["ul", "ol", "table"])
_BULLETS = frozenset(["ul", "ol"])
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？])|(?<=[:：])\n")
_COLON = re.compile(r"[\s:：]+$")
_FINISHED = re.compile(r"[.!?…。！？;,)\]}»”\"']$")
_TRIM = " \t\n\r\xa0.,;:：!?–—-→>|/()[]·•、。"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FoundList:
    """One link list."""

    tag: Tag
    """The outermost `ul`, `ol`, `table` or `p` that is the list."""
    title: str
    """The heading or lead-in above it, without the colon; "" when there is none."""
    title_tag: Tag | None
    """The heading, paragraph or item that gave the title."""
    items: tuple[tuple[FoundLink, str], ...]
    """Every link of the list in document order, each with its note: the words of its item beside it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Item:
    """An item, row or line: its words and links in order, those of nested lists apart."""

    pieces: tuple[str | FoundLink, ...]

    @property
    def links(self) -> list[FoundLink]:
        return [piece for piece in self.pieces if isinstance(piece, FoundLink)]

    @property
    def beside(self) -> int:
        """The number of words that are no link."""
        return sum(len(piece.split()) for piece in self.pieces if isinstance(piece, str))

    def is_mainly_a_link(self) -> bool:
        """Whether a link stands at the front, or outweighs the words around it, and no long note follows."""
        if not self.links:
            return False
        linked = sum(len(link.text.split()) for link in self.links)
        before = 0
        for piece in self.pieces:
            if isinstance(piece, FoundLink):
                break
            before += len(piece.split())
        return self.beside <= LONGEST_NOTE and (before <= LONGEST_LEAD or linked >= self.beside)

    def notes(self) -> Iterator[tuple[FoundLink, str]]:
        """Yield each link with the words after it, the first one's also with the words before it."""
        before = ""
        for place, piece in enumerate(self.pieces):
            if isinstance(piece, str):
                before += piece
                continue
            after = _tidy("".join(_words(self.pieces[place + 1 :])))
            lead = _tidy(before) if piece is self.links[0] else ""
            yield piece, " … ".join(part for part in (lead, after) if part)


def find_link_lists(
    soup: BeautifulSoup, links: list[FoundLink], table: KindTable | None = None
) -> list[FoundList]:
    """Return the link lists of a post in document order; `links` is what find_links found in the same tree."""
    table = table or default_table()
    within = _by_container(links)
    places: dict[int, FoundLink] = {id(link.tag): link for link in links}
    found: list[FoundList] = []
    for outermost in _outermost(soup, within):
        found += _judged(outermost, places, within, table)
    return found


def _by_container(links: Iterable[FoundLink]) -> dict[int, list[FoundLink]]:
    within: dict[int, list[FoundLink]] = defaultdict(list)
    for link in links:
        for parent in link.tag.parents:
            within[id(parent)].append(link)
    return within


def _outermost(soup: BeautifulSoup, within: dict[int, list[FoundLink]]) -> Iterator[Tag]:
    """Yield the lists, tables and paragraphs with links that are in no other list, in document order."""
    waiting: list[Tag] = [soup]
    while waiting:
        tag = waiting.pop()
        if tag.name in _LISTS or tag.name == "p":
            yield tag
        else:
            inner = [child for child in tag.children if isinstance(child, Tag) and id(child) in within]
            waiting.extend(reversed(inner))


def _judged(
    tag: Tag, places: dict[int, FoundLink], within: dict[int, list[FoundLink]], table: KindTable
) -> list[FoundList]:
    """Return the list as one link list if it is one, else those of its nested lists that are."""
    items = list(_items(tag, places))
    title, title_tag = _title(tag, places)
    if _is_link_list(items, title, title_tag, table):
        return [
            FoundList(
                tag=tag, title=title, title_tag=title_tag, items=tuple(n for item in items for n in item.notes())
            )
        ]
    nested = [inner for inner in tag.find_all(list(_BULLETS)) if inner.find_parent(list(_LISTS)) is tag]
    return [found for inner in nested if id(inner) in within for found in _judged(inner, places, within, table)]


def _is_link_list(items: Sequence[_Item], title: str, title_tag: Tag | None, table: KindTable) -> bool:
    linking = sum(item.is_mainly_a_link() for item in items)
    if linking * 2 <= len(items) or sum(item.beside for item in items) > LONGEST_NOTES * len(items):
        return False
    led_in = title_tag is not None and title_tag.name not in HEADINGS | {"li"}
    if _is_session_material(items, title, table) and not led_in and not _is_about_links(title, table):
        return False
    if sum(bool(item.links) for item in items) == 1:
        return bool(title) and title_tag is not None and _about_links(title_tag, title, table)
    return True


def _is_session_material(items: Iterable[_Item], title: str, table: KindTable) -> bool:
    """Whether every link says no more than what it is, or who: the slides, video and speakers of a session."""
    longest = LONGEST_MATERIAL if title else LONGEST_NOTE
    return all(item.beside <= longest and all(_names_itself(link, table) for link in item.links) for item in items)


def _names_itself(link: FoundLink, table: KindTable) -> bool:
    words = link.text.lower()
    if link.kind == "person" or (len(words.split()) <= LONGEST_LABEL and table.labels.find(words)):
        return True
    host = parse(link.url).host
    return not table.says_more(" ".join(word for word in words.split() if word not in host))


def _about_links(title_tag: Tag, title: str, table: KindTable) -> bool:
    """Whether a list of one link is meant as a list: its title, or a heading above it, is about links or tools."""
    titles = [title, *(heading.get_text() for heading in _headings_above(title_tag))]
    return any(_is_about_links(words, table) for words in titles)


def _is_about_links(title: str, table: KindTable) -> bool:
    return len(title.split()) <= LONGEST_LABEL and bool(table.about_links.find(title.lower()))


# -- items ------------------------------------------------------------------------------------------------------


def _items(tag: Tag, places: dict[int, FoundLink]) -> Iterator[_Item]:
    """Yield the items of a list, nested ones after their own; an item that only introduces a nested list is none."""
    if tag.name in _BULLETS:
        for item in tag.find_all("li", recursive=False):
            own = _Item(pieces=tuple(_pieces(item, places)))
            nested = item.find_all(list(_LISTS))
            if own.links or not nested:
                yield own
            for inner in nested:
                if inner.find_parent(list(_LISTS)) is tag:
                    yield from _items(inner, places)
    elif tag.name == "table":
        rows = [row for row in tag.find_all("tr") if row.find("td")]
        yield from (_Item(pieces=tuple(_pieces(row, places))) for row in rows)
    else:
        yield from _broken_lines(tag, places)


def _broken_lines(tag: Tag, places: dict[int, FoundLink]) -> Iterator[_Item]:
    """Yield the lines of a paragraph that has hard breaks; a first line without a link is its title, not an item."""
    lines: list[list[str | FoundLink]] = [[]]
    for piece in _pieces(tag, places):
        if piece == "\n":
            lines.append([])
        else:
            lines[-1].append(piece)
    items = [_Item(pieces=tuple(line)) for line in lines if any(not isinstance(p, str) or p.strip() for p in line)]
    if items and not items[0].links:
        items = items[1:]
    yield from items if len(lines) > 1 else ()


def _pieces(tag: Tag, places: dict[int, FoundLink]) -> Iterator[str | FoundLink]:
    """Yield words and links of a tag in order, without those of nested lists; a hard break is "\\n" alone."""
    for child in tag.children:
        if isinstance(child, Tag):
            if id(child) in places:
                yield places[id(child)]
            elif child.name == "br":
                yield "\n"
            elif child.name not in _LISTS:
                yield from _pieces(child, places)
                if child.name in ("p", "td"):
                    yield " "
        elif type(child) is NavigableString:
            yield " ".join(child.split()).join((" " * child[:1].isspace(), " " * child[-1:].isspace())) or " "


def _words(pieces: Iterable[str | FoundLink]) -> Iterator[str]:
    for piece in pieces:
        if not isinstance(piece, str):
            return
        yield piece


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(_TRIM)


# -- titles -----------------------------------------------------------------------------------------------------


def _title(tag: Tag, places: dict[int, FoundLink]) -> tuple[str, Tag | None]:
    """Return the title of a list and the tag that gave it."""
    if tag.name == "p":
        first = " ".join("".join(_words(_first_line(tag, places))).split())
        if first.endswith((":", "：")) or (first and tag.find(["strong", "b"])):
            return _COLON.sub("", _SENTENCE_END.split(first)[-1]), tag
    item = tag.find_parent("li")
    if item is not None:
        words = " ".join("".join(_words(_pieces(item, places))).split())
        return _COLON.sub("", words), item if words else None
    return _title_above(list(_above(tag)))


def _first_line(tag: Tag, places: dict[int, FoundLink]) -> list[str | FoundLink]:
    """Return the first line of a paragraph when no link is in it."""
    line: list[str | FoundLink] = []
    for piece in _pieces(tag, places):
        if piece == "\n":
            return line
        if not isinstance(piece, str):
            return []
        line.append(piece)
    return []


def _title_above(blocks: list[Tag]) -> tuple[str, Tag | None]:
    """Return the title that the blocks above a list give it, the nearest first, the last perhaps a heading."""
    if not blocks:
        return "", None
    between, heading = (blocks[:-1], blocks[-1]) if blocks[-1].name in HEADINGS else (blocks, None)
    introduction = sum(len(block.get_text().split()) for block in between)
    if heading is not None and introduction <= LONGEST_INTRODUCTION and not any(map(_holds_list, between)):
        return " ".join(heading.get_text().split()), heading
    lead = _lead_in(between[0]) if between else ""
    return lead, between[0] if lead else None


def _holds_list(block: Tag) -> bool:
    return block.name in _LISTS or block.find(list(_LISTS)) is not None


def _lead_in(block: Tag) -> str:
    """Return the bold label that a paragraph is, or its last sentence if it ends in a colon or runs on; else ""."""
    text = " ".join(block.get_text().split())
    if block.name not in ("p", "div", "summary", "dt") or not text or block.find("img"):
        return ""
    if _is_bold(block, text):
        return _COLON.sub("", text)
    if _FINISHED.search(text):
        return ""
    last = _SENTENCE_END.split(block.get_text().strip())[-1]
    return _COLON.sub("", " ".join(last.split()))


def _is_bold(block: Tag, text: str) -> bool:
    bold = block.find(["strong", "b"])
    return isinstance(bold, Tag) and len(" ".join(bold.get_text().split())) >= len(_COLON.sub("", text)) - 1


def _above(tag: Tag) -> Iterator[Tag]:
    """Yield the blocks above a tag, the nearest first, up to and with the heading they stand under."""
    for block in _climb(tag):
        yield block
        if block.name in HEADINGS:
            return


def _headings_above(tag: Tag) -> Iterator[Tag]:
    """Yield the heading a tag stands under, or is, and those above that one, each of a higher level."""
    level = 7
    for block in (tag, *_climb(tag)):
        if block.name in HEADINGS and int(block.name[1]) < level:
            level = int(block.name[1])
            yield block


def _climb(tag: Tag) -> Iterator[Tag]:
    """Yield the blocks before a tag, the nearest first, leaving the wrappers that it is in."""
    place: PageElement | None = tag
    while isinstance(place, Tag):
        for before in place.previous_siblings:
            if isinstance(before, Tag) and before.name != "hr":
                yield before
        place = place.parent if place.parent is not None and place.parent.name != "body" else None
