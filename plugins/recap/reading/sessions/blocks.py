"""What an outline is made of: stretches of text, lines, blocks; each knows the tag it stands in."""

from dataclasses import dataclass, field
from typing import NamedTuple

import bs4

from recap.reading.sessions.overrides import Override


class Run(NamedTuple):
    """A stretch of text in one style."""

    text: str
    """As written, line breaks of the source included."""
    url: str = ""
    """Where it leads, or ""."""
    bold: bool = False
    em: bool = False
    """In italics, struck out or marked."""
    code: bool = False
    link: int = -1
    """The number of the link's tag, or -1."""


class Line(NamedTuple):
    """What stands between two hard breaks."""

    runs: tuple[Run, ...]
    text: str
    """The runs' text, white space folded."""
    tag: bs4.Tag
    """The first element of the line, else the element it stands in."""
    start: int
    """The number of that tag."""

    @property
    def raw(self) -> str:
        """The text with the source's line breaks kept."""
        written = "".join([run.text for run in self.runs])
        return "\n".join(map(str.strip, written.split("\n"))).strip() if "\n" in written else written.strip()


class Block(NamedTuple):
    """A heading, paragraph, list item, table row or other piece with text of its own."""

    tag: bs4.Tag
    override: Override
    """What the author's attribute list says."""
    shape: str
    """`heading`, `paragraph`, `item`, `row`, `quote` (in a quotation or caption) or `code`."""
    level: int
    """Of a heading: 1 to 6. Of an item: how many lists it stands in. Else 0."""
    lines: tuple[Line, ...]
    text: str
    """All its lines as one text."""
    start: int
    end: int
    """The part runs from tag number `start` to before `end`; for a heading, to the next of its level or above."""
    heading: int = -1
    """The index of the heading block it stands under, or -1."""
    parent: int = -1
    """The index of the list item around it, or -1."""
    group: int = 0
    """The number of the list or table it belongs to."""
    cells: tuple[Line, ...] = ()
    """Of a row: its cells."""
    head: tuple[str, ...] = ()
    """Of a row: the texts of its table's head, else ()."""


@dataclass(slots=True)
class Outline:
    """All blocks of a post in document order."""

    blocks: list[Block] = field(default_factory=list)
    number: dict[int, int] = field(default_factory=dict)
    """id(tag) -> its number in document order."""
