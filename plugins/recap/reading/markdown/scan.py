"""Where CommonMark's containers begin and end.

The scanner follows the algorithm of the CommonMark specification ("A parsing strategy", phase 1) as far as
containers go: lists, items and block quotes become nodes; all other text stays text, for Python-Markdown to read.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser

from recap.reading.markdown.lines import CODE_INDENT, QUOTE, SPECIAL, UNDERLINE, begins_block, kind_of, list_marker

MAX_DEPTH = 50
"""Lists and quotes nested deeper than this are text: HTML parsers give up on trees that deep."""


class Leaf(Protocol):
    """A block of several lines that no other block can begin in: fenced code, raw HTML."""

    def feed(self, line: str) -> bool:
        """Take a line; False when the line is not part of the block any more."""

    @property
    def closed(self) -> bool:
        """True when the line just taken was the last."""

    def build(self, parser: BlockParser, parent: Element) -> None:
        """Append the block to an element."""


Opener = Callable[[str, bool], Leaf | None]
"""(line, does it interrupt a paragraph) -> the leaf that begins there, its first line taken."""


@dataclass(slots=True, eq=False)
class Text:
    """Lines without containers, for Python-Markdown; a blank line is ''."""

    lines: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Quote:
    """A block quote."""

    children: "list[Node]" = field(default_factory=list)
    blank: bool = False
    """Was the last line blank?"""


@dataclass(slots=True, eq=False)
class Item:
    """One item of a list."""

    parent: "List"
    offset: int
    """How many columns its text is indented."""
    children: "list[Node]" = field(default_factory=list)
    blank: bool = False


@dataclass(slots=True, eq=False)
class List:
    """A list; `marker` is what all its items share: `-`, `+`, `*`, `.` or `)`."""

    marker: str
    start: int | None
    """The first number; None for bullets."""
    items: list[Item] = field(default_factory=list)
    loose: bool = False


Node = Text | Quote | List | Leaf
Container = Quote | Item


class Scanner:
    """Reads lines until the first block is complete; `openers` say which leaves there are."""

    def __init__(self, openers: Iterable[Opener] = (), *, depth: int = 0) -> None:
        """`depth` is how many containers there are around the lines already."""
        self._openers = tuple(openers)
        self._root = Quote()
        self._open: list[Container] = [self._root]
        self._limit = MAX_DEPTH - depth
        self._leaf: Leaf | None = None
        self._after_blank = False
        self._kind = ""
        """What the last line of the deepest container was, as in `kind_of`."""

    def first_block(self, lines: Iterator[str]) -> tuple[Node, list[str]]:
        """Return the block that begins on the first line, and the lines after it that were read (none or one)."""
        children = self._root.children
        for line in lines:
            self._feed(line)
            if len(children) > 1:
                return children[0], [line]
            if not self._leaf and children and not isinstance(children[0], Quote | List | Text):
                break
        return children[0], []

    def resume(self, marker: str, offset: int, lines: Iterator[str]) -> tuple[Node, list[str]]:
        """Go on with a list whose last item was read before: return it with what is new, and the line after it."""
        parent = List(marker, None, loose=True)
        item = Item(parent, offset, [Text()])
        parent.items.append(item)
        self._root.children.append(parent)
        self._open.append(item)
        return self.first_block(lines)

    def _feed(self, line: str) -> None:
        depth, rest = self._match(line)
        if self._leaf and depth == len(self._open) and self._leaf.feed(rest):
            self._leaf = None if self._leaf.closed else self._leaf
            return
        self._leaf = None
        if rest.strip():
            self._text(depth, rest)
            if self._after_blank:
                self._after_blank = False
                for container in self._open:
                    container.blank = False
        else:
            self._blank(depth)

    def _match(self, line: str) -> tuple[int, str]:
        """Return how many of the open containers the line continues, and what is left of it."""
        for depth, container in enumerate(self._open[1:], 1):
            if isinstance(container, Quote):
                if not (m := QUOTE.match(line)):
                    return depth, line
                line = line[m.end() :]
            elif container.children if not line.strip() else line.startswith(" " * container.offset):
                line = line[container.offset :]
            else:
                return depth, line
        return len(self._open), line

    def _blank(self, depth: int) -> None:
        """A blank line ends paragraphs and quotes, and makes lists loose if more of them follows."""
        self._after_blank = True
        continued = depth == len(self._open)
        self._kind = "code" if self._kind == "code" and continued else ""
        for number in range(min(depth, len(self._open) - 1), -1, -1):
            self._open[number].blank = True
            if number < depth and isinstance(self._open[number], Quote):
                break  # the blank line is within the quote: around it there is none
        del self._open[depth:]
        children = self._open[-1].children
        if children and isinstance(children[-1], Text):
            children[-1].lines.append("")

    def _text(self, depth: int, rest: str) -> None:
        """Read a line with text: first the containers that begin on it, then what is left."""
        lazy = depth < len(self._open) and self._kind == "paragraph"
        interrupts = depth == len(self._open) and self._kind == "paragraph"
        special = SPECIAL.match(rest)
        while special and (inner := self._container(depth, rest, interrupts=interrupts)) is not None:
            depth, rest, lazy, interrupts = len(self._open), inner, False, False
            special = SPECIAL.match(rest)
        if not rest.strip():
            return
        if special and (leaf := self._leaf_at(rest, interrupts=interrupts)):
            self._close(depth)
            self._add(leaf)
            self._leaf = None if leaf.closed else leaf
        elif lazy and not (special and begins_block(rest)):
            self._append_lazy(rest)
        else:
            self._close(depth)
            self._append(rest)

    def _container(self, depth: int, rest: str, *, interrupts: bool) -> str | None:
        """Open the quote or item that begins here and return the text within it; None when there is none."""
        if depth > self._limit:
            return None
        if m := QUOTE.match(rest):
            self._close(depth)
            self._add(Quote())
            return rest[m.end() :]
        if interrupts and UNDERLINE.match(rest):
            return None
        if found := list_marker(rest, interrupts=interrupts):
            self._close(depth)
            self._add_item(*found[:3])
            return found[3]
        return None

    def _leaf_at(self, rest: str, *, interrupts: bool) -> Leaf | None:
        return next(filter(None, (opener(rest, interrupts) for opener in self._openers)), None)

    def _close(self, depth: int) -> None:
        """Close the containers that the line does not continue."""
        if depth < len(self._open):
            del self._open[depth:]
            self._kind = ""

    def _add(self, node: Node) -> None:
        """Add a block to the deepest container; a blank line before it makes the list loose."""
        container = self._open[-1]
        self._loosen(container)
        container.children.append(node)
        self._kind = ""
        if isinstance(node, Quote):
            self._open.append(node)

    def _add_item(self, marker: str, number: int | None, offset: int) -> None:
        children = self._open[-1].children
        last = children[-1] if children else None
        if isinstance(last, List) and last.marker == marker:
            last.loose = last.loose or last.items[-1].blank
        else:
            last = List(marker, number)
            self._add(last)
        item = Item(last, offset)
        last.items.append(item)
        self._open.append(item)
        self._kind = ""

    def _append_lazy(self, rest: str) -> None:
        """Go on with the paragraph of a container that the line does not continue."""
        text = self._open[-1].children[-1]
        assert isinstance(text, Text)
        # indented by four it can be nothing but the paragraph's: no underline, no row of a table
        text.lines.append(CODE_INDENT + rest.lstrip() if rest.lstrip()[0] in "=-|:" else rest)

    def _append(self, rest: str) -> None:
        """Add a line to the text of the deepest container."""
        container, before = self._open[-1], self._kind
        if not container.children or not isinstance(container.children[-1], Text):
            self._add(Text())
        text = container.children[-1]
        assert isinstance(text, Text)
        self._kind = kind_of(rest, before, text.lines[-1] if text.lines else "")
        if not (before == self._kind == "code"):
            self._loosen(container)
        text.lines.append(rest)

    @staticmethod
    def _loosen(container: Container) -> None:
        if isinstance(container, Item) and container.blank and container.children:
            container.parent.loose = True


def begins_container(line: str, openers: Iterable[Opener], *, paragraph: bool) -> bool:
    """Return whether a container or leaf begins on the line, after a line of a paragraph or not."""
    if not SPECIAL.match(line) or (paragraph and UNDERLINE.match(line)):
        return False
    return bool(
        QUOTE.match(line)
        or list_marker(line, interrupts=paragraph)
        or any(opener(line, paragraph) for opener in openers)
    )


def split_text(lines: list[str], openers: Iterable[Opener]) -> tuple[list[str], list[str]]:
    """Split lines into (texts of a paragraph, heading, table ... each; the lines from the first container on)."""
    pieces: list[list[str]] = []
    kind = ""
    for number, line in enumerate(lines):
        if begins_container(line, openers, paragraph=kind == "paragraph"):
            return ["\n".join(piece) for piece in pieces], lines[number:]
        before, kind = kind, kind_of(line, kind, lines[number - 1])
        if before == "paragraph" and kind == "table" and len(pieces[-1]) > 1:
            pieces.append([pieces[-1].pop(), line])
        elif before and (kind or _ends_paragraph(line, before)):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    return ["\n".join(piece) for piece in pieces], []


def _ends_paragraph(line: str, before: str) -> bool:
    return before == "paragraph" and bool(UNDERLINE.match(line))
