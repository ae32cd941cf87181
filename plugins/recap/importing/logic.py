"""Conditions and loops of Liquid that the front matter and the settings of the old site decide."""

import re
from collections.abc import Mapping
from typing import Any

from recap.importing.place import Place

_MADE = frozenset(
    ["collection", "content", "dir", "excerpt", "id", "next", "output", "path", "previous", "relative_path", "url"]
)
"""What Jekyll makes of a page itself."""
_COMPARED = re.compile(r"""([\w.-]+)\s*(==|!=)\s*(?:"([^"]*)"|'([^']*)'|(true|false|nil|empty|-?\d+))""")
_LOOP = re.compile(r"([\w-]+)\s+in\s+page\.([\w-]+)")
_WORDS = {"true": True, "false": False, "nil": None, "empty": None}


class _Unknown:
    """What cannot be told without the old site's generator."""


def holds(condition: str, place: Place) -> bool | None:
    """Tell whether a condition holds; None when only the generator could."""
    condition = condition.strip()
    if condition.startswith("not "):
        held = holds(condition.removeprefix("not "), place)
        return None if held is None else not held
    if condition in ("true", "false"):
        return condition == "true"
    if compared := _COMPARED.fullmatch(condition):
        value = _value(compared[1], place)
        if value is _Unknown:
            return None
        literal = next((text for text in compared.groups()[2:4] if text is not None), None)
        meant: Any = literal if literal is not None else _WORDS.get(compared[5], compared[5])
        return (_plain(value) == _plain(meant)) == (compared[2] == "==")
    value = _value(condition, place) if re.fullmatch(r"[\w.-]+", condition) else _Unknown
    return None if value is _Unknown else value is not None and _plain(value) != "false"


def _plain(value: Any) -> str | None:
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _value(name: str, place: Place) -> Any:
    """Return what a name means; _Unknown for what the front matter and the settings do not say."""
    owner, _, key = name.partition(".")
    key = key.lower().replace("-", "_")
    if name in place.words:
        return place.words[name]
    if owner == "page" and key and "." not in key and key not in _MADE:
        if key in place.values:
            return place.values[key]
        return _Unknown if "defaults" in place.source.config else None
    config: Mapping[str, Any] = place.source.config
    return config[key] if owner == "site" and key in config else _Unknown


def looped(said: str, inside: str, place: Place) -> str | None:
    """Return what `{% for tag in page.tags %}` shows; None when only the generator could say."""
    loop = _LOOP.fullmatch(said)
    values = place.values.get(loop[2].lower().replace("-", "_")) if loop else None
    if loop is None or "{%" in inside or not isinstance(values, tuple):
        return None
    shows = re.compile(rf"\{{\{{-?\s*{re.escape(loop[1])}\s*(?:\|\s*(?:escape|strip)\s*)*-?\}}\}}")
    rest = shows.sub("", inside)
    if re.search(rf"\b(?:{re.escape(loop[1])}|forloop)\b", " ".join(re.findall(r"\{\{.*?\}\}", rest))):
        return None
    body = inside.removeprefix("\n")
    return "".join(shows.sub(lambda _match, value=value: str(value), body) for value in values)  # type: ignore[misc]
