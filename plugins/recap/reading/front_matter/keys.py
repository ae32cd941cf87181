"""What the keys of front matter mean: Pelican's own, and those that posts bring from other generators."""

import re
from collections.abc import Callable, Iterable, Mapping

from recap.reading.front_matter.dates import parse_date
from recap.reading.front_matter.entries import Entry, Value, name

PROOF = frozenset(
    [
        *("title", "date", "modified", "slug", "tags", "category", "author", "authors", "status", "lang"),
        *("tagline", "save_as", "translation", "draft", "layout", "permalink", "pubdate", "lastmod"),
    ]
)
"""Keys that make lines of `Key: value` front matter, since prose hardly begins with them."""

HINT = frozenset(
    ["summary", "conference", "description", "excerpt", "subtitle", "keywords", "language", "template"]
)
"""Keys that prose may begin with too (`Summary: it was great`): front matter if all lines beside them are keys."""

_LISTS = frozenset(["tags", "authors", "keywords", "categories"])


def _same(value: Value) -> Value:
    return value


def _first(value: Value) -> Value:
    return next(iter(as_list(value)), None)


def _date(value: Value) -> Value:
    return value if parse_date(value) else None


def _date_in_address(value: Value) -> Value:
    found = re.search(r"(?<!\d)(\d{4})[/-](\d\d)[/-](\d\d)(?!\d)", as_text(value))
    return _date("-".join(found.groups())) if found else None


def _draft_if(*words: str) -> Callable[[Value], Value]:
    return lambda value: "draft" if as_text(value).lower() in words else None


_FOREIGN: tuple[tuple[str, str, Callable[[Value], Value]], ...] = (
    ("pubdate", "date", _date),  # Astro's pubDate
    ("pub_date", "date", _date),
    ("publishdate", "date", _date),  # Hugo: when it is to appear
    ("publish_date", "date", _date),
    ("published_at", "date", _date),  # dev.to, Ghost
    ("published", "date", _date),  # a date with some, a switch with Jekyll (below)
    ("created", "date", _date),  # Nikola's and Grav's exports
    ("created_at", "date", _date),
    ("lastmod", "modified", _date),  # Hugo
    ("updated", "modified", _date),  # Zola, Hexo
    ("updated_at", "modified", _date),
    ("updateddate", "modified", _date),  # Astro's updatedDate
    ("last_modified_at", "modified", _date),  # Jekyll's plugin of that name
    ("permalink", "date", _date_in_address),  # Jekyll posts whose date stood in the file's name, now lost
    ("link", "date", _date_in_address),
    ("draft", "status", _draft_if("true", "yes", "on", "1")),  # Hugo, Zola
    ("published", "status", _draft_if("false", "no", "off", "0")),  # Jekyll
    ("description", "summary", _same),  # Hugo, Zola, Astro
    ("excerpt", "summary", _same),  # Jekyll, WordPress
    ("subtitle", "tagline", _same),
    ("categories", "category", _first),  # Jekyll, Hugo: several, of which Pelican has one
    ("keywords", "tags", _same),
    ("tag", "tags", _same),
    ("language", "lang", _same),
    ("locale", "lang", _same),
    ("event", "conference", _same),
)
"""A foreign key, Pelican's name for it, and how its value is taken over; None is not. The first row that fits
wins, and only where the post does not give Pelican's own key. The foreign key itself stays, for themes to show."""

_TABLES = ("taxonomies", "extra")
"""Zola's tables of front matter, whose keys count as if they stood outside."""

NAMES = PROOF | HINT | {foreign for foreign, _, _ in _FOREIGN} | set(_TABLES)
"""Every key that sites use, by Pelican's name for it."""


def known(entries: Iterable[Entry]) -> bool:
    """Tell whether a key is among the entries that sites use."""
    names = {name(each.key) for each in entries}
    return not names.isdisjoint(NAMES)


def by_pelicans_names(entries: Iterable[Entry]) -> tuple[dict[str, Value], dict[str, int]]:
    """Return the values and lines of entries by Pelican's names; a key that is repeated has a tuple of values."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(name(entry.key), []).append(entry)
    values = {key: _together(key, [entry.value for entry in same]) for key, same in found.items()}
    lines = {key: same[0].line for key, same in found.items()}
    for table in _TABLES:
        _lift(table, values, lines)
    for foreign, key, take in _FOREIGN:
        if foreign in values and not given(values.get(key)) and given(value := take(values[foreign])):
            values[key], lines[key] = value, lines[foreign]
    return values, lines


def _together(key: str, values: list[Value]) -> Value:
    if len(values) == 1:
        return values[0]
    if key in _LISTS:
        return tuple(dict.fromkeys(item for value in values for item in as_list(value)))
    return tuple(item for value in values for item in (value if isinstance(value, tuple) else (value,)))


def _lift(table: str, values: dict[str, Value], lines: dict[str, int]) -> None:
    inner = values.get(table)
    for key, value in inner.items() if isinstance(inner, Mapping) else ():
        if not given(values.get(name(key))):
            values[name(key)], lines[name(key)] = value, lines[table]


def given(value: Value) -> bool:
    """Tell whether a value says anything: an empty one is as good as no key."""
    return value is not None and value not in ("", ())


def as_text(value: Value) -> str:
    """Return a value as one line of text: of several the first, of a mapping its name or title, of none ""."""
    if isinstance(value, tuple):
        return as_text(value[0]) if value else ""
    if isinstance(value, Mapping):
        return as_text(value.get("name", value.get("title")))
    return "" if value is None else " ".join(str(value).split())


def as_list(value: Value) -> tuple[str, ...]:
    """Return a list of tags or authors, each once: a list as it is, a text split as Pelican splits it.

    Pelican splits at semicolons, where there is none at commas; a continued line begins a new item too.
    """
    if not isinstance(value, str):
        items = [as_text(each) for each in value] if isinstance(value, tuple) else [as_text(value)]
    else:
        items = [part for line in value.split("\n") for part in line.split(";" if ";" in value else ",")]
    return tuple(dict.fromkeys(filter(None, (" ".join(item.split()) for item in items))))
