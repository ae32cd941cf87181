"""Which recaps are worth reading after this one."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from recap.index.entries import Post, Related
from recap.index.same import address_key, name_key

WEIGHTS: Mapping[str, float] = {"speakers": 8, "links": 4, "conference": 2, "tags": 1}
"""What it says of two recaps that they share a speaker, link, conference or tag which no third recap has."""

TOO_COMMON = 50
"""What more recaps than this share says nothing about any two of them, and would cost its square in time."""

Feature = tuple[str, str]
"""What can be shared: one of WEIGHTS, and the key of the speaker, link, conference or tag."""


def relatives(posts: Sequence[Post], most: int) -> dict[str, tuple[Related, ...]]:
    """Return for each post's url the recaps that share most with it, best first, at most `most`."""
    features = [dict(_features(post)) for post in posts]
    shared: dict[int, dict[int, list[Feature]]] = defaultdict(lambda: defaultdict(list))
    scores: dict[tuple[int, int], float] = defaultdict(float)
    for feature, holders in _holders(features).items():
        for one, other in combinations(holders, 2):
            shared[one][other].append(feature)
            shared[other][one].append(feature)
            scores[one, other] += WEIGHTS[feature[0]] / math.log2(len(holders))

    def best(here: int) -> list[int]:
        """Return the most like it first, the newer of equals first: posts come newest first."""
        return sorted(shared[here], key=lambda there: (-scores[min(here, there), max(here, there)], there))[:most]

    return {
        post.url: tuple(_related(posts[there], features[here], shared[here][there]) for there in best(here))
        for here, post in enumerate(posts)
    }


def _features(post: Post) -> Iterator[tuple[Feature, str]]:
    """Yield what a post can share, with the words for it."""
    for session in post.recap.sessions:
        for speaker in session.speakers:
            yield ("speakers", name_key(speaker.name)), speaker.name
    for link in post.recap.links:
        yield ("links", address_key(link.url)), link.url
    if post.recap.conference:
        yield ("conference", name_key(post.recap.conference.name)), post.recap.conference.name
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
