"""Values as JSON and back: recaps by the names of their fields, front matter with the types of YAML and TOML."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime, time
from sys import intern
from typing import Any

from recap.model import UNSEEN, Conference, Link, LinkList, Recap, Section, Session, Speaker

_PARTS: Mapping[type, Mapping[str, type]] = {
    Recap: {"sections": Section, "sessions": Session, "link_lists": LinkList, "links": Link},
    Section: {"sections": Section},
    Session: {"speakers": Speaker, "links": Link},
    LinkList: {"links": Link},
    Link: {},
    Speaker: {},
    Conference: {},
}
"""Which fields of a value hold others."""


def recap_json(recap: Recap) -> str:
    """Return a recap as JSON."""
    return _json(_fields_of(recap))


def recap_of(text: str) -> Recap:
    """Return the recap that `recap_json` was given; ValueError, KeyError or TypeError for any other text."""
    given = json.loads(text)
    given["date"] = datetime.fromisoformat(given["date"]) if given["date"] else None
    given["conference"] = Conference(**given["conference"]) if given["conference"] else None
    recap: Recap = _value_of(Recap, given, {})
    return recap


def public_json(recap: Recap) -> tuple[str, str]:
    """Return what of a recap pages can show, as JSON: its sessions, link lists and links, and all else."""
    found = _fields_of(recap, without=UNSEEN)
    parts = {name: found.pop(name) for name in _OF_THE_INDEX}
    return _json(parts), _json(found)


_OF_THE_INDEX = ("sessions", "link_lists", "links")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _fields_of(value: Any, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    parts = _PARTS[type(value)]
    found: dict[str, Any] = {}
    for name in _NAMES[type(value)]:
        if name in without:
            continue
        of = getattr(value, name)
        if name in parts:
            found[name] = [_fields_of(each, without) for each in of]
        elif isinstance(of, Conference):
            found[name] = _fields_of(of, without)
        else:
            found[name] = of.isoformat() if isinstance(of, datetime) else of
    return found


def _value_of(kind: type, given: dict[str, Any], links: dict[tuple[int, str], Link]) -> Any:
    for name, of in _PARTS[kind].items():
        given[name] = tuple([_value_of(of, each, links) for each in given[name]])
    if kind is Link:
        return _once(given, links)
    return kind(**given)


def _once(given: dict[str, Any], links: dict[tuple[int, str], Link]) -> Link:
    """Return a link, the same value wherever a recap has it, with one text for reasons that many links have."""
    given["kind"], given["reason"] = intern(given["kind"]), intern(given["reason"])
    link = Link(**given)
    place = (link.line, link.url)
    known = links.setdefault(place, link)
    return known if known == link else link


_NAMES: Mapping[type, tuple[str, ...]] = {kind: tuple(field.name for field in fields(kind)) for kind in _PARTS}


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
