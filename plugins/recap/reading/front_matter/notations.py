"""How YAML and TOML front matter is read: lines in, entries and faults out. Nothing here raises.

A notation that cannot be read as a whole is read key by key, so that one bad line costs one value.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any, TypeAlias

import yaml
from yaml.constructor import SafeConstructor

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


ITEM = re.compile(r"\s*-\s+(.*)")
"""An item of a list; group 1 is what it says."""


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


def name(key: str) -> str:
    """Return a key as Pelican names its attribute: lower case, `_` for spaces and dashes."""
    return re.sub(r"[\s-]+", "_", key.strip().lower())


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


# YAML

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Line breaks to YAML, ordinary characters to an editor: they change places with three of Unicode's noncharacters.
_BREAKS = str.maketrans("\x85\u2028\u2029\ufdd0\ufdd1\ufdd2", "\ufdd0\ufdd1\ufdd2\x85\u2028\u2029")
_NOT_A_VALUE = (yaml.YAMLError, ValueError, ArithmeticError, AttributeError, LookupError, TypeError)


def _parse_yaml(lines: list[str]) -> list[Entry]:
    text = "\n".join(lines).translate(_BREAKS)
    try:
        _refuse_tangles(text)
        root = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        reason = getattr(error, "problem", None) or "it cannot be parsed"
        raise NotationError(_line(getattr(error, "problem_mark", None)), reason) from None
    if root is None:
        return []
    if not isinstance(root, yaml.MappingNode):
        raise NotationError(0, "it holds no keys")
    return [_yaml_entry(key, value) for key, value in root.value]


def _refuse_tangles(text: str) -> None:
    """Raise NotationError for aliases, which can stand for a gigabyte, and for nesting that no stack can hold."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise NotationError(_line(event.start_mark), "aliases such as *name are not read")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH:
            raise NotationError(_line(event.start_mark), f"it is nested more than {DEPTH} deep")


def _line(mark: Any) -> int:
    return mark.line if mark else 0


def _yaml_entry(key: yaml.Node, value: yaml.Node) -> Entry:
    if not isinstance(key, yaml.ScalarNode):
        raise NotationError(_line(key.start_mark), "a list or mapping cannot be a key")
    written = key.value.translate(_BREAKS)
    return Entry(written, _yaml_value(value, words=name(written) in WORDS), _line(key.start_mark))


def _yaml_value(node: yaml.Node, *, words: bool) -> Value:
    if isinstance(node, yaml.SequenceNode):
        return tuple(_yaml_value(each, words=words) for each in node.value)
    if isinstance(node, yaml.MappingNode):
        return {str(_yaml_value(key, words=True)): _yaml_value(value, words=False) for key, value in node.value}
    written = str(node.value).translate(_BREAKS)
    if node.tag.endswith(":str") or (words and not node.tag.endswith(":null")):
        return written
    try:
        value = SafeConstructor().construct_object(node)
    except _NOT_A_VALUE:
        return written
    return value if value is None or isinstance(value, bool | int | float | date) else written


# TOML

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
