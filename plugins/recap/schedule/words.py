"""What the words of programmes mean (words.toml): kinds of sessions and links, breaks, boilerplate."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from recap.model import LINK_KINDS, SESSION_KINDS

_LISTS = ("not_kinds", "breaks", "affiliations", "not_tracks")
"""Tables with one list, `words`."""
_KEYS: Mapping[str, tuple[str, ...]] = {"kinds": SESSION_KINDS, "titles": SESSION_KINDS, "links": LINK_KINDS}
"""Tables whose keys are kinds."""


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of words.toml, checked."""

    tables: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Table -> key -> words, lower case."""

    def kind_of_session(self, named: str, title: str) -> str:
        """Return the kind that a session's type names, else what its title begins with, else `talk`."""
        found = _first(self.tables["kinds"], named) if named else ""
        if found and not (found == "other" and _has(self.tables["not_kinds"]["words"], named)):
            return found
        return self.labelled(title)[0] or "talk"

    def labelled(self, title: str) -> tuple[str, str]:
        """Return the kind that stands before a title, and the rest: `Keynote: Queues`; else "" and all."""
        head = re.match(r"([^:|]{3,20}?)\s*[:|]\s*(?=\S)", title)
        kind = next(
            (kind for kind, words in self.tables["titles"].items() if head and head[1].lower() in words), ""
        )
        return (kind, title[head.end() :]) if head and kind else ("", title)

    def kind_of_link(self, *names: str) -> str:
        """Return the kind that a link's type or words name, the first that names one; else ""."""
        return next((kind for name in names if (kind := _first(self.tables["links"], name))), "")

    def boilerplate(self, *names: str) -> str:
        """Return what kind of boilerplate a link's type or words make it: `a feedback form`; else ""."""
        return next((what for name in names if (what := _first(self.tables["boilerplate"], name))), "")

    def is_break(self, title: str) -> bool:
        """Say whether a title says nothing but that there is a break: `Coffee & snacks`."""
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", title.lower())
        return bool(words) and set(words) <= set(self.tables["breaks"]["words"])

    def is_day(self, track: str) -> bool:
        """Say whether a track is a day of the week, which stands above the session already."""
        return track.lower().rstrip(".") in self.tables["not_tracks"]["words"]

    def is_affiliation(self, part: str) -> bool:
        """Say whether what stands behind a name is where the person works: `University of Fife`."""
        return _has(self.tables["affiliations"]["words"], part)

    def column(self, heading: str) -> str:
        """Return which of our columns a heading of a table means, or ""."""
        name = re.sub(r"[\s_-]+|\(s\)", "", heading.lower())
        for column, names in self.tables["columns"].items():
            if name in names or name.removesuffix("s") in names:
                return column
        return ""


@lru_cache(maxsize=1)
def programme_words() -> Words:
    """Return the words of programmes; a kind that does not exist is an error of ours, seen at the first use."""
    tables = tomllib.loads(files("recap.schedule").joinpath("words.toml").read_text(encoding="utf-8"))
    for table, kinds in _KEYS.items():
        assert set(tables[table]) <= set(kinds), f"words.toml: [{table}] has a kind that does not exist"
    for table in _LISTS:
        assert set(tables[table]) == {"words"}, f"words.toml: [{table}] has one list, words"
    return Words({name: {key: tuple(words) for key, words in table.items()} for name, table in tables.items()})


def _first(table: Mapping[str, Iterable[str]], text: str) -> str:
    return next((key for key, words in table.items() if _has(words, text)), "")


def _has(words: Iterable[str], text: str) -> bool:
    lowered = text.lower()
    return any(re.search(rf"(?<![^\W_]){re.escape(word)}s?(?![^\W_])", lowered) for word in words)
