"""Where in the source a finding stands.

Python-Markdown keeps no positions, so what was found is looked up again in the text: headings in document order,
links and lists within the lines of the heading they stand under.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from urllib.parse import quote, unquote

from bs4 import Tag

_HEADING = re.compile(r"(?:[\s>]|[*+-]\s|\d+[.)]\s)*#{1,6}|.*<h[1-6]\b", re.I)
_UNDERLINE = re.compile(r"[\s>*+-]*(=+|-+)\s*$")
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]]+\]:[^\n]*$", re.M)
_SCHEME = re.compile(r"^https?://")
_PLAIN = re.compile(r"[^\W_]+")
_ASCII_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}
_ENOUGH = 24
"""Letters and digits by which a line is known."""
_NEAR = 8
"""Lines below its part's beginning in which a title may stand: in raw HTML it has its own, some lines down."""


def plain(text: str) -> str:
    """Return the letters and digits of `text`, case folded: what is left when markup and typography go."""
    if text.isascii():
        return text.translate(_ASCII_SIGNS).lower()
    return "".join(_PLAIN.findall(text)).casefold()


def first_words(tag: Tag) -> str:
    """Return the first words of an element that stand in one line of the source, as `plain` gives them."""
    for string in tag.strings:
        for line in string.split("\n"):
            if words := plain(line):
                return words[:_ENOUGH]
    return ""


@dataclass(frozen=True)
class Source:
    """The body of a post and the line it begins on."""

    body: str
    first_line: int

    @cached_property
    def lines(self) -> list[str]:
        """The body's lines, entities resolved, as an author's editor counts them."""
        return [html.unescape(line) if "&" in line else line for line in self.body.split("\n")]

    @cached_property
    def plain_lines(self) -> list[str]:
        """The lines as `plain` gives them."""
        return [plain(line) for line in self.lines]

    @cached_property
    def without_definitions(self) -> list[str]:
        """The lines, those of reference definitions blank: a link stands where it is used."""
        definitions = {self.body.count("\n", 0, match.start()) for match in _DEFINITION.finditer(self.body)}
        return ["" if number in definitions else line for number, line in enumerate(self.lines)]

    def number(self, index: int) -> int:
        """Return the line of the file for an index into `lines`."""
        return self.first_line + min(index, len(self.lines) - 1)

    def heading_indexes(self, headings: Iterable[Tag]) -> list[int]:
        """Return for each heading the index of its line, in order."""
        found, start = [], 0
        for heading in headings:
            index = self._heading_index(first_words(heading), start)
            found.append(index)
            start = min(index + 1, len(self.lines) - 1)
        return found

    def _heading_index(self, words: str, start: int) -> int:
        candidates = (i for i in range(start, len(self.lines)) if words in self.plain_lines[i])
        first = next(candidates, start)
        return next((i for i in chain([first], candidates) if self._is_heading(i)), first)

    def _is_heading(self, index: int) -> bool:
        following = self.lines[index + 1] if index + 1 < len(self.lines) else ""
        return bool(_HEADING.match(self.lines[index]) or _UNDERLINE.match(following))

    def words_index(self, words: str, start: int, end: int) -> int | None:
        """Return the index of the first line from `start` to before `end` that holds the words, else None."""
        if not words:
            return None
        return next((i for i in range(start, end) if words in self.plain_lines[i]), None)

    def url_index(self, url: str, start: int, end: int) -> int | None:
        """Return the index of the first line from `start` to before `end` that holds the address, else None."""
        spellings = _spellings(url)
        for index, line in enumerate(self.without_definitions[start:end], start):
            for spelling in spellings:
                if spelling in line:
                    return index
        return None


def _spellings(url: str) -> tuple[str, ...]:
    """Return how an address may stand in the source: as it is, unquoted, quoted, without its scheme."""
    bare = _SCHEME.sub("", url)
    return tuple(dict.fromkeys((url, unquote(url), quote(url, safe="/:?&=#%~+,;@!$'()*[]"), bare)))


class Lines:
    """Looks up the lines of the elements of one post; ask in document order."""

    def __init__(self, source: Source, elements: Iterable[Tag]) -> None:
        elements = list(elements)
        headings = [tag for tag in elements if _is_heading(tag)]
        starts = source.heading_indexes(headings)
        self._source = source
        self._line_of_heading = {id(tag): start for tag, start in zip(headings, starts, strict=True)}
        self._range_of = dict(_ranges(elements, self._line_of_heading, len(source.lines)))

    def of_heading(self, tag: Tag) -> int:
        """Return the line of a heading."""
        return self._source.number(self._line_of_heading[id(tag)])

    def of_link(self, tag: Tag, url: str) -> int:
        """Return the line of a link: that of its address, else of its words."""
        start, end = self._range_of.get(id(tag), (0, len(self._source.lines)))
        everything = (0, len(self._source.lines))
        words = first_words(tag)
        for find, needle in ((self._source.url_index, url), (self._source.words_index, words)):
            for first, last in ((start, end), everything):
                if (index := find(needle, first, last)) is not None:
                    return self._source.number(index)
        return self._source.number(start)

    def of_part(self, tag: Tag, title: str = "") -> int:
        """Return the line on which a heading, item, row or paragraph begins, or the one that holds its title."""
        start = self._part_index(tag)
        return self._source.number(self._title_index(title, start) if title else start)

    def _part_index(self, tag: Tag) -> int:
        if id(tag) in self._line_of_heading:
            return self._line_of_heading[id(tag)]
        start, end = self._range_of.get(id(tag), (0, len(self._source.lines)))
        words = first_words(tag)
        index = self._source.words_index(words, start, end)
        if index is None:
            index = self._source.words_index(words, 0, len(self._source.lines))
        return start if index is None else index

    def _title_index(self, title: str, start: int) -> int:
        """Return the index of the line that holds a title: near `start`, else in full anywhere, else `start`."""
        end = len(self._source.lines)
        near = min(start + _NEAR, end)
        full, begun = plain(title)[:_ENOUGH], plain(" ".join(title.split()[:2]))
        attempts = (
            (full, start, near),
            (begun, start, near),
            (full, near, end),
            (full, 0, start),
            (begun, 0, end),
        )
        for words, first, last in attempts:
            if (index := self._source.words_index(words, first, last)) is not None:
                return index
        return start


def _is_heading(tag: Tag) -> bool:
    return len(tag.name) == 2 and tag.name[0] == "h" and tag.name[1] in "123456"


def _ranges(elements: list[Tag], starts: dict[int, int], end: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield for each element the lines of the heading it stands under: (id, (first, one past the last))."""
    bounds = [0, *starts.values(), end]
    spans = iter(pairwise(bounds))
    span = next(spans)
    for tag in elements:
        if id(tag) in starts:
            span = next(spans)
        yield id(tag), span
