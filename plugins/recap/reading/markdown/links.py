"""A Python-Markdown extension: links, images, their definitions and code spans as CommonMark reads them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    BACKTICK_RE,
    AutolinkInlineProcessor,
    AutomailInlineProcessor,
    BacktickInlineProcessor,
    InlineProcessor,
)
from markdown.util import ETX, STX

from recap.reading.markdown.inline import HTML

_TITLE = r'"[^"]*"|\'[^\']*\'|\([^()]*\)'
_DEFINITION = re.compile(
    r" {0,3}\[((?:[^\[\]\\]|\\.)+)\]: *(?:\n *)?(<[^<>\n]*>|[^\s<]\S*)"
    r"(?:(?: +| *\n *)((?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))))?+ *(?:\n|$)"
)
_UNTITLED = re.compile(r" {0,3}\[((?:[^\[\]\\]|\\.)+)\]: *(?:\n *)?(<[^<>\n]*>|[^\s<]\S*) *(?:\n|$)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
LINK = r"!?\["
IMAGE = r"!\["
AUTOLINK = r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>"
AUTOMAIL = r"<([\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)>"

_BRACKET = re.compile(r"[\[\]]")
_OPAQUE = re.compile(f"{HTML}|{AUTOLINK}", re.DOTALL)
_DESTINATION = re.compile(r"\(\s*(?:<([^<>\n]*)>|(?!<))")
_PART = re.compile(r"[^\s()]+|[()]")
_END = re.compile(rf"(?:\s+({_TITLE}))?\s*\)")
_LABEL = re.compile(r"\[([^\[\]]*)\]")
_SPACED_LABEL = re.compile(r"\s\[([^\[\]]+)\]")

Target = tuple[str, str | None, int]
"""(address, title, where the link ends in the text)"""


def label_key(label: str) -> str:
    """Return what labels are compared by: neither case nor spaces count, nor how they are marked up."""
    return " ".join(re.sub(r"[`\\]", "", label).casefold().split())


def _pairs(data: str) -> dict[int, int]:
    """Return {where a bracket opens: where it closes}; brackets within tags and <http://...> do not count."""
    opaque = [m.span() for m in _OPAQUE.finditer(data)][::-1] if "<" in data else []
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for m in _BRACKET.finditer(data):
        while opaque and opaque[-1][1] <= m.start():
            opaque.pop()
        if opaque and opaque[-1][0] < m.start():
            continue
        if m[0] == "[":
            stack.append(m.start())
        elif stack:
            pairs[stack.pop()] = m.start()
    return dict(sorted(pairs.items()))


class Brackets:
    """The pairs of brackets in a text whose beginning changes as links are taken out of it, but not its end."""

    def __init__(self, data: str) -> None:
        """Find the pairs once."""
        self._data = data
        self._pairs = _pairs(data)
        self._opened = list(self._pairs)
        self._shift = 0

    def stands_for(self, data: str, position: int) -> bool:
        """Return whether the pairs are those of `data` from a position on; positions are then those of `data`."""
        self._shift = len(self._data) - len(data)
        return self._data.endswith(data[position:])

    def closing(self, opened: int) -> int | None:
        """Return where a bracket is closed."""
        found = self._pairs.get(opened + self._shift)
        return None if found is None else found - self._shift

    def within(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the pairs between two positions, in their order."""
        start = bisect_right(self._opened, first + self._shift)
        for opened in self._opened[start : bisect_left(self._opened, last + self._shift)]:
            yield opened - self._shift, self._pairs[opened] - self._shift


class LinkProcessor(InlineProcessor):
    """`[text](address "title")`, `[text][label]`, `[label][]` and `[label]`."""

    tag, address = "a", "href"

    def __init__(self, md: Markdown) -> None:
        """Match where a link could begin."""
        super().__init__(LINK, md)
        self._brackets = Brackets("")

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int, int]:
        """Return the link that begins at a bracket."""
        opened = m.end() - 1
        if not self._brackets.stands_for(data, m.start()):
            self._brackets = Brackets(data)
        closed = self._brackets.closing(opened)
        target = None if closed is None else self._target(data, opened, closed)
        if closed is None or target is None:
            return None, m.start(), m.end()
        address, title, end = target
        if self._is_other(m[0]):
            return None, m.start(), end
        if self._holds_link(data, opened, closed):
            return None, m.start(), m.end()
        element = Element(self.tag, {self.address: self.unescape(address).replace(" ", "%20")})
        if title:
            element.set("title", self.unescape(" ".join(title.split())))
        self._describe(element, data[opened + 1 : closed])
        return element, m.start(), end

    def _is_other(self, begin: str) -> bool:
        """Return whether this is an image, which is left, its label and all, to ImageProcessor."""
        return begin.startswith("!")

    def _describe(self, element: Element, text: str) -> None:
        element.text = text

    def _holds_link(self, data: str, opened: int, closed: int) -> bool:
        """Return whether there is a link within the brackets: then they are no link themselves."""
        passed = opened + 1
        for first, last in self._brackets.within(opened, closed):
            if passed <= first and (target := self._target(data, first, last)):
                if data[first - 1] != "!":
                    return True
                passed = target[2]
        return False

    def _target(self, data: str, opened: int, closed: int) -> Target | None:
        """Return where the brackets lead."""
        if found := _inline_target(data, closed + 1):
            return found
        text = data[opened + 1 : closed]
        if m := _LABEL.match(data, closed + 1):
            return self._defined(m[1] or text, m.end())
        if found := self._defined(text, closed + 1):
            return found
        # Python-Markdown's authors may put a space between; `[x] [label]` is rather a task
        m = _SPACED_LABEL.match(data, closed + 1) if len(text) > 1 else None
        return self._defined(m[1], m.end()) if m else None

    def _defined(self, label: str, end: int) -> Target | None:
        key = label_key(self._source(label))
        found = self.md.references.get(key) if self.md and key else None
        return (*found, end) if found else None

    def _source(self, text: str) -> str:
        """Return text as its author wrote it, but for backslashes and backticks."""
        if STX not in text:
            return text
        return _ESCAPED.sub(lambda m: chr(int(m[1])), unescape(self.unescape(text)))


class ImageProcessor(LinkProcessor):
    """`![alternative](address "title")` and the like; it may hold links in its text, and stand in one."""

    tag, address = "img", "src"

    def __init__(self, md: Markdown) -> None:
        """Match where an image could begin."""
        InlineProcessor.__init__(self, IMAGE, md)
        self._brackets = Brackets("")

    def _is_other(self, begin: str) -> bool:  # noqa: ARG002
        return False

    def _describe(self, element: Element, text: str) -> None:
        element.set("alt", self.unescape(text))

    def _holds_link(self, data: str, opened: int, closed: int) -> bool:  # noqa: ARG002
        return False


def _inline_target(data: str, position: int) -> Target | None:
    """Return what `(address "title")` at a position says."""
    m = _DESTINATION.match(data, position)
    if not m:
        return None
    start = end = m.end()
    address = m[1]
    if address is None:
        depth = 0
        while part := _PART.match(data, end):
            depth += {"(": 1, ")": -1}.get(part[0], 0)
            if depth < 0:
                break
            end = part.end()
        address = data[start:end]
    m = _END.match(data, end)
    return (address, m[1][1:-1] if m[1] else None, m.end()) if m else None


class DefinitionProcessor(BlockProcessor):
    """`[label]: address "title"` where a paragraph could begin."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        """Return whether there may be a definition."""
        return block.lstrip(" ").startswith("[")

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Keep the definitions that the block begins with; the first of a label counts."""
        block = blocks[0]
        position = 0
        while m := _DEFINITION.match(block, position) or _UNTITLED.match(block, position):
            title = _ESCAPE.sub(r"\1", m[3][1:-1]) if m.re is _DEFINITION and m[3] else ""
            address = _ESCAPE.sub(r"\1", m[2].removeprefix("<").removesuffix(">") if m[2][0] == "<" else m[2])
            self.parser.md.references.setdefault(label_key(m[1]), (address, title))
            position = m.end()
        if position:
            rest = blocks.pop(0)[position:]
            self.parser.blockprocessors["paragraph"].run(parent, [rest])
        return bool(position)


class CodeSpanProcessor(BacktickInlineProcessor):
    """Code between runs of backticks that are equally long."""

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:  # type: ignore[override]
        """Return (where the code begins, where it ends); no end when the run has no partner."""
        begin = start
        while begin < len(text) and text[begin] == "`":
            begin += 1
        run = "`" * (begin - start)
        m = re.compile(f"(?<!`){run}(?!`)").search(text, begin)
        return begin, m.start() if m else None


class LinkExtension(Extension):
    """Links, images, their definitions and code spans as CommonMark reads them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Replace the patterns of the same names, and those that one pattern does the work of."""
        patterns = md.inlinePatterns
        for name in ("reference", "image_reference", "short_reference", "short_image_ref"):
            patterns.deregister(name)
        patterns.register(CodeSpanProcessor(BACKTICK_RE), "backtick", 190)
        patterns.register(LinkProcessor(md), "link", 160)
        patterns.register(ImageProcessor(md), "image_link", 150)
        patterns.register(AutolinkInlineProcessor(AUTOLINK, md), "autolink", 120)
        patterns.register(AutomailInlineProcessor(AUTOMAIL, md), "automail", 110)
        md.parser.blockprocessors.register(DefinitionProcessor(md.parser), "reference", 15)


def makeExtension(**options: object) -> LinkExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it."""
    return LinkExtension(**options)
