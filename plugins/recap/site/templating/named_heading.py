"""A session's heading that names its speakers: the names lead to their pages where the author wrote them."""

import re
from collections.abc import Callable, Iterable
from html import escape

from recap.model import Speaker

_TAG = re.compile(r"(<[^>]*>)")
_SPACE = re.compile(r"(?:\s|&nbsp;)")
"""Typography keeps the last words of a heading on one line."""


def named_heading(heading: str, speakers: Iterable[Speaker], link: Callable[[Speaker], str]) -> str:
    """Return the heading with what `link` makes of each name in its place; "" where it does not name them all.

    A heading that has links of its own is left alone: a link in a link is none.
    """
    people = {escape(speaker.name, quote=False): speaker for speaker in speakers}
    said = _SPACE.sub(" ", heading)
    if not people or not all(name in said for name in people) or "<a" in heading.lower():
        return ""
    ordered = sorted(people, key=len, reverse=True)
    names = "|".join(re.escape(name).replace(r"\ ", _SPACE.pattern) for name in ordered)
    found: set[str] = set()

    def linked(name: re.Match[str]) -> str:
        written = _SPACE.sub(" ", name[0])
        found.add(written)
        return link(people[written])

    parts = _TAG.split(heading)
    shown = [part if at % 2 else re.sub(rf"\b(?:{names})\b", linked, part) for at, part in enumerate(parts)]
    return "".join(shown) if len(found) == len(people) else ""
