"""The words of words.toml as patterns: what a heading holds, what a label says, who speaks."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import count

from recap.reading.sessions.word_tables import SPACELESS, Index, WordTable, anywhere, table_of

_PLAIN_WORD = re.compile(r"[\w'’]+")
_TWO_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LETTERED = re.compile(r"(?<=\w)\s[A-Z]$")  # "Room B"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


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
    appraisals: WordTable
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
    title_labels: WordTable
    picks: WordTable
    verbs: WordTable
    session_nouns: WordTable
    about: WordTable
    other_occasions: WordTable
    works: WordTable
    determiners: WordTable
    columns: Mapping[str, frozenset[str]]

    def tables_in(self, text: str) -> int:
        """Return the bits of the tables that may have an entry in a text."""
        return self.sections.index.tables_in(text)

    def places(self, text: str, bits: int) -> Iterable[int]:
        """Return where in a text one of the tables may have an entry."""
        return range(len(text)) if anywhere(text) else self.sections.index.places(text, bits)

    def is_column(self, head: str, what: str) -> bool:
        """Return whether a table's heading names the `title` or the `speaker`: "Talk title", "Speaker name"."""
        found = _WORD.findall(re.sub(r"\(\w+\)", "", head.casefold())) or [head.casefold()]
        titles, named = self.columns["title"], self.columns[what]
        return " ".join(found) in named or (
            any(w in named for w in found) and all(w in named | titles for w in found)
        )

    def kind_in(self, text: str) -> str:
        """Return the kind that a text names, or ""."""
        return next((kind for kind, words in self._kinds_perhaps_in(text) if words.search(text)), "")

    def kind_told(self, text: str) -> str:
        """Return the kind that a sentence calls a session: "the opening keynote", "this workshop"; or ""."""
        for kind, words in self._kinds_perhaps_in(text):
            for match in words.matches(text):
                before = _PLAIN_WORD.findall(text[max(0, match.start() - 30) : match.start()])[-2:]
                if any(
                    self.determiners.fullmatch(re.split("['’]", w)[-1]) or w.endswith(("'s", "’s")) for w in before
                ) or SPACELESS.match(match.group()):
                    return kind
        return ""

    def is_label(self, text: str) -> bool:
        """Return whether a text says nothing but what kind of session, which day, which room."""
        if not self.sections.can_be_in(text):
            return False
        named = _LETTERED.sub("", text) if text[-2:-1].isspace() else text
        rest = self.sections.sub(" ", named)
        return rest != named and not _WORD.search(self.fillers.sub(" ", rest))

    def unsaid(self, text: str) -> list[str]:
        """Return the words of a text that are neither section words nor, beside such, fillers."""
        rest = self.sections.sub(" ", text)
        return _WORD.findall(text if rest == text else self.fillers.sub(" ", rest))

    def kind_of_many(self, text: str) -> str:
        """Return the kind that a word for several sessions names, or "": `talks`, `Vorträge`."""
        for kind, words in self._kinds_perhaps_in(text):
            for match in words.matches(text):
                word = match.group().casefold()
                if word.endswith(("s", "träge", "trägen", "ioni", "interventi", "seminari")) or SPACELESS.search(
                    word
                ):
                    return kind
        return ""

    def _kinds_perhaps_in(self, text: str) -> Sequence[tuple[str, WordTable]]:
        """Return the kinds that have a word of which the first letters stand in a text."""
        there = self.tables_in(text)
        return [kind for kind in self.kinds if there & kind[1].bit] if there & self.sections.bit else ()

    def is_material(self, text: str) -> bool:
        """Return whether a text only says what a link leads to: `Slides`, `Video on YouTube`."""
        if len(text) > 80 or not self.tables_in(text) & (self.materials.bit | self.sites.bit):
            return False
        if not (self.materials.search(text) or self.sites.search(text)):
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
    index, bits = Index(), (1 << number for number in count())
    return SessionWords(
        kinds=tuple((kind, table_of(words, next(bits), index)) for kind, words in by_kind.items()),
        sections=table_of(sections, next(bits), index),
        columns=columns,
        **{name: table_of(_flat(words), next(bits), index) for name, words in data.items()},
    )


def _flat(by_language: Mapping[str, Iterable[str]]) -> list[str]:
    return [word for words in by_language.values() for word in words]
