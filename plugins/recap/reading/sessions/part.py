"""A part of a post that a session could be: where it stands, its title line, what stands below."""

from dataclasses import dataclass
from functools import cached_property

import bs4

from recap.reading.sessions.blocks import Block, Line
from recap.reading.sessions.overrides import Override
from recap.reading.sessions.titles import TitleLine

TIMED = ("lead", "timed")
"""The family of a timetable's lines."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """A part of the post that a session could be."""

    tag: bs4.Tag
    shape: str
    """`heading`, `bold` (a line that opens bold), `lead` (one that opens set off otherwise), `item` or `row`."""
    family: tuple[object, ...]
    """Parts with the same value are judged together."""
    block: int
    """The index of its block in the outline."""
    line: Line
    """Its title line; of a line that runs on into prose only the beginning."""
    title: TitleLine
    """That line, read."""
    rest: str
    """What follows on the same line."""
    start: int
    end: int
    below: tuple[Line, ...]
    """The next few lines of the part."""
    override: Override
    """What the author's attribute list says."""
    prose: tuple[str, ...]
    """The texts of its first paragraphs, for what they say of the speaker."""
    row: Block | None = None
    """Of a table row: its block."""
    whole: bool = False
    """The whole line is set off: one link, or bold from end to end."""
    led: bool = False
    """The line opens with words that are set off."""

    @cached_property
    def text(self) -> str:
        """The first words of the part below its title, some 700 characters."""
        return " ".join([self.rest, *(line.text for line in self.below), *self.prose])[:900]
