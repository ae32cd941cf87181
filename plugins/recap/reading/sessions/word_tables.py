"""Tables of words as patterns that are tried only where a word of a text can begin an entry."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import or_

KEY = 4
"""So many letters of a word tell whether it can begin an entry of a table at all."""

MOST_WORDS = 20_000
"""So many are remembered."""

SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A letter of a script that sets no spaces."""
_LETTERS = re.compile(r"[^\W\d_]+")
_LOWERED = bytes(ord(chr(code).lower()) if chr(code).isalpha() else 32 for code in range(128)) + bytes(
    range(128, 256)
)
"""ASCII letters in lower case, with a space for what else is ASCII; the rest as it is."""
_ALL = -1
"""The bits of all tables."""


class _Remembered(dict[str, int]):
    """What a function says of each word: a cache that is only read is three times as quick as lru_cache."""

    def __init__(self, said: Callable[[str], int]) -> None:
        self._said = said

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_WORDS:
            self.clear()
        found = self[word] = self._said(word)
        return found


class Index:
    """Which tables have an entry that begins with a word; each table has a bit of its own."""

    def __init__(self) -> None:
        self._keys: dict[str, int] = {}
        """The first letters of an entry's first word -> the tables' bits."""
        self._endings: dict[str, int] = {}
        """Of an entry that begins with `*`: what its word holds -> the tables' bits."""
        self.tables_in = lru_cache(maxsize=1024)(self._tables_in)
        """Returns the bits of the tables that may have an entry in a text: many rules ask the same of it."""
        self._tables_of = _Remembered(self._tables_of_word).__getitem__

    def add(self, entry: str, bit: int) -> None:
        """Let a table have an entry."""
        first = _LETTERS.search(entry)
        if entry.startswith("*"):
            self._endings[entry.strip("*")] = self._endings.get(entry.strip("*"), 0) | bit
        elif first:
            key = first.group()[:KEY]
            self._keys[key] = self._keys.get(key, 0) | bit

    def places(self, text: str, bit: int) -> Iterator[int]:
        """Yield where in a text a table may have an entry: at its words that can begin one."""
        lowered, at = text.lower(), 0
        for word in _words_of(text):
            if self._tables_of(word) & bit:
                for letters in _letters_of(word):
                    at = _next_word(letters, lowered, at)
                    yield _begin_of_word(lowered, at)
                    at += len(letters)

    def _tables_in(self, text: str) -> int:
        """All of them, where a script sets no spaces."""
        return _ALL if _has_no_spaces(text) else reduce(or_, map(self._tables_of, _words_of(text)), 0)

    def _tables_of_word(self, word: str) -> int:
        if word.isalpha():
            return self._tables_of_letters(word)
        return reduce(or_, map(self._tables_of_letters, _LETTERS.findall(word)), 0)

    def _tables_of_letters(self, letters: str) -> int:
        found = self._keys.get(letters[:KEY], 0)
        for ending, tables in self._endings.items():
            if ending in letters:
                found |= tables
        return found


def _has_no_spaces(text: str) -> bool:
    return not text.isascii() and SPACELESS.search(text) is not None


def anywhere(text: str) -> bool:
    """Whether words of a text cannot be told apart beforehand: an entry may begin at any of its signs."""
    return _has_no_spaces(text) or len(text.lower()) != len(text)


def _words_of(text: str) -> list[str]:
    """Return the runs of letters in a text, in lower case; signs that are not ASCII stay on them."""
    if text.isascii():
        return text.encode().translate(_LOWERED).decode().split()
    return text.lower().encode(errors="surrogatepass").translate(_LOWERED).decode(errors="surrogatepass").split()


def _letters_of(word: str) -> list[str]:
    return [word] if word.isalpha() else _LETTERS.findall(word)


def _next_word(letters: str, text: str, at: int) -> int:
    """Return where letters stand that no other letter joins."""
    at = text.index(letters, at)
    while _is_letter(text[at - 1 : at]) or _is_letter(text[at + len(letters) : at + len(letters) + 1]):
        at = text.index(letters, at + 1)
    return at


def _begin_of_word(text: str, at: int) -> int:
    """Return where the letters, digits and underscores begin that a place stands in."""
    while at and (text[at - 1].isalnum() or text[at - 1] == "_"):
        at -= 1
    return at


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and not sign.isdecimal()


@dataclass(frozen=True, eq=False)
class WordTable:
    """Words as a pattern, behind a quick look at whether any of them can be in a text."""

    spaced: frozenset[str]
    """Those that are matched as whole words."""
    spaceless: frozenset[str]
    """Those of scripts that set no spaces: they match anywhere."""
    bit: int
    index: Index

    @cached_property
    def pattern(self) -> str:
        """The source of the pattern, for use inside another."""
        parts = [rf"(?<!\w){_alternatives(self.spaced)}(?!\w)"] if self.spaced else []
        return "|".join([*parts, *([_alternatives(self.spaceless)] if self.spaceless else [])])

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed: few texts need all tables."""
        return re.compile(self.pattern, re.IGNORECASE)

    def can_be_in(self, text: str) -> bool:
        """Return False when no entry begins with a word of this text."""
        return self.index.tables_in(text) & self.bit != 0

    def search(self, text: str) -> re.Match[str] | None:
        """As of a pattern."""
        return _search(self, text) if self.index.tables_in(text) & self.bit else None

    def match(self, text: str) -> re.Match[str] | None:
        """As of a pattern."""
        return self.compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As of a pattern."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of a pattern."""
        return self.matches(text) if self.can_be_in(text) else iter(())

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """As finditer, for a text that nothing else is asked of: it is read no further than it has to be.

        The pattern is tried at the words that can begin an entry, which is ten times as quick as to look for it.
        """
        if anywhere(text):
            yield from self.compiled.finditer(text)
            return
        end = 0
        for at in self.index.places(text, self.bit):
            match = self.compiled.match(text, at) if at >= end else None
            if match:
                end = match.end()
                yield match

    def sub(self, new: str, text: str) -> str:
        """As of a pattern; the new words hold no backslash."""
        return _sub(self, new, text) if self.can_be_in(text) else text


# Many rules ask the same of a text, one after the other.
@lru_cache(maxsize=1024)
def _search(table: WordTable, text: str) -> re.Match[str] | None:
    return next(table.matches(text), None)


@lru_cache(maxsize=1024)
def _sub(table: WordTable, new: str, text: str) -> str:
    pieces, end = [], 0
    for match in table.matches(text):
        pieces.append(text[end : match.start()])
        end = match.end()
    return new.join([*pieces, text[end:]])


def table_of(words: Iterable[str], bit: int, index: Index) -> WordTable:
    """Match whole words, the longest first; words of scripts without spaces match anywhere."""
    words = list(words)
    spaceless = frozenset(word.casefold() for word in words if SPACELESS.search(word))
    # Not casefold: to a pattern "ß" is no "ss".
    spaced = frozenset(word.lower() for word in words if not SPACELESS.search(word))
    for entry in spaced:
        index.add(entry, bit)
    return WordTable(spaced, spaceless, bit, index)


def _alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, their common beginnings written once: ten times as quick."""
    branches: dict[str, list[str]] = {}
    ends = False
    for word in words:
        if word:
            branches.setdefault(word[0], []).append(word[1:])
        else:
            ends = True
    if not branches:
        return ""
    made = [
        _letter(first) + _alternatives(rest) for first, rest in sorted(branches.items(), key=lambda b: b[0] == "*")
    ]
    return ("(?:" + "|".join(made) + ")" if len(made) > 1 or ends else made[0]) + ("?" if ends else "")


def _letter(letter: str) -> str:
    return r"\w*" if letter == "*" else re.escape(letter)
