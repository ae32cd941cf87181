"""Values as JSON and back: recaps as rows of their fields, front matter with the types of YAML and TOML."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time
from operator import attrgetter
from sys import intern
from typing import Any

from recap.model import UNSEEN, Conference, Link, LinkList, Recap, Section, Session, Speaker


class _Shape:
    """How the values of a type are written, as rows of their fields, and made of them."""

    def __init__(self, kind: type, **parts: type) -> None:
        """Of a `kind` whose fields `parts` hold other values."""
        names = [field.name for field in fields(kind)]
        seen = [name for name in names if name not in UNSEEN]
        self._kind = kind
        self.row: Callable[[Any], Sequence[Any]] = attrgetter(*names)
        """Returns all fields of a value."""
        self.seen: Callable[[Any], Sequence[Any]] = attrgetter(*seen)
        """Returns those of its fields that a page can show."""
        self.parts = [(names.index(name), of) for name, of in parts.items()]
        """Where in the first of these rows other values stand, and of which type."""
        self.seen_parts = [seen.index(name) for name in parts]
        """Where they stand in the second."""
        self._fill = [getattr(kind, name).__set__ for name in names]

    def value(self, row: Iterable[Any]) -> Any:
        """Return the value whose fields are in `row`; ValueError where these are more or fewer."""
        value: Any = object.__new__(self._kind)
        for fill, of in zip(self._fill, row, strict=True):  # a third of what it takes to call the type
            fill(value, of)
        return value


_SHAPES: Mapping[type, _Shape] = {
    Recap: _Shape(Recap, sections=Section, sessions=Session, link_lists=LinkList, links=Link),
    Section: _Shape(Section, sections=Section),
    Session: _Shape(Session, speakers=Speaker, links=Link),
    LinkList: _Shape(LinkList, links=Link),
    Link: _Shape(Link),
    Speaker: _Shape(Speaker),
    Conference: _Shape(Conference),
}
_NAMES = [field.name for field in fields(Recap)]
_DATE, _CONFERENCE = _NAMES.index("date"), _NAMES.index("conference")
_KIND, _REASON = ([field.name for field in fields(Link)].index(name) for name in ("kind", "reason"))


def recap_json(recap: Recap) -> str:
    """Return a recap as JSON: its row, and the rows of its links, which stand in several places of it."""
    links: dict[Link, int] = {}
    row = _row(recap, links)
    row[_DATE] = recap.date.isoformat() if recap.date else None
    row[_CONFERENCE] = _SHAPES[Conference].row(recap.conference) if recap.conference else None
    return _json((row, [*map(_SHAPES[Link].row, links)]))


def _row(value: Any, links: dict[Link, int]) -> list[Any]:
    """Return the fields of a value; in place of its links stand their numbers in `links`, which grows."""
    shape = _SHAPES[type(value)]
    row = [*shape.row(value)]
    for at, of in shape.parts:
        if of is Link:
            row[at] = [links.setdefault(link, len(links)) for link in row[at]]
        else:
            row[at] = [_row(each, links) for each in row[at]]
    return row


def recap_of(text: str) -> Recap:
    """Return the recap that `recap_json` was given; ValueError, LookupError or TypeError for any other text."""
    row, rows = json.loads(text)
    row[_DATE] = datetime.fromisoformat(row[_DATE]) if row[_DATE] else None
    row[_CONFERENCE] = _SHAPES[Conference].value(row[_CONFERENCE]) if row[_CONFERENCE] else None
    recap: Recap = _value(Recap, row, [*map(_link, rows)])
    return recap


def _link(row: list[Any]) -> Link:
    """Return a link; many have the same reason."""
    row[_KIND], row[_REASON] = intern(row[_KIND]), intern(row[_REASON])
    link: Link = _SHAPES[Link].value(row)
    return link


def _value(kind: type, row: list[Any], links: Sequence[Link]) -> Any:
    shape = _SHAPES[kind]
    for at, of in shape.parts:
        if of is Link:
            row[at] = tuple([links[number] for number in row[at]])
        else:
            row[at] = tuple([_value(of, each, links) for each in row[at]])
    return shape.value(row)


def public_json(recap: Recap) -> tuple[str, str]:
    """Return what of a recap pages can show, as JSON: its sessions, link lists and links, and all else."""
    found = dict(zip(_NAMES, _seen(recap), strict=True))
    parts = [found.pop(name) for name in _OF_THE_INDEX]
    found["date"] = recap.date.isoformat() if recap.date else None
    found["conference"] = _seen(recap.conference) if recap.conference else None
    return _json(parts), _json([*found.values()])


_OF_THE_INDEX = ("sessions", "link_lists", "links")


def _seen(value: Any) -> list[Any]:
    """Return the fields of a value that a page can show."""
    shape = _SHAPES[type(value)]
    row = [*shape.seen(value)]
    for at in shape.seen_parts:
        row[at] = [*map(_seen, row[at])]
    return row


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_MARK = "$"
"""The one key of an object that stands for a value JSON has no word for."""


def plain(value: Any) -> Any:
    """Return a value of a front matter as one of JSON; raises TypeError for a kind that no notation has."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list):
        return [plain(each) for each in value]
    for name, (kind, write, _) in _TYPED.items():
        if isinstance(value, kind):
            return {_MARK: [name, write(value)]}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def typed(value: Any) -> Any:
    """Return the value that `plain` was given."""
    if isinstance(value, list):
        return [typed(each) for each in value]
    if isinstance(value, dict):
        name, written = value[_MARK]
        return _TYPED[name][2](written)
    return value


def _plain_items(value: Mapping[Any, Any]) -> list[Any]:
    return [[plain(name), plain(of)] for name, of in value.items()]


def _typed_items(written: Iterable[Any]) -> dict[Any, Any]:
    return {typed(name): typed(of) for name, of in written}


_TYPED: Mapping[str, tuple[type, Callable[[Any], Any], Callable[[Any], Any]]] = {
    "datetime": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "time": (time, time.isoformat, time.fromisoformat),
    "tuple": (tuple, lambda value: plain(list(value)), lambda written: tuple(typed(written))),
    "table": (Mapping, _plain_items, _typed_items),
}
"""Name -> its type, how it is written, how it is read. A datetime is a date, too: it comes first."""
