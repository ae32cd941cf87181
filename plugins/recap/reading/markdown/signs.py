"""A Python-Markdown extension: an inline pattern is tried only on text with a sign that it cannot match without.

Python-Markdown tries fifteen patterns on each stretch of text, and most stretches are plain words.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, treeprocessors
from markdown.extensions import Extension
from markdown.inlinepatterns import BACKTICK_RE, ENTITY_RE, ESCAPE_RE
from markdown.util import AtomicString

from recap.reading.markdown.inline import ADDRESS, BACKSLASH_BREAK, HTML, LINE_BREAK, MAIL, STRIKE
from recap.reading.markdown.links import AUTOLINK, AUTOMAIL, IMAGE, LINK

SIGNS: Mapping[str, tuple[str, ...]] = {
    BACKTICK_RE: ("`",),
    BACKSLASH_BREAK: ("\\\n",),
    ESCAPE_RE: ("\\",),
    r"\[\^([^\]]*)\]": ("[^",),  # of footnotes
    LINK: ("[",),
    IMAGE: ("![",),
    AUTOLINK: ("<",),
    AUTOMAIL: ("<",),
    LINE_BREAK: ("  \n",),
    HTML: ("<",),
    ADDRESS: ("://", "www."),
    MAIL: ("@",),
    ENTITY_RE: ("&",),
    STRIKE: ("~",),
    r"\*|_": ("*", "_"),  # of emphasis
}
"""A pattern's regular expression -> what one of stands in every text that it matches; others are always tried."""


class InlineProcessor(treeprocessors.InlineProcessor):
    """Python-Markdown's, whose name it has since it replaces a private method."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Look the patterns up once for each document."""
        patterns: Iterable[Any] = self.inlinePatterns
        self._tried = [(pattern, SIGNS.get(pattern.pattern, ("",))) for pattern in patterns]
        return super().run(tree, ancestors)

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        for index in range(patternIndex, len(self._tried)):
            pattern, signs = self._tried[index]
            for sign in signs:
                if sign in data:
                    break
            else:
                continue
            matched, start = True, 0
            while matched:
                data, matched, start = self.__applyPattern(pattern, data, index, start)  # type: ignore[attr-defined]
        return data


class SignExtension(Extension):
    """Tries inline patterns only where they could match."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Replace the step of the same name."""
        md.treeprocessors.register(InlineProcessor(md), "inline", 20)


def makeExtension(**options: object) -> SignExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it."""
    return SignExtension(**options)
