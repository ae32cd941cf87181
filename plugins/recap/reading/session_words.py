"""The words of session_words.toml as patterns: what a heading holds, what a label says, who speaks."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TWO_LETTERS = re.compile(r"[^\W\d_]{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class SessionWords:
    """Each pattern matches any of its words, in any language, wherever it stands as a whole word."""

    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    """(kind, words of a section or label of that kind), the more telling kinds first."""
    sections: re.Pattern[str]
    """The words of all kinds and groups."""
    groups: re.Pattern[str]
    attended: re.Pattern[str]
    asides: re.Pattern[str]
    elsewhere: re.Pattern[str]
    fillers: re.Pattern[str]
    negatives: re.Pattern[str]
    notes: re.Pattern[str]
    cues: re.Pattern[str]
    materials: re.Pattern[str]
    sites: re.Pattern[str]
    by: re.Pattern[str]
    by_perhaps: re.Pattern[str]
    speaker_labels: re.Pattern[str]
    verbs: re.Pattern[str]
    session_nouns: re.Pattern[str]
    about: re.Pattern[str]
    other_occasions: re.Pattern[str]
    determiners: re.Pattern[str]
    columns: Mapping[str, frozenset[str]]

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
    """Return what session_words.toml holds; read and compiled once."""
    data = tomllib.loads(files("recap.reading").joinpath("session_words.toml").read_text(encoding="utf-8"))
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


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Match whole words, the longest first; words of scripts without spaces match anywhere."""
    spaced = {word.casefold() for word in words if not _SPACELESS.search(word)}
    spaceless = {word for word in words if _SPACELESS.search(word)}
    parts = [rf"(?<!\w){_alternatives(spaced)}(?!\w)"] if spaced else []
    return re.compile("|".join([*parts, *([_alternatives(spaceless)] if spaceless else [])]), re.IGNORECASE)


def _alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, with their common beginnings written once: it is ten times as quick."""
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
