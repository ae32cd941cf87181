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
        for rest in {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}:
            groups[rest].append(word)
    pairs = (tuple(sorted(pair)) for group in groups.values() for pair in combinations(group, 2))
    yield from dict.fromkeys((first, second) for first, second in pairs)
