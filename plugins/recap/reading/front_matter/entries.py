"""What front matter says, whatever it is written in: its keys, their values and lines, what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

Value: TypeAlias = "str | bool | int | float | datetime | date | tuple[Value, ...] | Mapping[str, Value] | None"
"""What a key can say. Lists are tuples; a time without a date is its ISO string."""

DEPTH = 20
"""Lists and mappings inside one another that front matter may have; deeper ones are an accident or an attack."""

WORDS = frozenset(
    [
        *("title", "slug", "tagline", "summary", "category", "author", "authors", "tags", "lang", "status"),
        *("template", "url", "save_as", "conference", "event", "subtitle", "description", "excerpt", "categories"),
        *("keywords", "language", "locale", "layout", "permalink"),
    ]
)
"""Keys whose values are words: `title: 2015`, `lang: no` and `slug: 1_000` stay as written, whatever YAML says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in the front matter that could not be understood."""

    line: int
    """The line of the source file, counted from 1."""
    message: str
    """What is wrong, in plain words, without a final stop."""
    hint: str
    """What to do about it, without a final stop."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of the front matter."""

    key: str
    """The key as written."""
    value: Value
    """What it says."""
    line: int
    """Its line: from 0 within what was parsed, from 1 within the file once it is in a Reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a piece of front matter says, in order of appearance."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()


class NotationError(ValueError):
    """A text is not in its notation; args are the line, counted from 0 within the text, and the reason."""


def name(key: str) -> str:
    """Return a key as Pelican names its attribute: lower case, `_` for spaces and dashes."""
    return re.sub(r"[\s-]+", "_", key.strip().lower())
