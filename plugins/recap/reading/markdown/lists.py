"""A Python-Markdown extension: lists and block quotes as CommonMark reads them.

Python-Markdown wants a blank line before a list and four columns for each level; authors write as GitHub taught
them. So its processors for lists and quotes are replaced by one that stands at the head of the text still to be
read. It takes whole lists and quotes itself, and leaves paragraphs and what extensions know to the others, one at
a time.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, ListIndentProcessor
from markdown.extensions import Extension

from recap.reading.markdown.lines import CODE_INDENT, SPECIAL, list_marker
from recap.reading.markdown.scan import MAX_DEPTH, List, Node, Opener, Quote, Scanner, Text, split_text

NAME = "commonmark"
"""The block processor's name in `md.parser.blockprocessors`."""

_BLANK_LINES = re.compile(r"\A(?: *\n)*(?: +\Z)?")
_DIRECTIVE = re.compile(r" {1,3}(?=!!!|\?\?\?|///)")
"""What extensions expect at the very start of a line; in a list of Python-Markdown's four columns it is not."""

_REPLACED = ("indent", "olist", "ulist", "quote")
_PRIORITY = (
    95  # after `empty` (100) and what takes whole blocks by their first line (admonition, 105); before the rest
)


class Lines:
    """The lines of blocks still to be read, a blank one between blocks; blocks are used up as they are needed."""

    def __init__(self, blocks: list[str]) -> None:
        """Stand before the first line of `blocks`."""
        self._blocks = blocks
        self._lines = self._next_block()

    def _next_block(self) -> list[str]:
        return self._blocks.pop(0).split("\n")[::-1] if self._blocks else []

    def __iter__(self) -> Iterator[str]:
        """Yield line after line, each once."""
        while self._lines:
            yield self._lines.pop()
            if not self._lines and self._blocks:
                self._lines = [*self._next_block(), ""]

    def put_back(self, lines: list[str]) -> None:
        """Return `lines`, and what has not been read, to the blocks."""
        if rest := [*lines, *reversed(self._lines)]:
            self._blocks.insert(0, "\n".join(rest))


class ContainerProcessor(BlockProcessor):
    """Takes the list, quote, fence ... at the head of the blocks, and parts a text from what interrupts it."""

    def __init__(self, parser: BlockParser) -> None:
        """Stand ready for a document."""
        super().__init__(parser)
        self.openers: list[Opener] = []
        """What begins further leaves: extensions for fenced code and raw HTML add theirs."""
        self.reset()

    def reset(self) -> None:
        """Forget the last document."""
        self._depth = 0
        self._ends: dict[Element, tuple[str, int]] = {}
        """list element -> (marker, offset of its last item), for those who hand us a list block by block"""

    def test(self, parent: Element, block: str) -> bool:
        """Return whether anything but plain text may be in the block."""
        if block.startswith(" ") or SPECIAL.search(block):
            return True
        if self._ends:
            self._ends.pop(self.lastChild(parent), None)  # type: ignore[arg-type]
        return False

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Take a container, or leave one paragraph, heading, table ... to the other processors."""
        blocks[0] = _BLANK_LINES.sub("", blocks[0])
        if m := _DIRECTIVE.match(blocks[0]):
            _dedent(blocks, m.end())
            return True
        if self._depth >= MAX_DEPTH:
            return self._indented_code(parent, blocks)
        if self._resume(parent, blocks):
            return True
        pieces, rest = split_text(blocks[0].split("\n"), self.openers)
        if pieces:
            blocks[:1] = [*pieces, "\n".join(rest)] if rest else pieces
            return self._indented_code(parent, blocks)
        lines = Lines(blocks)
        node, read = Scanner(self.openers, depth=self._depth).first_block(iter(lines))
        lines.put_back(read)
        self._build(parent, node)
        return True

    def _indented_code(self, parent: Element, blocks: list[str]) -> bool:
        """Take code within or after a list here: other processors would think it another paragraph of the list."""
        last = self.lastChild(parent)
        tag = "" if last is None else last.tag
        if blocks[0].startswith(CODE_INDENT) and tag != "dl" and (parent.tag == "li" or tag in ("ul", "ol")):
            return self.parser.blockprocessors["code"].run(parent, blocks) is not False
        return False

    def _resume(self, parent: Element, blocks: list[str]) -> bool:
        """Go on with the list before, if it comes block by block as from definition lists and admonitions."""
        last = self.lastChild(parent)
        if last is None or last not in self._ends:
            return False
        marker, offset = self._ends[last]
        found = list_marker(blocks[0].split("\n", 1)[0])
        if not (blocks[0].startswith(" " * offset) or (found and found[0] == marker)):
            del self._ends[last]
            return False
        lines = Lines(blocks)
        node, read = Scanner(self.openers, depth=self._depth).resume(marker, offset, iter(lines))
        lines.put_back(read)
        assert isinstance(node, List)
        loosen(last)
        self._build_items(last, node, last[-1])
        return True

    def _build(self, parent: Element, node: Node) -> None:
        if isinstance(node, Text):
            self.parser.parseBlocks(parent, "\n".join(node.lines).strip("\n").split("\n\n"))
        elif isinstance(node, List):
            self._build_items(self._list_element(parent, node), node)
        elif isinstance(node, Quote):
            self._build_all(SubElement(parent, "blockquote"), node.children, "blockquote")
        else:
            node.build(self.parser, parent)

    @staticmethod
    def _list_element(parent: Element, node: List) -> Element:
        element = SubElement(parent, "ul" if node.start is None else "ol")
        if node.start not in (None, 1):
            element.set("start", str(node.start))
        return element

    def _build_items(self, element: Element, node: List, first: Element | None = None) -> None:
        """Append a list's items to its element; the first of them to `first`, if that is given."""
        for item in node.items:
            li = first if first is not None else SubElement(element, "li")
            first = None
            self._build_all(li, item.children, "looselist" if node.loose else "list")
        if node.items[-1].children:
            self._ends[element] = (node.marker, node.items[-1].offset)

    def _build_all(self, parent: Element, nodes: list[Node], state: str) -> None:
        self._depth += 1
        self.parser.state.set(state)
        for node in nodes:
            self._build(parent, node)
        self.parser.state.reset()
        self._depth -= 1


def _dedent(blocks: list[str], columns: int) -> None:
    """Take `columns` spaces from the first block and from those after it that are indented further."""
    for number, block in enumerate(blocks):
        if number and not block.lstrip("\n").startswith(" " * (columns + len(CODE_INDENT))):
            break
        blocks[number] = re.sub(rf"^ {{{columns}}}", "", block, flags=re.MULTILINE)


def loosen(element: Element) -> None:
    """Put the text of a list's items into paragraphs."""
    for item in element:
        text, item.text = item.text, None
        for number, child in reversed(list(enumerate(item))):
            _insert_paragraph(item, number + 1, child.tail)
            child.tail = None
        _insert_paragraph(item, 0, text)


def _insert_paragraph(item: Element, position: int, text: str | None) -> None:
    if text and text.strip():
        paragraph = Element("p")
        paragraph.text = text.strip("\n")
        item.insert(position, paragraph)


class ListExtension(Extension):
    """Lists and block quotes as CommonMark reads them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Replace Python-Markdown's processors for lists and quotes."""
        md.registerExtension(self)
        for name in _REPLACED:
            md.parser.blockprocessors.deregister(name, strict=False)
        if "defindent" in md.parser.blockprocessors:
            definitions = md.parser.blockprocessors["defindent"]
            assert isinstance(definitions, ListIndentProcessor)
            definitions.ITEM_TYPES, definitions.LIST_TYPES = ["dd"], ["dl"]  # lists and their items are not its
        self._processor = ContainerProcessor(md.parser)
        md.parser.blockprocessors.register(self._processor, NAME, _PRIORITY)

    def reset(self) -> None:
        """Forget the last document."""
        self._processor.reset()


def makeExtension(**options: object) -> ListExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it."""
    return ListExtension(**options)
