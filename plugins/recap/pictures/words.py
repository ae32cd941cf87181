"""How much room words need where nobody can measure them."""

from collections.abc import Iterator
from unicodedata import combining, east_asian_width


def cells(text: str) -> int:
    """Return how many letters wide a text is; those of East Asia count twice."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text if not combining(letter))


def shortened(text: str, most: int) -> str:
    """Return the text, cut at `most` cells with an ellipsis."""
    if cells(text) <= most:
        return text
    kept = next(text[:end] for end in range(len(text), -1, -1) if cells(text[:end]) < most)
    return f"{kept.rstrip()}…"


def lines(text: str, most: int) -> list[str]:
    """Return the text in lines of at most `most` cells where its words allow it."""
    return list(_lines(text.split(), most))


def _lines(words: list[str], most: int) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and cells(longer) > most:
            yield line
            longer = word
        line = longer
    if line:
        yield line
