"""Which recaps are worth reading after this one."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

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
        self._features = [dict(_features(post)) for post in posts]
        self._holders = _holders(self._features)
        self._places = {post.url: place for place, post in enumerate(posts)}

    def __getitem__(self, url: str) -> tuple[Related, ...]:
        """Return the relatives of the post at `url`."""
        here = self._places[url]
        shared: dict[int, list[Feature]] = defaultdict(list)
        scores: dict[int, float] = defaultdict(float)
        for feature in self._features[here]:
            holders = self._holders.get(feature, ())
            for there in holders:
                if there != here:
                    shared[there].append(feature)
                    scores[there] += WEIGHTS[feature[0]] / math.log2(len(holders))
        # The newer of equals first: posts come newest first.
        best = sorted(shared, key=lambda there: (-scores[there], there))[: self._most]
        return tuple(_related(self._posts[there], self._features[here], shared[there]) for there in best)

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


def _holders(features: Sequence[Mapping[Feature, str]]) -> dict[Feature, list[int]]:
    """Return which posts have each feature that more than one has and not too many."""
    holders: dict[Feature, list[int]] = defaultdict(list)
    for number, of_post in enumerate(features):
        for feature in of_post:
            holders[feature].append(number)
    return {feature: numbers for feature, numbers in holders.items() if 1 < len(numbers) <= TOO_COMMON}


def _related(post: Post, words: Mapping[Feature, str], shared: Sequence[Feature]) -> Related:
    def of(kind: str) -> tuple[str, ...]:
        return tuple(words[feature] for feature in words if feature in shared and feature[0] == kind)

    return Related(
        post=post,
        speakers=of("speakers"),
        tags=of("tags"),
        links=of("links"),
        conference=next(iter(of("conference")), ""),
    )
