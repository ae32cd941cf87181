"""Which recaps are worth reading after this one."""

import math
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest

from recap.index.entries import Post, Related
from recap.index.same import address_key, name_key

WEIGHTS: Mapping[str, float] = {"speakers": 8, "links": 4, "conference": 2, "tags": 1}
"""What it says of two recaps that they share a speaker, link, conference or tag which no third recap has."""

_KEYS: Mapping[str, Callable[[str], str]] = {
    "speakers": name_key,
    "links": address_key,
    "conference": name_key,
    "tags": name_key,
}
"""What all ways to write one have in common."""

TOO_COMMON = 50
"""What more recaps than this share says nothing about any two of them, and would cost its square in time."""

REMEMBERED = 4096
"""For so many posts it is remembered what they share."""

Feature = tuple[str, str]
"""What can be shared: one of WEIGHTS, and the key of the speaker, link, conference or tag."""


class Relatives(Mapping[str, tuple[Related, ...]]):
    """For each post's url the recaps that share most with it, best first; worked out for the one asked for."""

    def __init__(self, posts: Sequence[Post], most: int) -> None:
        """Take the posts, newest first; give each at most `most` relatives."""
        self._posts, self._most = posts, most
        self._holders = _holders(posts)
        self._telling = lru_cache(REMEMBERED)(self._features)
        self._places = {post.url: place for place, post in enumerate(posts)}

    def __getitem__(self, url: str) -> tuple[Related, ...]:
        """Return the relatives of the post at `url`."""
        here = self._places[url]
        telling = self._telling(here)
        scores: dict[int, float] = defaultdict(float)
        for feature in telling:
            holders = self._holders[feature]
            weight = WEIGHTS[feature[0]] / math.log2(len(holders))
            for there in holders:
                scores[there] += weight
        scores.pop(here, None)
        # The newer of equals first: posts come newest first.
        best = nsmallest(self._most, scores, key=lambda there: (-scores[there], there))
        return tuple(_related(self._posts[there], telling, self._telling(there)) for there in best)

    def _features(self, place: int) -> Mapping[Feature, str]:
        """Return what the post at a place shares with others, in its words."""
        return {feature: word for feature, word in _features(self._posts[place]) if feature in self._holders}

    def __iter__(self) -> Iterator[str]:
        """Yield the urls of all posts."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many posts there are."""
        return len(self._places)


def _words(post: Post) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what a post can share, as it says it, by kind."""
    yield "speakers", post.brief.speakers
    yield "links", post.brief.addresses
    yield "conference", (post.conference.name,) if post.conference else ()
    yield "tags", post.tags


def _features(post: Post) -> Iterator[tuple[Feature, str]]:
    """Yield the same as features, with the words for each."""
    for kind, words in _words(post):
        for word in words:
            yield (kind, _KEYS[kind](word)), word


def _holders(posts: Iterable[Post]) -> dict[Feature, list[int]]:
    """Return which posts have each feature that more than one has and not too many."""
    # Words first, as they are: they are many, and there is a key to work out for each that differs.
    saying: dict[str, dict[str, list[int]]] = {kind: defaultdict(list) for kind in WEIGHTS}
    for number, post in enumerate(posts):
        for kind, words in _words(post):
            of_kind = saying[kind]
            for word in words:
                of_kind[word].append(number)
    holders: dict[Feature, set[int]] = defaultdict(set)
    for kind, of_kind in saying.items():
        for word, numbers in of_kind.items():
            holders[kind, _KEYS[kind](word)].update(numbers)
    return {feature: sorted(numbers) for feature, numbers in holders.items() if 1 < len(numbers) <= TOO_COMMON}


def _related(post: Post, words: Mapping[Feature, str], features: Container[Feature]) -> Related:
    """Return a post with the features that are among its own, in these words."""
    shared: dict[str, list[str]] = {kind: [] for kind in WEIGHTS}
    for feature, word in words.items():
        if feature in features:
            shared[feature[0]].append(word)
    return Related(
        post=post,
        speakers=tuple(shared["speakers"]),
        tags=tuple(shared["tags"]),
        links=tuple(shared["links"]),
        conference=next(iter(shared["conference"]), ""),
    )
