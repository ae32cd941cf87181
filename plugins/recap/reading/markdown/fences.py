"""A Python-Markdown extension: fenced code as GitHub finds it, in lists and quotes too, shown by SuperFences.

SuperFences looks for fences before lists are known, so it misses some and takes others that are none. Here the
scanner of blocks finds them, and SuperFences gets each by itself: its options, custom fences and highlighting work
as they always do.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from recap.reading.markdown.lists import NAME, ContainerProcessor

_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,})(.*)$")
_PREPROCESSOR = "fenced_code_block"
_HIGHLIGHTER = "indent-highlight"


class Fence:
    """One block of fenced code; open to the end of its container when nothing closes it."""

    def __init__(self, indent: int, fence: str, info: str, renderer: Preprocessor) -> None:
        """`info` is what follows the opening fence."""
        self.closed = False
        self._indent, self._fence, self._info, self._renderer = indent, fence, info.strip(), renderer
        self._end = re.compile(rf" {{0,3}}{re.escape(fence)}{fence[0]}* *$")
        self._lines: list[str] = []

    def feed(self, line: str) -> bool:
        """Take a line; the closing fence is the last."""
        if self._end.match(line):
            self.closed = True
        else:
            self._lines.append(line[min(self._indent, len(line) - len(line.lstrip(" "))) :])
        return True

    def build(self, _parser: BlockParser, parent: Element) -> None:
        """Append the code, highlighted, to an element."""
        paragraph = SubElement(parent, "p")
        paragraph.text = self._render(self._info) or self._render(self._info.split()[0].strip("{.}"))
        if paragraph.text is None:
            paragraph.text = self._render("")

    def _render(self, info: str) -> str | None:
        """Return the placeholder SuperFences gives for the code; None when it does not understand the options."""
        fence = self._fence[0] * (max(map(_longest_run, self._lines), default=0) + 3)
        found = self._renderer.run([fence + info, *self._lines, fence])
        return found[0] if len(found) == 1 and HTML_PLACEHOLDER_RE.fullmatch(found[0]) else None


def _longest_run(line: str) -> int:
    return max((len(run) for run in re.findall(r"`+|~+", line)), default=0)


def open_fence(line: str, renderer: Preprocessor) -> Fence | None:
    """Return the fence that a line opens; None when it opens none."""
    m = _FENCE.match(line)
    if not m or (m[2][0] == "`" and "`" in m[3]):
        return None
    return Fence(len(m[1]), m[2], m[3], renderer)


class OnRequest(Preprocessor):
    """Stands for SuperFences' preprocessor, which looks itself up by name; does nothing when its turn comes."""

    def __init__(self, md: Markdown, renderer: Preprocessor) -> None:
        """Stand for `renderer`."""
        super().__init__(md)
        self.renderer = renderer

    def __getattr__(self, name: str) -> object:
        """Pass on whatever else is asked for."""
        return getattr(self.renderer, name)

    def run(self, lines: list[str]) -> list[str]:
        """Leave the text as it is."""
        return lines


class _KeepTails(Treeprocessor):
    """Highlights indented code by another's work, which loses the text after the code within a list item."""

    def __init__(self, md: Markdown, highlighter: Treeprocessor) -> None:
        super().__init__(md)
        self._highlighter = highlighter

    def run(self, root: Element) -> None:
        tails = [(code, code.tail) for code in root.iter("pre")]
        self._highlighter.run(root)
        for code, tail in tails:
            code.tail = tail


class FenceExtension(Extension):
    """Fenced code found as GitHub finds it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Take SuperFences' preprocessor out of the row and give it the fences one by one."""
        containers = md.parser.blockprocessors[NAME]
        assert isinstance(containers, ContainerProcessor)
        renderer = md.preprocessors[_PREPROCESSOR]
        containers.openers.append(lambda line, _interrupts: open_fence(line, renderer))
        md.preprocessors.register(OnRequest(md, renderer), _PREPROCESSOR, 25)
        if _HIGHLIGHTER in md.treeprocessors:
            md.treeprocessors.register(_KeepTails(md, md.treeprocessors[_HIGHLIGHTER]), _HIGHLIGHTER, 30)


def makeExtension(**options: object) -> FenceExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it."""
    return FenceExtension(**options)
