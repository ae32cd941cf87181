"""What is one thing though it is written in several ways: keys, and the addresses that come of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import TypeVar
from unicodedata import combining, name, normalize
from urllib.parse import urlsplit

from unidecode import unidecode

from recap.slugs import slug

Thing = TypeVar("Thing")
Key = TypeVar("Key", bound=Hashable)

_WITHIN_WORDS = str.maketrans("", "", "'’‘`´")


@lru_cache(maxsize=65536)
def name_key(written: str) -> str:
    """Return what all spellings of a name have in common: `José  Núñez-Oja` and `jose nunez oja` are one.

    Letters of other scripts stay what they are: people who are only transliterated alike remain two.
    """
    plain = "".join(_plain(letter) for letter in normalize("NFKD", written) if not combining(letter))
    words = plain.translate(_WITHIN_WORDS).casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in words).split()) or written


def _plain(letter: str) -> str:
    return letter if letter.isascii() or not name(letter, "").startswith("LATIN") else unidecode(letter)


@lru_cache(maxsize=65536)
def address_key(url: str) -> str:
    """Return what all ways to write an address have in common: all but scheme, last slash and the host's case."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}{query}{fragment}"


def grouped(things: Iterable[Thing], key: Callable[[Thing], Key]) -> dict[Key, list[Thing]]:
    """Return the things of each key; keys in order of first appearance, things in the order given."""
    groups: dict[Key, list[Thing]] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return dict(groups)


def distinct_slugs(names: Mapping[str, str], fallback: str) -> dict[str, str]:
    """Return for each key of `names` a slug that no other key has.

    The earlier keys keep the plain slug of their name, later ones are numbered: give the oldest first, and
    published addresses stay. A name of which no slug can be made is called `fallback`; of a long one the words are
    taken that fit, since a file's name has an end.
    """
    taken: dict[str, str] = {}
    for key, written in names.items():
        plain = _fitting(slug(written)) or fallback
        numbered = (plain if number == 1 else f"{plain}-{number}" for number in count(1))
        taken[next(candidate for candidate in numbered if candidate not in taken)] = key
    return {key: unique for unique, key in taken.items()}


LONGEST = 120
"""Letters of a slug."""


def _fitting(plain: str) -> str:
    if len(plain) <= LONGEST:
        return plain
    words, _, _rest = plain[: LONGEST + 1].rpartition("-")
    return words or plain[:LONGEST]


def slugs_of(oldest_first: Iterable[str], fallback: str) -> dict[str, str]:
    """Return for every spelling the slug of whom or what it names; made of the spelling used most."""
    spellings = grouped(oldest_first, name_key)
    slugs = distinct_slugs({key: most_used(written) for key, written in spellings.items()}, fallback)
    return {spelling: slugs[key] for key, written in spellings.items() for spelling in written}


def most_used(oldest_first: Sequence[str]) -> str:
    """Return the most frequent, the oldest of equals."""
    return Counter(oldest_first).most_common(1)[0][0]
