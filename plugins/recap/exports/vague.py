"""Words that say nothing when they are read alone, from vague_words.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_AT_EDGES = re.compile(r"^\W+|\W+$")


def folded(text: str) -> str:
    """Return plain text without case, punctuation at its ends and doubled space."""
    return _AT_EDGES.sub("", " ".join(text.casefold().split()))


def is_vague(text: str) -> bool:
    """Tell whether a link's text says nothing of what it leads to: "here", "slides", "" and `#3`."""
    words = folded(text)
    return len(words) < 2 or words in vague_words("words") or words in vague_words("kinds")


@cache
def vague_words(key: str) -> frozenset[str]:
    """Return one list of vague_words.toml: `words`, `kinds` or `notes`."""
    table = tomllib.loads((files("recap.exports") / "vague_words.toml").read_text(encoding="utf-8"))
    return frozenset(table[key])
