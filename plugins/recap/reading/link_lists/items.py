"""The items of what may be a link list: list items, table rows, lines broken by hard breaks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bs4 import NavigableString, Tag

from recap.reading.links import FoundLink
from recap.reading.people import NOBODY, people
from recap.reading.sessions.words import session_words
from recap.reading.tree import text_of

LISTS = frozenset(["ul", "ol", "table"])
LONGEST_NOTE = 30
"""Words beside the links of an item; with more, an item is a note on something rather than a link."""
LONGEST_TITLE = 16
"""Words that name a talk and its speaker in an item that ends in the link to it."""
SHORTEST_TITLE = 3
"""Words before the links to people that make an item more than those people."""
LONGEST_LEAD = 7
"""Words before the first link of an item that is mainly a link."""

Places = Mapping[int, FoundLink]
"""The links of a post by the identity of their tags."""
Piece = str | FoundLink
"""Words, or a link; a hard break is "\\n" alone."""

_TRIM = " \t\n\r\xa0.,;:：!?–—-→>|/·•、。"
_APART = frozenset(["p", "td", "th", "div", "dd"])


@dataclass(frozen=True, kw_only=True, eq=False)
class Item:
    """An item, row or line: its words and links in order, those of nested lists apart."""

    pieces: tuple[Piece, ...]
    tag: str
    """`li`, `tr`, or `p` for a line of a paragraph."""

    @cached_property
    def links(self) -> list[FoundLink]:
        """The item's own links, in order."""
        return [piece for piece in self.pieces if isinstance(piece, FoundLink)]

    @cached_property
    def beside(self) -> int:
        """The number of words that are no link."""
        return sum(_size(piece) for piece in self.pieces if isinstance(piece, str))

    def is_mainly_a_link(self) -> bool:
        """Whether a link stands at the front, or outweighs the words around it, and no long note follows."""
        if not any(text_of(link.tag).strip() for link in self.links):  # none, or pictures
            return False
        linked = sum(_size(link.text) for link in self.links)
        before = _size("".join(words(self.pieces)))
        if before >= SHORTEST_TITLE and all(link.kind == "person" for link in self.links):
            return False  # "Of tea - [Ada](...)": a talk and who gave it
        named = self.tag == "tr" or (self.tag == "li" and self.beside <= LONGEST_TITLE and self._ends_in_link())
        return self.beside <= LONGEST_NOTE and (named or before <= LONGEST_LEAD or linked >= self.beside)

    def _ends_in_link(self) -> bool:
        """Whether the words only name what the link leads to: "Of tea, by Ada ([video](...))"."""
        said = [piece for piece in self.pieces if not isinstance(piece, str) or _tidy(piece)]
        return isinstance(said[-1], FoundLink)

    def notes(self) -> Iterator[tuple[FoundLink, str]]:
        """Yield each link with the words after it up to the next, the first also with the words before it."""
        lead = _tidy("".join(words(self.pieces)))
        for place, piece in enumerate(self.pieces, 1):
            if isinstance(piece, FoundLink):
                after = _without_speakers(_tidy("".join(words(self.pieces[place:]))))
                yield piece, " … ".join(part for part in (lead, after) if part)
                lead = ""


_TIME = re.compile(r"(?:\d{1,2}[:.h]\d{2}(?:\s?[ap]m)?\s*[-–—]?\s*){1,2}", re.IGNORECASE)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def _size(text: str) -> int:
    """Return the number of words; of a script that sets no spaces, two letters are one."""
    return len(text.split()) + (0 if text.isascii() else len(_UNSPACED.findall(text)) // 2)


def items(tag: Tag, places: Places) -> Iterator[Item]:
    """Yield the items of a list, table or paragraph, each before those nested in it.

    An item without a link that introduces a nested list is left out: it is the label of that list.
    """
    if tag.name == "table":
        for row in tag.find_all("tr"):
            if row.find("td"):
                yield Item(pieces=tuple(_row(row, places)), tag="tr")
    elif tag.name == "p":
        yield from _lines(tag, places)
    else:
        for child in tag.children:
            if isinstance(child, Tag) and child.name == "li":
                yield from _item(child, places)


def _row(tag: Tag, places: Places) -> Iterator[Piece]:
    """Yield the pieces of a row without its cells that only name people or a time."""
    for cell in tag.find_all(["td", "th"]):
        inside = [*pieces(cell, places), " "]
        said = " ".join("".join(piece for piece in inside if isinstance(piece, str)).split())
        if any(isinstance(piece, FoundLink) for piece in inside) or not (
            _TIME.fullmatch(said) or people(said).sure
        ):
            yield from inside


def _without_speakers(note: str) -> str:
    """Return a note without the names it begins with: "by Ada Winter and Ben Okafor, about slates"."""
    by = session_words().by.match(note)
    who = people(note[by.end() :].strip()) if by else NOBODY
    if by is None or not who.sure:
        return note
    rest = note[by.end() :]
    for name in who.names:
        rest = re.sub(rf"^(?:\W|\band\b|\bund\b|\bet\b)*{re.escape(name)}", "", rest)
    return _tidy(rest)


def _item(tag: Tag, places: Places) -> Iterator[Item]:
    own = Item(pieces=tuple(pieces(tag, places)), tag="li")
    nested = list(nested_lists(tag))
    if own.links or not nested:
        yield own
    for inner in nested:
        yield from items(inner, places)


def _lines(tag: Tag, places: Places) -> Iterator[Item]:
    """Yield the lines of a paragraph that has hard breaks, without a first line that only introduces them."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces(tag, places):
        if piece == "\n":
            lines.append([])
        else:
            lines[-1].append(piece)
    found = [Item(pieces=tuple(line), tag="p") for line in lines]
    said = [item for item in found if item.beside or item.links]
    yield from said[1:] if said and not said[0].links else said


def nested_lists(tag: Tag) -> Iterator[Tag]:
    """Yield the lists in a tag that are in no other list of it, in document order."""
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name in LISTS:
                yield child
            else:
                yield from nested_lists(child)


def pieces(tag: Tag, places: Places) -> Iterator[Piece]:
    """Yield words and links of a tag in order, without those of nested lists."""
    for child in tag.children:
        if isinstance(child, Tag):
            if id(child) in places:
                yield places[id(child)]
            elif child.name == "br":
                yield "\n"
            elif child.name not in LISTS:
                yield from pieces(child, places)
                if child.name in _APART:
                    yield " "
        elif type(child) is NavigableString and child != "\n":
            yield child.replace("\n", " ")
        elif type(child) is NavigableString:
            yield " "


def words(some: Iterable[Piece]) -> Iterator[str]:
    """Yield the words of pieces up to the first link."""
    for piece in some:
        if not isinstance(piece, str):
            return
        yield piece


def _tidy(text: str) -> str:
    """Return words without the punctuation and the halves of brackets that tied them to a link."""
    text = " ".join(text.split()).strip(_TRIM)
    while text and (text[0] in ")]" or text[-1] in "(["):
        text = (text[1:] if text[0] in ")]" else text[:-1]).strip(_TRIM)
    return text
