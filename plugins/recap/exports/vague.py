"""Words that say nothing when they are read alone, from vague_words.toml."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

_FROM_WORD_TO_WORD = re.compile(r"\w(?:.*\w)?")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return plain text without case, punctuation at its ends and doubled space; often asked of each link."""
    found = _FROM_WORD_TO_WORD.search(" ".join(text.casefold().split()))
    return found[0] if found else ""


def is_vague(text: str) -> bool:
    """Tell whether a link's text says nothing of what it leads to: "here", "slides", "" and `#3`."""
    words = folded(text)
    return len(words) < 2 or words in vague_words("pointing", "sorts", "kinds")


@cache
def vague_words(*lists: str) -> frozenset[str]:
    """Return the words of some of the lists of vague_words.toml: `pointing`, `sorts`, `kinds`, `notes`."""
    table = tomllib.loads((files("recap.exports") / "vague_words.toml").read_text(encoding="utf-8"))
    return frozenset(word for key in lists for word in table[key])
