"""A Python-Markdown extension: raw HTML as GitHub reads it.

A block of HTML ends at the next blank line (a comment, script or <pre> at its own end), and what follows is
Markdown again; Python-Markdown takes all up to the closing tag, or the whole rest of the text when there is none.
Only an element with a `markdown` attribute is taken whole, and given to md_in_html.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from recap.reading.markdown.fences import OnRequest
from recap.reading.markdown.lists import NAME, ContainerProcessor

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt"
    "|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu"
    "|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|source|summary|table|tbody|td|tfoot|th|thead|title"
    "|tr|track|ul"
)
_RAW_TAGS = "script|pre|style|textarea"
_ATTRIBUTE = r"""(?:\s+[a-zA-Z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)"""

STARTS = (
    # (how it begins, how its last line looks, may it interrupt a paragraph), in the order of the specification
    (re.compile(rf"<(?:{_RAW_TAGS})(?:\s|>|$)", re.I), re.compile(rf"</(?:{_RAW_TAGS})>", re.I), True),
    (re.compile(r"<!--"), re.compile(r"-->"), True),
    (re.compile(r"<\?"), re.compile(r"\?>"), True),
    (re.compile(r"<![A-Za-z]"), re.compile(r">"), True),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>"), True),
    (re.compile(rf"</?(?:{_BLOCK_TAGS})(?:\s|/?>|$)", re.I), None, True),
    (re.compile(rf"(?:<[a-zA-Z][\w-]*{_ATTRIBUTE}*\s*/?>|</[a-zA-Z][\w-]*\s*>)\s*$"), None, False),
)
"""The seven kinds of HTML blocks; without an end they go on to the next blank line."""

_FENCE = re.compile(r"`{3,}|~{3,}")
_FOR_MARKDOWN = re.compile(r"<([a-zA-Z][\w-]*)(?=\s)[^>]*?\smarkdown(?:\s*=|\s|>|$)")


class HtmlBlock:
    """Lines of raw HTML."""

    def __init__(self, line: str, end: re.Pattern[str] | None, placeholders: set[str]) -> None:
        """`end` is what the last line contains, None for the next blank line; `placeholders` gets the block's."""
        self._lines = [line]
        self._end = end
        self._placeholders = placeholders
        self.closed = bool(end and end.search(line))

    def feed(self, line: str) -> bool:
        """Take a line."""
        if self._end is None:
            if not line.strip():
                return False
        else:
            self.closed = bool(self._end.search(line))
        self._lines.append(line)
        return True

    def build(self, parser: BlockParser, parent: Element) -> None:
        """Append the HTML, to be put in as it is, to an element."""
        placeholder = parser.md.htmlStash.store("\n".join(self._lines))
        self._placeholders.add(placeholder)
        SubElement(parent, "p").text = AtomicString(placeholder)


class MarkdownElement:
    """An element with a `markdown` attribute, up to its closing tag."""

    def __init__(self, line: str, tag: str, opening: HtmlBlock, preprocessors: tuple[Preprocessor, ...]) -> None:
        """`opening` is the first line as raw HTML; `preprocessors` are those of SuperFences and md_in_html."""
        self._tags = re.compile(rf"<(/?){tag}\b", re.I)
        self._opening = opening
        self._preprocessors = preprocessors
        self._fence = ""
        self._lines: list[str] = []
        self._depth = 0
        self.closed = False
        self.feed(line)

    def feed(self, line: str) -> bool:
        """Take a line."""
        self._lines.append(line)
        if not self._is_code(line):
            self._depth += sum(-1 if closing else 1 for closing in self._tags.findall(line))
            self.closed = self._depth <= 0
        return True

    def _is_code(self, line: str) -> bool:
        """Return whether the line is fenced code, whose tags do not count."""
        mark = line.strip()
        if self._fence:
            self._fence = "" if mark == self._fence else self._fence
        elif m := _FENCE.match(mark):
            self._fence = m[0]
        return bool(self._fence)

    def build(self, parser: BlockParser, parent: Element) -> None:
        """Hand the element to md_in_html and parse what it makes of it; without an end it is plain HTML."""
        if not self.closed:
            self._opening.build(parser, parent)
            parser.parseBlocks(parent, "\n".join(self._lines[1:]).split("\n\n"))
            return
        lines = self._lines
        for preprocessor in self._preprocessors:
            lines = preprocessor.run(lines)
        parser.parseBlocks(parent, "\n".join(lines).strip("\n").split("\n\n"))


class _Unwrap(Postprocessor):
    """Takes the paragraph away around a block of HTML: Python-Markdown would keep it around `<a>`."""

    RE = re.compile(f"<p>({HTML_PLACEHOLDER_RE.pattern})</p>")

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.placeholders: set[str] = set()

    def run(self, text: str) -> str:
        return self.RE.sub(lambda m: m[1] if m[1] in self.placeholders else m[0], text)


class HtmlExtension(Extension):
    """Raw HTML as GitHub reads it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Take the preprocessor of HTML out of the row; md_in_html's is kept for elements that ask for it."""
        md.registerExtension(self)
        fences = md.preprocessors["fenced_code_block"]
        assert isinstance(fences, OnRequest)
        self._markdown = (fences.renderer, md.preprocessors["html_block"])
        md.preprocessors.deregister("html_block")
        self._unwrap = _Unwrap(md)
        md.postprocessors.register(self._unwrap, "unwrap_html", 31)
        containers = md.parser.blockprocessors[NAME]
        assert isinstance(containers, ContainerProcessor)
        containers.openers.append(self.open_html)

    def reset(self) -> None:
        """Forget the last document."""
        self._unwrap.placeholders.clear()

    def open_html(self, line: str, interrupts: bool) -> HtmlBlock | MarkdownElement | None:
        """Return the block of HTML that a line begins; None when it begins none."""
        text = line.lstrip(" ")
        if not text.startswith("<"):
            return None
        if m := _FOR_MARKDOWN.match(text):
            opening = HtmlBlock(line, None, self._unwrap.placeholders)
            return MarkdownElement(line, m[1], opening, self._markdown)
        for start, end, may_interrupt in STARTS:
            if (may_interrupt or not interrupts) and start.match(text):
                return HtmlBlock(line, end, self._unwrap.placeholders)
        return None


def makeExtension(**options: object) -> HtmlExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it."""
    return HtmlExtension(**options)
