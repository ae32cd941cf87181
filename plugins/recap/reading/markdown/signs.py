"""A Python-Markdown extension: a pattern is tried only on text with a sign that it cannot match without.

Python-Markdown tries fifteen patterns on each stretch of text, and some more on each block; most are plain words.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, treeprocessors
from markdown.extensions import Extension
from markdown.inlinepatterns import BACKTICK_RE, ENTITY_RE, ESCAPE_RE
from markdown.util import STX, AtomicString

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

STEP_SIGNS: Mapping[str, tuple[str, int]] = {"attr_list": ("{", 8), "unescape": (STX, 0)}
"""A step over the tree -> what stands in some text or attribute where it finds something, and its priority."""

BLOCK_SIGNS: Mapping[str, str] = {"admonition": "!!!", "deflist": ": ", "footnote": "[^", "abbr": "*["}
"""A kind of block -> what stands in every block in which its pattern finds something."""


class _Signed:
    """A pattern that looks for its sign first."""

    def __init__(self, pattern: re.Pattern[str], sign: str) -> None:
        self._pattern, self._sign = pattern, sign

    def search(self, text: str) -> re.Match[str] | None:
        return self._pattern.search(text) if self._sign in text else None

    def __getattr__(self, name: str) -> object:
        return getattr(self._pattern, name)


class _SignedStep(treeprocessors.Treeprocessor):
    """A step that is taken only where its sign stands in some text or attribute."""

    def __init__(self, md: Markdown, step: treeprocessors.Treeprocessor, sign: str) -> None:
        super().__init__(md)
        self._step, self._sign = step, sign

    def run(self, root: Element) -> Element | None:
        values = (str(value) for element in root.iter() for value in element.attrib.values())
        return self._step.run(root) if self._sign in "".join(chain(root.itertext(), values)) else None

    def __getattr__(self, name: str) -> object:
        return getattr(self._step, name)


class InlineProcessor(treeprocessors.InlineProcessor):
    """Python-Markdown's, whose name it has since it replaces a private method."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Look the patterns up once for each document."""
        patterns: Iterable[Any] = self.inlinePatterns
        self._tried = [(pattern, SIGNS.get(pattern.pattern, ("",))) for pattern in patterns]
        self._any_sign = _any_of(frozenset(sign for _, signs in self._tried for sign in signs))
        return super().run(tree, ancestors)

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not self._any_sign.search(data):
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


@lru_cache(maxsize=8)
def _any_of(signs: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(signs))))


class SignExtension(Extension):
    """Tries patterns only where they could match."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Replace the steps of the same names, and the patterns of blocks."""
        md.treeprocessors.register(InlineProcessor(md), "inline", 20)
        for name, (sign, priority) in STEP_SIGNS.items():
            if name in md.treeprocessors:
                md.treeprocessors.register(_SignedStep(md, md.treeprocessors[name], sign), name, priority)
        for name, sign in BLOCK_SIGNS.items():
            if name in md.parser.blockprocessors:
                processor: Any = md.parser.blockprocessors[name]
                processor.RE = _Signed(processor.RE, sign)


def makeExtension(**options: object) -> SignExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it."""
    return SignExtension(**options)
