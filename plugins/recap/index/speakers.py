"""Who gave the sessions of the posts."""

from collections.abc import Iterable, Mapping, Sequence

from recap.index.entries import Post, SpeakerEntry
from recap.index.same import grouped, most_used, slugs_of


def speaker_slugs(newest: Sequence[Post]) -> dict[str, str]:
    """Return for each speaker name that a post writes the slug of its entry."""
    return slugs_of([name for post in reversed(newest) for name in post.brief.speakers], "speaker")


def speaker_entries(newest: Iterable[Post], slugs: Mapping[str, str]) -> tuple[SpeakerEntry, ...]:
    """Return who gave the sessions of the posts, by last name."""
    named = [(name, post) for post in newest for name in post.brief.speakers]
    entries = [
        SpeakerEntry(
            name=most_used([name for name, _ in reversed(pairs)]),
            slug=slug,
            spellings=frozenset(name for name, _ in pairs),
            posts=tuple({post.url: post for _, post in pairs}.values()),
        )
        for slug, pairs in grouped(named, lambda pair: slugs[pair[0]]).items()
    ]
    return tuple(sorted(entries, key=lambda speaker: (*speaker.last_first, speaker.slug)))
