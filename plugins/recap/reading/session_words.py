"""The words of session_words.toml as patterns: what a heading holds, what a label says, who speaks."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class SessionWords:
    """Each pattern matches any of its words, in any language, wherever it stands as a whole word."""

    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    """(kind, words of a section or label of that kind), the more telling kinds first."""
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
        rest = self._without_sections(text)
        return rest != text and not _WORD.search(rest)

    def unsaid(self, text: str) -> list[str]:
        """Return the words of a text that are neither section words nor fillers."""
        return _WORD.findall(self._without_sections(text))

    def kind_of_many(self, text: str) -> str:
        """Return the kind that a word for several sessions names, or "": `talks`, `Vorträge`."""
        for kind, words in self.kinds:
            for match in words.finditer(text):
                word = match.group().casefold()
                if word.endswith(("s", "träge", "trägen", "ioni", "interventi", "seminari")) or _SPACELESS.search(
                    word
                ):
                    return kind
        return ""

    def is_material(self, text: str) -> bool:
        """Return whether a text only says what a link leads to: `Slides`, `Video on YouTube`."""
        said = self.sites.sub(" ", self.materials.sub(" ", text))
        rest = self.fillers.sub(" ", said)
        return said != text and not re.search(r"[^\W\d_]{2,}", rest)

    def _without_sections(self, text: str) -> str:
        rest = self.groups.sub(" ", text)
        for _, words in self.kinds:
            rest = words.sub(" ", rest)
        return text if rest == text else self.fillers.sub(" ", rest)


@lru_cache(maxsize=1)
def session_words() -> SessionWords:
    """Return what session_words.toml holds; read and compiled once."""
    data = tomllib.loads(files("recap.reading").joinpath("session_words.toml").read_text(encoding="utf-8"))
    columns = {name: frozenset(words) for name, words in data.pop("columns").items()}
    kinds = tuple((kind, _pattern(_flat(words))) for kind, words in data.pop("kinds").items())
    return SessionWords(
        kinds=kinds, columns=columns, **{name: _pattern(_flat(words)) for name, words in data.items()}
    )


def _flat(by_language: Mapping[str, Iterable[str]]) -> list[str]:
    return [word for words in by_language.values() for word in words]


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Match whole words, the longest first; words of scripts without spaces match anywhere."""
    spaced: list[str] = []
    spaceless: list[str] = []
    for word in sorted(set(words), key=len, reverse=True):
        (spaceless if _SPACELESS.search(word) else spaced).append(re.escape(word).replace(r"\*", r"\w*"))
    parts = [rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)"] if spaced else []
    return re.compile("|".join(parts + spaceless), re.IGNORECASE)
