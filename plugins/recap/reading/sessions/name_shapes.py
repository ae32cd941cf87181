"""What a name looks like in running text; whether it is one, recap.reading.names says."""

import re
from functools import lru_cache

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_CAPITALISED = rf"(?:{CAPITAL}\.(?:-?{CAPITAL}\.)*|{CAPITAL}(?:[^\W\d_]|['’\-](?=[^\W\d_]))*)"
_PARTICLES = r"(?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|ten|ter|al|el|bin)\s+){0,3}"
_NICKNAME = r"(?:[“\"'«][\w .-]{2,20}[”\"'»]\s+)?"
_NEXT = rf"\s+{_NICKNAME}{_PARTICLES}{_CAPITALISED}"
NAME = re.compile(rf"{_CAPITALISED}(?:{_NEXT}){{0,3}}")
_WORDS_OF_NAME = re.compile(rf"{_CAPITALISED}({_NEXT}){{0,3}}")
"""The same, with a group where there are several."""
_IN_ASCII = re.compile(_WORDS_OF_NAME.pattern.replace(CAPITAL, "[A-Z]").replace(r"[^\W\d_]", "[A-Za-z]"))
"""The same for text without other letters, twice as quick."""


def whole_names(text: str) -> list[re.Match[str]]:
    """Return what could be names of several words; one word alone is never a name for sure."""
    return [match for match in shaped_as_names(text) if match.lastindex]


@lru_cache(maxsize=64)
def shaped_as_names(text: str) -> list[re.Match[str]]:
    """Return what could be names: three questions are asked about those of a paragraph, one after the other."""
    return list((_IN_ASCII if text.isascii() else _WORDS_OF_NAME).finditer(text))
