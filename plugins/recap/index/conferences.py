"""The conferences that the posts report on, over the years."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from recap.index.entries import ConferenceEntry, ConferencePosts, Edition, Post
from recap.index.same import grouped, most_used, name_key, slugs_of
from recap.index.speakers import speaker_entries


def conference_slugs(newest: Sequence[Post]) -> dict[str, str]:
    """Return for each conference name that a post writes the slug of its entry."""
    return slugs_of([post.conference.name for post in reversed(newest) if post.conference], "conference")


def conference_entries(
    newest: Iterable[Post], slugs: Mapping[str, str], speaker_slugs: Mapping[str, str]
) -> tuple[ConferenceEntry, ...]:
    """Return the conferences of the posts, by name."""
    entries = [
        _conference(slug, posts, speaker_slugs) for slug, posts in grouped(_named(newest), _slug_in(slugs)).items()
    ]
    return tuple(sorted(entries, key=lambda entry: (name_key(entry.name), entry.slug)))


def conference_posts(newest: Iterable[Post], slugs: Mapping[str, str]) -> dict[str, ConferencePosts]:
    """Return the posts of each conference by its slug."""
    return {slug: _newest_edition_first(posts) for slug, posts in grouped(_named(newest), _slug_in(slugs)).items()}


def _newest_edition_first(newest: Sequence[Post]) -> ConferencePosts:
    by_year = sorted(newest, key=lambda post: -((post.conference and post.conference.year) or 0))
    return ConferencePosts(name=_name_of(newest), posts=tuple(by_year))


def _named(posts: Iterable[Post]) -> list[Post]:
    return [post for post in posts if post.conference]


def _name_of(newest: Sequence[Post]) -> str:
    return most_used([post.conference.name for post in reversed(newest) if post.conference])


def _slug_in(slugs: Mapping[str, str]) -> Callable[[Post], str]:
    return lambda post: slugs[post.conference.name] if post.conference else ""


def _conference(slug: str, posts: Sequence[Post], speaker_slugs: Mapping[str, str]) -> ConferenceEntry:
    years = grouped(posts, lambda post: post.conference.year if post.conference else None)
    editions = [Edition(year=year, url=_page(of_year), posts=tuple(of_year)) for year, of_year in years.items()]
    return ConferenceEntry(
        name=_name_of(posts),
        slug=slug,
        editions=tuple(sorted(editions, key=lambda edition: -(edition.year or 0))),
        speakers=speaker_entries(posts, speaker_slugs),
    )


def _page(posts: Sequence[Post]) -> str:
    """Return the conference's own page as the oldest post that knows it links it."""
    pages = (post.conference.url for post in reversed(posts) if post.conference)
    return next((page for page in pages if page), "")
