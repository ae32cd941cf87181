"""How YAML and TOML front matter is read: lines in, entries and faults out. Nothing here raises.

A notation that cannot be read as a whole is read key by key, so that one bad line costs one value.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from recap.reading.front_matter.entries import DEPTH, Entry, Fault, NotationError, Reading, Value

ITEM = re.compile(r"\s*-\s+(.*)")
"""An item of a list; group 1 is what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notation:
    """A way to write front matter line by line."""

    name: str
    key: re.Pattern[str]
    """What a line that begins an entry looks like: group 1 is the key, group 2 the value."""
    hint: str
    """What to do about a value that cannot be read."""
    parse: Callable[[list[str]], list[Entry]]
    """Read whole lines, or raise NotationError."""


def unquote(value: str) -> str:
    """Return a value without the pair of quotes around it, when it has one."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def plain(parts: list[str], *, fenced: bool) -> Value:
    """Return a value that stands as plain text on some lines; `- item` lines below an empty first are a list.

    Between or below fences, where authors think in YAML, quotes and brackets are no part of it.
    """
    stripped = [part.strip() for part in parts]
    items = [match[1] for match in map(ITEM.match, stripped[1:]) if match]
    if items and not stripped[0] and len(items) == len(parts) - 1:
        return tuple(map(unquote, items))
    value = "\n".join(stripped).strip()
    if fenced and value.startswith("[") and value.endswith("]"):
        return tuple(unquote(item.strip()) for item in value[1:-1].split(","))
    return unquote(value) if fenced else value


def read(notation: Notation, lines: list[str], first: int) -> Reading:
    """Read lines of which the first is line `first` of the file."""
    try:
        entries = notation.parse(lines)
    except NotationError as error:
        return _key_by_key(notation, lines, first, error)
    return Reading(entries=tuple(Entry(each.key, each.value, first + each.line) for each in entries))


def _key_by_key(notation: Notation, lines: list[str], first: int, error: NotationError) -> Reading:
    entries: list[Entry] = []
    faults: list[Fault] = []
    for start, chunk in _chunks(lines, notation.key):
        match = notation.key.match(chunk[0])
        if match is None:
            faults.append(_stray(first + start))
            continue
        try:
            found = notation.parse(chunk)
        except NotationError as refusal:
            found = [Entry(match[1], plain([match[2] or "", *chunk[1:]], fenced=True), 0)]
            what = f"the value of {unquote(match[1].strip())!r} is not {notation.name}"
            message = f"{what} ({refusal.args[1]}) and was read as plain text"
            faults.append(Fault(line=first + start, message=message, hint=notation.hint))
        entries += [Entry(each.key, each.value, first + start + each.line) for each in found]
    if not faults:
        line, reason = error.args
        message = f"the front matter is not {notation.name} ({reason}) and was read key by key"
        faults.append(Fault(line=first + min(line, len(lines) - 1), message=message, hint=notation.hint))
    return Reading(entries=tuple(entries), faults=tuple(faults))


def _chunks(lines: list[str], key: re.Pattern[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each key, and each stray line before the first key, with where they begin."""
    starts = [number for number, line in enumerate(lines) if key.match(line)]
    head = lines[: starts[0]] if starts else lines
    yield from ((n, [line]) for n, line in enumerate(head) if line.strip() and not line.lstrip().startswith("#"))
    for start, end in pairwise([*starts, len(lines)]):
        yield start, lines[start:end]


def _stray(line: int) -> Fault:
    message = "a line of the front matter that belongs to no key"
    return Fault(line=line, message=message, hint="write it as key: value or remove it")


def _parse_yaml(lines: list[str]) -> list[Entry]:
    from recap.reading.front_matter.yaml_lines import parse  # noqa: PLC0415

    return parse(lines)


_TOML_KEY = re.compile(r"""(?:\[+\s*)?["']?([\w. -]{1,60}?)["']?\s*(?:=\s*(.*)$|\]+\s*(?:#.*)?$)""")


def _parse_toml(lines: list[str]) -> list[Entry]:
    try:
        values = tomllib.loads("\n".join(lines))
    except (ValueError, RecursionError) as error:
        where = re.search(r"at line (\d+)", str(error))
        reason = re.sub(r"\s*\(at .*", "", str(error)) or "it cannot be parsed"
        raise NotationError(int(where[1]) - 1 if where else 0, reason[:1].lower() + reason[1:]) from None
    return entries_of(values, lines, _TOML_KEY)


def entries_of(values: Mapping[str, Any], lines: list[str], key: re.Pattern[str]) -> list[Entry]:
    """Return top-level values with the first line that names each; tomllib and json tell no lines."""
    found: dict[str, int] = {}
    for number, match in enumerate(map(key.match, lines)):
        if match:
            found.setdefault(match[1].strip(), number)
    return [Entry(each, _tidy(value), found.get(each, 0)) for each, value in values.items()]


def _tidy(value: Any, depth: int = 1) -> Value:
    if depth > DEPTH:
        raise NotationError(0, f"it is nested more than {DEPTH} deep")
    if isinstance(value, list):
        return tuple(_tidy(each, depth + 1) for each in value)
    if isinstance(value, dict):
        return {str(key): _tidy(each, depth + 1) for key, each in value.items()}
    return value if value is None or isinstance(value, str | bool | int | float | date) else str(value)


YAML = Notation(
    name="YAML",
    key=re.compile(r"""(["']?[^\W\d][\w .-]{0,60}["']?)[ \t]*:(?:[ \t]+(.*)|()$)"""),
    hint='put quotes around it: key: "value"; lists and continued lines are indented with spaces',
    parse=_parse_yaml,
)
TOML = Notation(
    name="TOML",
    key=_TOML_KEY,
    hint='write key = "value", lists as ["a", "b"]',
    parse=_parse_toml,
)
