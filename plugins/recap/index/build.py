"""Posts -> Index. One function for each kind of entry; newest posts come first throughout."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from recap.index.entries import (
    ConferenceEntry,
    ConferencePosts,
    Edition,
    LinkEntry,
    Mention,
    Post,
    Related,
    SessionEntry,
    SessionsOf,
    SpeakerEntry,
    Topic,
)
from recap.index.related import Relatives
from recap.index.same import address_key, distinct_slugs, grouped, name_key
from recap.model import LINK_KINDS, Link, LinkList, Session

Part = TypeVar("Part", Session, LinkList)


def build(posts: Iterable[Post], *, related: int = 5) -> "Index":
    """Return what the posts say together; `related` is the most relatives that a post is given."""
    return Index(posts, related)


class Index:
    """The site's knowledge. Each part is worked out when it is first asked for: an edit asks for few of them."""

    def __init__(self, posts: Iterable[Post], related: int) -> None:
        """Take the posts, in any order."""
        self._given, self._most = posts, related
        self._sessions: dict[str, Sequence[SessionEntry]] = {}

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """Newest first."""
        return tuple(sorted(self._given, key=lambda post: (post.date, post.url), reverse=True))

    @cached_property
    def by_url(self) -> Mapping[str, Post]:
        """Each post by its address below the site's."""
        return {post.url: post for post in self.posts}

    @cached_property
    def sessions(self) -> tuple[SessionEntry, ...]:
        """Every session, newest post first, then in the post's order."""
        return tuple(entry for post in self.posts for entry in self.sessions_of(post))

    def sessions_of(self, post: Post) -> Sequence[SessionEntry]:
        """Return the sessions of one of the posts."""
        if post.url not in self._sessions:
            entries = tuple(SessionEntry(session=session, post=post) for session in post.sessions)
            self._sessions[post.url] = entries
        return self._sessions[post.url]

    @cached_property
    def talks(self) -> tuple[SessionEntry, ...]:
        """Every session that is no workshop, in the same order."""
        return tuple(entry for entry in self.sessions if entry.session.kind != "workshop")

    @cached_property
    def workshops(self) -> tuple[SessionEntry, ...]:
        """Every workshop, in the same order."""
        return tuple(entry for entry in self.sessions if entry.session.kind == "workshop")

    @cached_property
    def speaker_slugs(self) -> Mapping[str, str]:
        """For each speaker name that a post writes, the slug of its entry."""
        return _speaker_slugs(self.posts)

    @cached_property
    def speakers(self) -> tuple[SpeakerEntry, ...]:
        """By last name, then first."""
        return _speakers(self.posts, self.speaker_slugs, self.sessions_of)

    @cached_property
    def conference_slugs(self) -> Mapping[str, str]:
        """For each conference name that a post writes, the slug of its entry."""
        return _conference_slugs(self.posts)

    @cached_property
    def conferences(self) -> tuple[ConferenceEntry, ...]:
        """By name."""
        return _conferences(self.posts, self.conference_slugs, self.speaker_slugs, self.sessions_of)

    @cached_property
    def conference_posts(self) -> Mapping[str, ConferencePosts]:
        """The posts of each conference by its slug: quicker than `conferences`, which know who spoke there."""
        groups = grouped(_named(self.posts), _slug_in(self.conference_slugs))
        return {slug: _conference_posts(posts) for slug, posts in groups.items()}

    @cached_property
    def _links(self) -> Mapping[str, LinkEntry]:
        return _links(self.posts)

    @cached_property
    def links(self) -> tuple[LinkEntry, ...]:
        """By kind in the order of LINK_KINDS, then by text."""
        return tuple(sorted(self._links.values(), key=_by_kind_and_text))

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """By title."""
        return _topics(self.posts, self._links)

    @cached_property
    def related(self) -> Mapping[str, tuple[Related, ...]]:
        """For each post's url the recaps that share most with it, at most a handful, best first."""
        return Relatives(self.posts, self._most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is of everything."""

    recaps: int
    talks: int
    workshops: int
    links: int


def counts(index: Index) -> Counts:
    """Return how much an index holds, without working out its parts."""
    kinds = Counter(kind == "workshop" for post in index.posts for kind in post.brief.kinds)
    addresses = {address for post in index.posts for address in post.brief.addresses}
    return Counts(
        recaps=len(index.posts),
        talks=kinds[False],
        workshops=kinds[True],
        links=len(set(map(address_key, addresses))),
    )


# Speakers


def _speaker_slugs(newest: Sequence[Post]) -> dict[str, str]:
    return _slugs([name for post in reversed(newest) for name in post.brief.speakers], "speaker")


def _slugs(oldest_first: Iterable[str], fallback: str) -> dict[str, str]:
    """Return for every spelling the slug of whom or what it names; made of the spelling used most."""
    spellings = grouped(oldest_first, name_key)
    slugs = distinct_slugs({key: _most_used(written) for key, written in spellings.items()}, fallback)
    return {spelling: slugs[key] for key, written in spellings.items() for spelling in written}


def _speakers(
    newest: Iterable[Post], slugs: Mapping[str, str], sessions_of: SessionsOf
) -> tuple[SpeakerEntry, ...]:
    """Return who gave the sessions of the posts, by last name."""
    named = [(name, post) for post in newest for name in post.brief.speakers]
    entries = [
        SpeakerEntry(
            name=_most_used([name for name, _ in reversed(pairs)]),
            slug=slug,
            spellings=frozenset(name for name, _ in pairs),
            posts=tuple({post.url: post for _, post in pairs}.values()),
            sessions_of=sessions_of,
        )
        for slug, pairs in grouped(named, lambda pair: slugs[pair[0]]).items()
    ]
    return tuple(sorted(entries, key=lambda speaker: (*speaker.last_first, speaker.slug)))


def _most_used(oldest_first: Sequence[str]) -> str:
    """Return the most frequent, the oldest of equals."""
    return Counter(oldest_first).most_common(1)[0][0]


# Conferences


def _conference_slugs(newest: Sequence[Post]) -> dict[str, str]:
    return _slugs([post.conference.name for post in reversed(newest) if post.conference], "conference")


def _conferences(
    newest: Iterable[Post], slugs: Mapping[str, str], speaker_slugs: Mapping[str, str], sessions_of: SessionsOf
) -> tuple[ConferenceEntry, ...]:
    entries = [
        _conference(slug, posts, speaker_slugs, sessions_of)
        for slug, posts in grouped(_named(newest), _slug_in(slugs)).items()
    ]
    return tuple(sorted(entries, key=lambda entry: (name_key(entry.name), entry.slug)))


def _named(posts: Iterable[Post]) -> list[Post]:
    return [post for post in posts if post.conference]


def _conference_posts(newest: Sequence[Post]) -> ConferencePosts:
    by_year = sorted(newest, key=lambda post: -((post.conference and post.conference.year) or 0))
    return ConferencePosts(name=_name_of(newest), posts=tuple(by_year))


def _name_of(newest: Sequence[Post]) -> str:
    return _most_used([post.conference.name for post in reversed(newest) if post.conference])


def _slug_in(slugs: Mapping[str, str]) -> Callable[[Post], str]:
    return lambda post: slugs[post.conference.name] if post.conference else ""


def _conference(
    slug: str, posts: Sequence[Post], speaker_slugs: Mapping[str, str], sessions_of: SessionsOf
) -> ConferenceEntry:
    years = grouped(posts, lambda post: post.conference.year if post.conference else None)
    editions = [
        Edition(year=year, url=_page(of_year), posts=tuple(of_year), sessions_of=sessions_of)
        for year, of_year in years.items()
    ]
    return ConferenceEntry(
        name=_name_of(posts),
        slug=slug,
        editions=tuple(sorted(editions, key=lambda edition: -(edition.year or 0))),
        speakers=_speakers(posts, speaker_slugs, sessions_of),
    )


def _page(posts: Sequence[Post]) -> str:
    """Return the conference's own page as the oldest post that knows it links it."""
    pages = (post.conference.url for post in reversed(posts) if post.conference)
    return next((page for page in pages if page), "")


# Links


def _links(newest: Iterable[Post]) -> dict[str, LinkEntry]:
    """Return an entry for every address, by its key."""
    every = (mention for post in newest for mention in mentions(post))
    groups = grouped(every, lambda mention: address_key(mention.link.url))
    return {key: _link_entry(of_address) for key, of_address in groups.items()}


def mentions(post: Post) -> Iterator[Mention]:
    """Yield every mention of an address in one post once, in the order of the text."""
    sessions, lists = _parts(post.sessions), _parts(post.link_lists)
    every = [*post.links, *_links_of(post.sessions), *_links_of(post.link_lists)]
    # The same link stands in several places of a recap; the list's own has the note, and comes last.
    places = {(link.line, link.url): link for link in every}
    for place in sorted(places, key=lambda place: place[0]):
        yield Mention(link=places[place], post=post, session=sessions.get(place), link_list=lists.get(place))


def _links_of(parts: Iterable[Session | LinkList]) -> Iterator[Link]:
    return (link for part in parts for link in part.links)


def _parts(parts: Iterable[Part]) -> dict[tuple[int, str], Part]:
    """Return the part that each link stands in, by the link's place."""
    return {(link.line, link.url): part for part in parts for link in part.links}


def _link_entry(places: Sequence[Mention]) -> LinkEntry:
    links = [mention.link for mention in reversed(places)]
    kinds = [link.kind for link in links if link.kind != "other"] or ["other"]
    telling = max(reversed(places), key=lambda mention: _telling(mention.link.text))
    return LinkEntry(
        url=_most_used([link.url for link in links]),
        kind=_most_used(kinds),
        text=telling.link.text,
        note=max((link.note for link in links), key=len),
        lang=telling.post.lang,
        mentions=tuple(places),
    )


def _telling(text: str) -> tuple[bool, int]:
    """Order texts by how much they say: an address says least."""
    return bool(text) and "://" not in text, len(text)


def _by_kind_and_text(entry: LinkEntry) -> tuple[int, str, str]:
    return LINK_KINDS.index(entry.kind), name_key(entry.text), entry.url


def _topics(newest: Sequence[Post], links: Mapping[str, LinkEntry]) -> tuple[Topic, ...]:
    """Return the link lists that have a title, those of one title together, links in order of appearance."""
    titled = [listing for post in newest for listing in post.link_lists if name_key(listing.title)]
    slugs = _slugs([listing.title for listing in reversed(titled)], "links")
    topics = [
        Topic(
            title=_most_used([listing.title for listing in reversed(lists)]),
            slug=slug,
            links=tuple({key: links[key] for key in map(_key_of, _links_of(lists))}.values()),
        )
        for slug, lists in grouped(titled, lambda listing: slugs[listing.title]).items()
    ]
    return tuple(sorted(topics, key=lambda topic: (name_key(topic.title), topic.slug)))


def _key_of(link: Link) -> str:
    return address_key(link.url)
