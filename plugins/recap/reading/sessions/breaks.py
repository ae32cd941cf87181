"""Where lines of a paragraph begin though nothing in it says so: who wrote them meant several."""

import re

import bs4

from recap.reading.sessions.labels import CLOCK

_CLOCK_FIRST = re.compile(rf"\s*[(\[]?{CLOCK}")
_SET_APART = re.compile(r"\s*(?:[-–—|]\s|\(|,\s|by\s)")


def is_timetable(nodes: list[bs4.PageElement]) -> bool:
    """Return whether each source line of a paragraph begins with a time of day, and there are several."""
    first = nodes[0].lstrip()[:1] if nodes and isinstance(nodes[0], str) else ""
    if first and not (first.isdecimal() or first in "(["):
        return False
    if not any("\n" in str(node) for node in nodes if not isinstance(node, bs4.Tag)):
        return False
    lines = "".join(node.get_text() for node in nodes).strip().split("\n")
    return all(_CLOCK_FIRST.match(line) for line in lines)


def bold_openings(nodes: list[bs4.PageElement]) -> list[int]:
    """Return where later lines of the source open like the first: bold words, then a dash, bracket or "by"."""
    opening = [
        at
        for at, node in enumerate(nodes[:-1])
        if isinstance(node, bs4.Tag)
        and node.name in ("b", "strong")
        and (at == 0 or str(nodes[at - 1]).endswith("\n"))
        and _SET_APART.match(str(nodes[at + 1]))
    ]
    return opening[1:] if opening[:1] == [0] else []
