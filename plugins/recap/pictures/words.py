"""How much room words need where nobody can measure them."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from unicodedata import combining, east_asian_width

BROAD = 0.68
"""How wide a small bold letter is on average in the broadest face of the stylesheet, as a share of its size."""
CAPITAL, BROADEST, NARROW = 0.83, 1.05, 0.37
"""Likewise a capital, an `m`, an `i`."""


def cells(text: str) -> int:
    """Return how many letters wide a text is; those of East Asia count twice."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text if not combining(letter))


def width(text: str) -> float:
    """Return how wide a text in bold is at most, as a multiple of its size."""
    return sum(map(_letter, text))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> float:
    if combining(letter):
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in "MWmw@%":
        return BROADEST
    return CAPITAL if letter.isupper() else NARROW if letter in " .,'iIl-" else BROAD


def shortened(text: str, most: float, measure: Callable[[str], float] = cells) -> str:
    """Return the text, cut with an ellipsis where it would measure more than `most`."""
    if measure(text) <= most:
        return text
    cuts = (f"{text[:end].rstrip()}…" for end in range(len(text) - 1, 0, -1))
    return next((cut for cut in cuts if measure(cut) <= most), "…")


def lines(text: str, most: float, measure: Callable[[str], float] = width) -> list[str]:
    """Return the text in lines no wider than `most`, as `measure` says it, where its words allow it."""
    return list(_lines(text.split(), most, measure))


def _lines(words: list[str], most: float, measure: Callable[[str], float]) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and measure(longer) > most:
            yield line
            longer = word
        line = longer
    if line:
        yield line
