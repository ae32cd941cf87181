"""Which recaps are worth reading after this one."""

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest

from recap.index.entries import Post, Related
from recap.index.same import address_key, name_key

WEIGHTS: Mapping[str, float] = {"speakers": 8, "links": 4, "conference": 2, "tags": 1}
"""What it says of two recaps that they share a speaker, link, conference or tag which no third recap has."""

TOO_COMMON = 50
"""What more recaps than this share says nothing about any two of them, and would cost its square in time."""

Feature = tuple[str, str]
"""What can be shared: one of WEIGHTS, and the key of the speaker, link, conference or tag."""


class Relatives(Mapping[str, tuple[Related, ...]]):
    """For each post's url the recaps that share most with it, best first; worked out for the one asked for."""

    def __init__(self, posts: Sequence[Post], most: int) -> None:
        """Take the posts, newest first; give each at most `most` relatives."""
        self._posts, self._most = posts, most
        self._holders = _holders(posts)
        # Only what counts: most links and speakers are one post's own, and all of them are many.
        self._features = [{of: word for of, word in _features(post) if of in self._holders} for post in posts]
        self._places = {post.url: place for place, post in enumerate(posts)}

    def __getitem__(self, url: str) -> tuple[Related, ...]:
        """Return the relatives of the post at `url`."""
        here = self._places[url]
        telling = self._features[here]
        scores: dict[int, float] = defaultdict(float)
        for feature in telling:
            holders = self._holders[feature]
            weight = WEIGHTS[feature[0]] / math.log2(len(holders))
            for there in holders:
                scores[there] += weight
        scores.pop(here, None)
        # The newer of equals first: posts come newest first.
        best = nsmallest(self._most, scores, key=lambda there: (-scores[there], there))
        return tuple(_related(self._posts[there], telling, self._features[there]) for there in best)

    def __iter__(self) -> Iterator[str]:
        """Yield the urls of all posts."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many posts there are."""
        return len(self._places)


def _features(post: Post) -> Iterator[tuple[Feature, str]]:
    """Yield what a post can share, with the words for it."""
    for name in post.brief.speakers:
        yield ("speakers", name_key(name)), name
    for url in post.brief.addresses:
        yield ("links", address_key(url)), url
    if post.conference:
        yield ("conference", name_key(post.conference.name)), post.conference.name
    for tag in post.tags:
        yield ("tags", name_key(tag)), tag


def _holders(posts: Iterable[Post]) -> dict[Feature, list[int]]:
    """Return which posts have each feature that more than one has and not too many."""
    holders: dict[Feature, list[int]] = defaultdict(list)
    for number, post in enumerate(posts):
        for feature in dict(_features(post)):
            holders[feature].append(number)
    return {feature: numbers for feature, numbers in holders.items() if 1 < len(numbers) <= TOO_COMMON}


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
