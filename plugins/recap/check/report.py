"""Findings as people, programs and GitHub read them."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from recap.check.rule import Found

ERRORS = frozenset(["R001", "R002", "R003", "R004"])
"""What keeps a post from being published."""


def text(found: Sequence[Found]) -> Iterator[str]:
    """Yield `path:line: R041 what is wrong; what to do`."""
    yield from map(str, found)


def as_json(found: Sequence[Found]) -> Iterator[str]:
    """Yield one JSON list of findings."""
    yield json.dumps([_data(each) for each in found], ensure_ascii=False, indent=1)


def _data(found: Found) -> dict[str, object]:
    finding = found.finding
    return {
        "path": finding.path,
        "line": finding.line,
        "rule": found.rule.number,
        "name": found.rule.name,
        "message": finding.message,
        "remedy": finding.hint,
        "fixable": finding.edit is not None,
    }


def github(found: Sequence[Found]) -> Iterator[str]:
    """Yield GitHub's workflow commands, which show each finding beside its line in a pull request."""
    for each in found:
        finding = each.finding
        level = "error" if each.rule.number in ERRORS else "warning"
        title = f"{each.rule.number} {each.rule.name}"
        where = f"file={_property(finding.path)},line={finding.line},title={_property(title)}"
        yield f"::{level} {where}::{_escaped(f'{finding.message}; {finding.hint}')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[Sequence[Found]], Iterator[str]]] = {
    "text": text,
    "json": as_json,
    "github": github,
}
"""Name of a format -> findings as lines."""
