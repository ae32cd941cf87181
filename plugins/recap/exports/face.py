"""How much room words take in the one face that cards are drawn with, known without the library that draws."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


def width(text: str) -> float:
    """Return how wide a text is at most, as a multiple of its size; letters that the face lacks count as 1."""
    letters = _letters()
    return sum(letters.get(letter, 1.0) for letter in text)


@lru_cache(maxsize=1)
def _letters() -> Mapping[str, float]:
    """Return what font/card.toml holds; read once."""
    table = tomllib.loads((files("recap.exports") / "font" / "card.toml").read_text(encoding="utf-8"))
    return {letter: float(wide) for wide, letters in table["widths"].items() for letter in letters}
