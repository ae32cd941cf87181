"""The words of words.toml as patterns: what a heading holds, what a label says, who speaks."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

KEY = 4
"""So many letters of a word tell whether it can begin an entry of a table at all."""

_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KEY_WORD = re.compile(r"[^\W\d_]+")
_KEY_LETTERS = re.compile(rf"([^\W\d_]{{1,{KEY}}})[^\W\d_]*")
_TWO_LETTERS = re.compile(r"[^\W\d_]{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class WordTable:
    """Words as a pattern, behind a quick look at whether any of them can be in a text."""

    compiled: re.Pattern[str]
    keys: frozenset[str]
    """The first letters of the entries' first words."""
    endings: tuple[str, ...]
    """Of entries that begin with `*`: what their word holds."""

    @property
    def pattern(self) -> str:
        """The source of the pattern, for use inside another."""
        return self.compiled.pattern

    def can_be_in(self, text: str) -> bool:
        """Return False when no entry begins with a word of this text."""
        keys, spaceless, lowered = _keys(text)
        if spaceless or not self.keys.isdisjoint(keys):
            return True
        return any(ending in lowered for ending in self.endings)

    def search(self, text: str) -> re.Match[str] | None:
        """As of a pattern."""
        return self.compiled.search(text) if self.can_be_in(text) else None

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
        return self.compiled.sub(new, text) if self.can_be_in(text) else text


@lru_cache(maxsize=512)
def _keys(text: str) -> tuple[frozenset[str], bool, str]:
    """Return the first letters of a text's words, whether a script without spaces is in it, and it in small."""
    spaceless = not text.isascii() and _SPACELESS.search(text) is not None
    return frozenset(_KEY_LETTERS.findall(text.casefold())), spaceless, text.lower()


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
    asides: WordTable
    themes: WordTable
    elsewhere: WordTable
    fillers: WordTable
    negatives: WordTable
    notes: WordTable
    cues: WordTable
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
                before = re.findall(r"[\w'’]+", text[max(0, match.start() - 30) : match.start()])[-2:]
                if any(
                    self.determiners.fullmatch(w) or w.endswith(("'s", "’s")) for w in before
                ) or _SPACELESS.match(match.group()):
                    return kind
        return ""

    def is_label(self, text: str) -> bool:
        """Return whether a text says nothing but what kind of session, which day, which room."""
        rest = self.sections.sub(" ", text)
        return rest != text and not _WORD.search(self.fillers.sub(" ", rest))

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
    """Return what words.toml holds; read and compiled once."""
    data = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    columns = {name: frozenset(words) for name, words in data.pop("columns").items()}
    by_kind = {kind: _flat(words) for kind, words in data.pop("kinds").items()}
    sections = [*_flat(data["groups"]), *(word for words in by_kind.values() for word in words)]
    return SessionWords(
        kinds=tuple((kind, _pattern(words)) for kind, words in by_kind.items()),
        sections=_pattern(sections),
        columns=columns,
        **{name: _pattern(_flat(words)) for name, words in data.items()},
    )


def _flat(by_language: Mapping[str, Iterable[str]]) -> list[str]:
    return [word for words in by_language.values() for word in words]


def _pattern(words: Iterable[str]) -> WordTable:
    """Match whole words, the longest first; words of scripts without spaces match anywhere."""
    words = list(words)
    spaced = {word.casefold() for word in words if not _SPACELESS.search(word)}
    spaceless = {word for word in words if _SPACELESS.search(word)}
    parts = [rf"(?<!\w){_alternatives(spaced)}(?!\w)"] if spaced else []
    compiled = re.compile("|".join([*parts, *([_alternatives(spaceless)] if spaceless else [])]), re.IGNORECASE)
    plain = [word for word in spaced if not word.startswith("*")]
    keys = frozenset(_KEY_WORD.search(word).group()[:KEY] for word in plain)  # type: ignore[union-attr]
    return WordTable(
        compiled, keys, tuple(word.lstrip("*").rstrip("*") for word in spaced if word.startswith("*"))
    )


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
