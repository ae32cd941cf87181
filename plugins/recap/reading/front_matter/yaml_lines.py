"""YAML -> entries, by PyYAML: loaded where there is YAML, as it takes a while."""

from datetime import date
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from recap.reading.front_matter.entries import DEPTH, WORDS, Entry, NotationError, Value, name

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Line breaks to YAML, ordinary characters to an editor: they change places with three of Unicode's noncharacters.
_BREAKS = str.maketrans("\x85\u2028\u2029\ufdd0\ufdd1\ufdd2", "\ufdd0\ufdd1\ufdd2\x85\u2028\u2029")
_NOT_A_VALUE = (yaml.YAMLError, ValueError, ArithmeticError, AttributeError, LookupError, TypeError)


def parse(lines: list[str]) -> list[Entry]:
    """Return what the lines say; raises NotationError where they are no YAML."""
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
