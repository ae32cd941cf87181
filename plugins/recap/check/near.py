"""Words that are almost alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations


def near_pairs(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each pair of different words that differ by one letter: missing, extra, another, or in a wrong place.

    Words are compared by what is left when one letter is taken away, so that thousands take no time.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for word in dict.fromkeys(words):
        for rest in _rests(word):
            groups[rest].append(word)
    pairs = (tuple(sorted(pair)) for group in groups.values() for pair in combinations(group, 2))
    yield from dict.fromkeys((first, second) for first, second in pairs)


def near(word: str, others: Iterable[str]) -> list[str]:
    """Return those of `others` that differ from `word` by one letter."""
    return [other for other in others if other != word and not _rests(word).isdisjoint(_rests(other))]


def _rests(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
