"""A Python-Markdown extension: headings, thematic breaks and tables as GitHub reads them.

It relies on `lists`, which hands on one of them at a time, parted from what stands before and after.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor

from recap.reading.markdown.lines import CODE_INDENT, RULE, UNDERLINE, begins_table

_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})(?: +(?P<text>.*?))??(?: +#+)? *$")
_TIGHT_HEADING = re.compile(r"(?P<level>#{1,6})(?P<text>[^\s#!].*?)#* *$", re.MULTILINE)
_HASHTAG = re.compile(r"(?:^|\s)#\w")


def tight_heading(line: str) -> re.Match[str] | None:
    """Return the match of a heading without a space, `##Title`; None for what is rather a hashtag, or `#1`."""
    m = _TIGHT_HEADING.match(line)
    if not m:
        return None
    text = m["text"]
    if m["level"] == "#" and (not text[0].isalpha() or text[0].islower() or _HASHTAG.search(text)):
        return None
    return m


class HeadingProcessor(BlockProcessor):
    """`# Title`, and `#Title` where a paragraph could begin."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Return whether the block is a heading."""
        return block.lstrip(" ").startswith("#")

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Append the heading."""
        line, _, rest = blocks[0].partition("\n")
        m = _HEADING.match(line) or tight_heading(line)
        if not m:
            return False
        blocks.pop(0)
        SubElement(parent, f"h{len(m['level'])}").text = (m["text"] or "").strip()
        if rest.startswith(CODE_INDENT):  # it was to continue a paragraph: no code
            self.parser.blockprocessors["paragraph"].run(parent, [rest])
        elif rest:
            blocks.insert(0, rest)
        return True


class UnderlinedProcessor(BlockProcessor):
    """A paragraph underlined with `===` or `---`: a heading, of several lines if the paragraph has them."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Return whether the block is a paragraph and an underline."""
        head, _, last = block.rpartition("\n")
        return bool(head and UNDERLINE.match(last) and not head.startswith("    "))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Append the heading."""
        head, _, last = blocks.pop(0).rpartition("\n")
        level = 1 if last.lstrip().startswith("=") else 2
        SubElement(parent, f"h{level}").text = "\n".join(line.strip() for line in head.split("\n"))


class RuleProcessor(BlockProcessor):
    """Three or more `*`, `-` or `_`: a thematic break."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Return whether the block is a thematic break."""
        return bool(RULE.match(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Append the thematic break."""
        blocks.pop(0)
        SubElement(parent, "hr")


class GitHubTableProcessor(TableProcessor):
    """Tables that need no outer pipes and may have fewer or more of them in each row."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Return whether the block is a table."""
        header, _, rest = block.partition("\n")
        delimiters = rest.split("\n", 1)[0]
        if not rest or header.startswith("    ") or not begins_table(header, delimiters):
            return False
        self.separator = self._split_row(delimiters)  # type: ignore[assignment]
        return True

    def _split_row(self, row: str) -> list[str]:
        """Return the cells of a row; a pipe within code parts cells unless it is escaped, as on GitHub."""
        inner = self.RE_END_BORDER.sub("", row.strip().removeprefix("|"))
        return [cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


class LeafExtension(Extension):
    """Headings, thematic breaks and tables as GitHub reads them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Replace the processors of the same names."""
        blocks = md.parser.blockprocessors
        blocks.register(HeadingProcessor(md.parser), "hashheader", 70)
        blocks.register(UnderlinedProcessor(md.parser), "setextheader", 60)
        blocks.register(RuleProcessor(md.parser), "hr", 50)
        if "table" in blocks:
            config: dict[str, Any] = blocks["table"].config  # type: ignore[attr-defined]
            blocks.register(GitHubTableProcessor(md.parser, config), "table", 75)


def makeExtension(**options: object) -> LeafExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it."""
    return LeafExtension(**options)
