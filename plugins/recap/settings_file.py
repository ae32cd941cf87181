"""Where a setting stands: the file and the line for a message."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from recap.errors import Problem


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The files that a site's settings come from."""

    paths: tuple[str, ...]
    """At least one, as the author would name them; the first overrules the others."""

    def problem(self, message: str, hint: str, *keys: str) -> Problem:
        """Return the problem at the line where `keys` (`RECAP`, `urls`, `talks`) is set, if it can be found."""
        places = ((path, _line(path, keys)) for path in self.paths)
        path, line = next((place for place in places if place[1]), (self.paths[0], None))
        return Problem(path=path, line=line, message=message, hint=hint)


def _line(path: str, keys: Iterable[str]) -> int | None:
    """Return the line of the deepest of the keys that the file sets."""
    try:
        node: ast.AST = ast.parse(Path(path).read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):
        return None
    line = None
    for key in keys:
        found = dict(_entries(node)).get(key)
        if found is None:
            break
        node, line = found
    return line


def _entries(node: ast.AST) -> Iterator[tuple[str, tuple[ast.AST, int]]]:
    """Yield the names that a module or a dictionary sets, each with value and line."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant):
                yield str(key.value), (value, key.lineno)
    elif isinstance(node, ast.Module):
        for statement in node.body:
            if isinstance(statement, ast.Assign):
                for target in statement.targets:
                    yield ast.unparse(target), (statement.value, statement.lineno)
