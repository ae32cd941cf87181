"""Lines that come and go while a post is converted: a finding keeps the line that it had in the original."""

import re

_GONE, _NEW = "\ufdd0", "\ufdd1"
"""Where a line of the original was taken out, and before a line that the original has not; no text holds them."""


def line_at(text: str, place: int) -> int:
    """Return the line of the original, counted from 0, that a place in the text belongs to."""
    return text.count("\n", 0, place) + text.count(_GONE, 0, place) - text.count(_NEW, 0, place)


def added(text: str) -> str:
    """Return text with its line breaks marked as none of the original's."""
    return text.replace("\n", f"\n{_NEW}")


def in_place_of(text: str, old: str, start: int = 0) -> str:
    """Return text that takes the place of `old`, in which it began at `start`: as many lines of the original."""
    before = old.count("\n", 0, start)
    rest = old.count("\n") + old.count(_GONE) - old.count(_NEW) - before
    own = text.count("\n") + text.count(_GONE) - text.count(_NEW)
    return _GONE * before + text + (_GONE * (rest - own) if rest >= own else _NEW * (own - rest))


def is_blank_above(text: str) -> bool:
    """Tell whether what follows the text has nothing above it, or a blank line."""
    return re.search(rf"(?:\A|\n)[\s{_GONE}{_NEW}]*\n[{_GONE}{_NEW}]*\Z|\A\Z", text) is not None


def unmarked(text: str) -> str:
    """Return the text as it is to be written."""
    return re.sub(f"[{_GONE}{_NEW}]", "", text)
