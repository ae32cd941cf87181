"""The words of words.toml as patterns: what a heading holds, what a label says, who speaks."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import count

KEY = 4
"""So many letters of a word tell whether it can begin an entry of a table at all."""

_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KEY_LETTERS = re.compile(rf"([^\W\d_]{{1,{KEY}}})[^\W\d_]*")
_ASCII_KEY_LETTERS = re.compile(rf"(?<![a-z])[a-z]{{1,{KEY}}}")
_PLAIN_WORD = re.compile(r"[\w'’]+")
_TWO_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LETTERED = re.compile(r"(?<=\w)\s[A-Z]$")  # "Room B"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """Which tables have an entry of that beginning; each table has a bit of its own."""

    keys: dict[str, int] = field(default_factory=dict)
    """The first letters of an entry's first word -> the tables' bits."""
    endings: dict[str, int] = field(default_factory=dict)
    """Of an entry that begins with `*`: what its word holds -> the tables' bits."""


@dataclass(frozen=True, eq=False)
class WordTable:
    """Words as a pattern, behind a quick look at whether any of them can be in a text."""

    spaced: frozenset[str]
    """Those that are matched as whole words."""
    spaceless: frozenset[str]
    """Those of scripts that set no spaces: they match anywhere."""
    bit: int
    index: _Index

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
        return bool(_tables_in(text, self.index) & self.bit)

    def search(self, text: str) -> re.Match[str] | None:
        """As of a pattern."""
        return _search(self, text)

    def match(self, text: str) -> re.Match[str] | None:
        """As of a pattern."""
        return self.compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As of a pattern."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of a pattern."""
        return self.compiled.finditer(text) if self.can_be_in(text) else iter(())

    def sub(self, new: str, text: str) -> str:
        """As of a pattern."""
        return _sub(self, new, text)


# Many rules ask the same of a text, one after the other.
@lru_cache(maxsize=4096)
def _search(table: WordTable, text: str) -> re.Match[str] | None:
    return table.compiled.search(text) if table.can_be_in(text) else None


@lru_cache(maxsize=4096)
def _sub(table: WordTable, new: str, text: str) -> str:
    return table.compiled.sub(new, text) if table.can_be_in(text) else text


@lru_cache(maxsize=1024)
def _tables_in(text: str, index: _Index) -> int:
    """Return the bits of the tables that may have an entry in a text: all, where a script sets no spaces."""
    found, lowered = 0, text.lower()
    if text.isascii():
        keys = _ASCII_KEY_LETTERS.findall(lowered)
    elif _SPACELESS.search(text):
        return -1
    else:
        keys = _KEY_LETTERS.findall(lowered)
    for tables in filter(None, map(index.keys.get, keys)):
        found |= tables
    for ending, tables in index.endings.items():
        if ending in lowered:
            found |= tables
    return found


@dataclass(frozen=True, slots=True, eq=False)
class SessionWords:
    """Each pattern matches any of its words, in any language, wherever it stands as a whole word."""

    kinds: tuple[tuple[str, WordTable], ...]
    """(kind, words of a section or label of that kind), the more telling kinds first."""
    sections: WordTable
    """The words of all kinds and groups."""
    groups: WordTable
    impressions: WordTable
    attended: WordTable
    sequence: WordTable
    sequence_verbs: WordTable
    presenting: WordTable
    asides: WordTable
    themes: WordTable
    elsewhere: WordTable
    fillers: WordTable
    negatives: WordTable
    introductions: WordTable
    notes: WordTable
    cues: WordTable
    own: WordTable
    hands_on: WordTable
    materials: WordTable
    sites: WordTable
    by: WordTable
    by_perhaps: WordTable
    speaker_labels: WordTable
    verbs: WordTable
    session_nouns: WordTable
    about: WordTable
    other_occasions: WordTable
    determiners: WordTable
    columns: Mapping[str, frozenset[str]]

    def tables_in(self, text: str) -> int:
        """Return the bits of the tables that may have an entry in a text."""
        return _tables_in(text, self.sections.index)

    def is_column(self, head: str, what: str) -> bool:
        """Return whether a table's heading names the `title` or the `speaker`: "Talk title", "Speaker name"."""
        found = _WORD.findall(re.sub(r"\(\w+\)", "", head.casefold())) or [head.casefold()]
        titles, named = self.columns["title"], self.columns[what]
        return " ".join(found) in named or (
            any(w in named for w in found) and all(w in named | titles for w in found)
        )

    def kind_in(self, text: str) -> str:
        """Return the kind that a text names, or ""."""
        if not self.sections.search(text):
            return ""
        return next((kind for kind, words in self.kinds if words.search(text)), "")

    def kind_told(self, text: str) -> str:
        """Return the kind that a sentence calls a session: "the opening keynote", "this workshop"; or ""."""
        for kind, words in self.kinds:
            for match in words.finditer(text):
                before = _PLAIN_WORD.findall(text[max(0, match.start() - 30) : match.start()])[-2:]
                if any(
                    self.determiners.fullmatch(re.split("['’]", w)[-1]) or w.endswith(("'s", "’s")) for w in before
                ) or _SPACELESS.match(match.group()):
                    return kind
        return ""

    def is_label(self, text: str) -> bool:
        """Return whether a text says nothing but what kind of session, which day, which room."""
        named = _LETTERED.sub("", text)
        rest = self.sections.sub(" ", named)
        return rest != named and not _WORD.search(self.fillers.sub(" ", rest))

    def unsaid(self, text: str) -> list[str]:
        """Return the words of a text that are neither section words nor, beside such, fillers."""
        rest = self.sections.sub(" ", text)
        return _WORD.findall(text if rest == text else self.fillers.sub(" ", rest))

    def kind_of_many(self, text: str) -> str:
        """Return the kind that a word for several sessions names, or "": `talks`, `Vorträge`."""
        for kind, words in self.kinds if self.sections.search(text) else ():
            for match in words.finditer(text):
                word = match.group().casefold()
                if word.endswith(("s", "träge", "trägen", "ioni", "interventi", "seminari")) or _SPACELESS.search(
                    word
                ):
                    return kind
        return ""

    def is_material(self, text: str) -> bool:
        """Return whether a text only says what a link leads to: `Slides`, `Video on YouTube`."""
        if len(text) > 80 or not (self.materials.search(text) or self.sites.search(text)):
            return False
        rest = self.fillers.sub(" ", self.sites.sub(" ", self.materials.sub(" ", text)))
        return _TWO_LETTERS.search(rest) is None


@lru_cache(maxsize=1)
def session_words() -> SessionWords:
    """Return what words.toml holds; read once."""
    data = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    columns = {name: frozenset(words) for name, words in data.pop("columns").items()}
    by_kind = {kind: _flat(words) for kind, words in data.pop("kinds").items()}
    sections = [*_flat(data["groups"]), *(word for words in by_kind.values() for word in words)]
    index, bits = _Index(), (1 << number for number in count())
    return SessionWords(
        kinds=tuple((kind, _table(words, next(bits), index)) for kind, words in by_kind.items()),
        sections=_table(sections, next(bits), index),
        columns=columns,
        **{name: _table(_flat(words), next(bits), index) for name, words in data.items()},
    )


def _flat(by_language: Mapping[str, Iterable[str]]) -> list[str]:
    return [word for words in by_language.values() for word in words]


def _table(words: Iterable[str], bit: int, index: _Index) -> WordTable:
    """Match whole words, the longest first; words of scripts without spaces match anywhere."""
    words = list(words)
    spaceless = frozenset(word.casefold() for word in words if _SPACELESS.search(word))
    # Not casefold: to a pattern "ß" is no "ss".
    spaced = frozenset(word.lower() for word in words if not _SPACELESS.search(word))
    for word in spaced:
        if word.startswith("*"):
            index.endings[word.strip("*")] = index.endings.get(word.strip("*"), 0) | bit
        elif key := _KEY_LETTERS.search(word):
            index.keys[key[1]] = index.keys.get(key[1], 0) | bit
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
