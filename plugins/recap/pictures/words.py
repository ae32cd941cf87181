"""How much room words need where nobody can measure them."""

from collections.abc import Iterator
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
    return sum(_letter(letter) for letter in text if not combining(letter))


def _letter(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in "MWmw@%":
        return BROADEST
    return CAPITAL if letter.isupper() else NARROW if letter in " .,'iIl-" else BROAD


def shortened(text: str, most: int) -> str:
    """Return the text, cut at `most` cells with an ellipsis."""
    if cells(text) <= most:
        return text
    kept = next(text[:end] for end in range(len(text), -1, -1) if cells(text[:end]) < most)
    return f"{kept.rstrip()}…"


def lines(text: str, most: float) -> list[str]:
    """Return the text in lines no wider than `most`, as `width` says it, where its words allow it."""
    return list(_lines(text.split(), most))


def _lines(words: list[str], most: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and width(longer) > most:
            yield line
            longer = word
        line = longer
    if line:
        yield line
