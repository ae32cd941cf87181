"""A Python-Markdown extension: bare addresses, tags, strikethrough, hard breaks and escapes as on GitHub."""

import re
import string
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    HtmlInlineProcessor,
    InlineProcessor,
    SimpleTagInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.util import ETX, STX, AtomicString

_BEFORE_WWW = rf"(?:^|(?<=[\s*_~(\[{ETX}]))"
_DOMAIN = r"(?:[^\W_]|[-_])+(?:\.(?:[^\W_]|[-_])+)*"
_ESCAPED = rf"{STX}klzzwxh:\d+{ETX}"  # what Python-Markdown puts for `\_`
ADDRESS = rf"(?:(?<![A-Za-z])(?:https?|ftp)://{_DOMAIN}|{_BEFORE_WWW}www\.{_DOMAIN})(?:[^\s<{STX}]|{_ESCAPED})*"
MAIL = r"(?<![\w.+/-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[\w-]*[^\W\d_](?![\w@-])"
_PLACEHOLDER = re.compile(f"{STX}klzzwxh:(\\d+){ETX}")
_NUMBER = re.compile(f"{STX}(\\d+){ETX}")
_ENTITY_AT_END = re.compile(r"&[A-Za-z0-9]+;$")
_TRAILING = "?!.,:*_~'\""

BACKSLASH_BREAK = r"\\\n"
LINE_BREAK = r" {2,}\n"
STRIKE = r"(?<!~)(~~?)(?![\s~])((?:(?!\1).|\1~)+?)(?<![\s~])\1(?!~)"


def trimmed(address: str) -> str:
    """Return a bare address without what follows it in prose: stops, quotes, a parenthesis it does not open."""
    while address:
        if address[-1] in _TRAILING or (address[-1] == ")" and address.count(")") > address.count("(")):
            address = address[:-1]
        elif address[-1] == ";":
            m = _ENTITY_AT_END.search(address)
            address = address[: m.start() if m else -1]
        else:
            break
    return address


_ATTRIBUTE = r"""\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+"""
HTML = (
    rf"(<[A-Za-z][A-Za-z0-9-]*+(?:{_ATTRIBUTE})*+\s*+/?>|</[A-Za-z][A-Za-z0-9-]*+\s*+>|<!--(?:(?!<!--|-->).)*-->"
    r"|<\?(?:(?!<\?|\?>).)*\?>|<![A-Za-z][^<>]*>|<!\[CDATA\[(?:(?!<!\[CDATA\[|\]\]>).)*\]\]>)"
)


class BareAddress(InlineProcessor):
    """`https://example.org/` and `www.example.org` in the text."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], _data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the link; a character that the author escaped is part of it, code is not."""
        end = next((part.start() for part in _PLACEHOLDER.finditer(m[0]) if not self._is_escape(part[1])), None)
        shown = trimmed(m[0][:end])
        text = _NUMBER.sub(lambda part: chr(int(part[1])), self.unescape(shown))
        link = Element("a")
        link.set("href", text if "://" in text else f"http://{text}")
        link.text = AtomicString(text)
        return link, m.start(), m.start() + len(shown)

    def _is_escape(self, number: str) -> bool:
        stash = self.md.treeprocessors["inline"].stashed_nodes if self.md else {}  # type: ignore[attr-defined]
        value = stash.get(number)
        return isinstance(value, str) and bool(_NUMBER.fullmatch(value))


class BareMail(InlineProcessor):
    """`me@example.org` in the text."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], _data: str
    ) -> tuple[Element, int, int]:
        """Return the link."""
        link = Element("a", href=f"mailto:{m[0]}")
        link.text = AtomicString(m[0])
        return link, m.start(), m.end()


class InlineExtension(Extension):
    """Bare addresses, tags, strikethrough, hard breaks and escapes as on GitHub."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the patterns."""
        md.ESCAPED_CHARS.extend(set(string.punctuation).difference(md.ESCAPED_CHARS))
        patterns = md.inlinePatterns
        patterns.register(SubstituteTagInlineProcessor(BACKSLASH_BREAK, "br"), "backslash_break", 185)
        patterns.register(SubstituteTagInlineProcessor(LINE_BREAK, "br"), "linebreak", 100)
        patterns.register(HtmlInlineProcessor(HTML, md), "html", 90)
        patterns.register(BareAddress(ADDRESS, md), "bare_address", 85)
        patterns.register(BareMail(MAIL, md), "bare_mail", 84)
        patterns.register(SimpleTagInlineProcessor(STRIKE, "del"), "strikethrough", 65)


def makeExtension(**options: object) -> InlineExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it."""
    return InlineExtension(**options)
