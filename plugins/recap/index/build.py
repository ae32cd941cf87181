"""Posts -> Index: the table of what is known of all of them; newest posts come first throughout."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from recap.index.conferences import conference_entries, conference_posts, conference_slugs
from recap.index.entries import (
    ConferenceEntry,
    ConferencePosts,
    Edition,
    LinkEntry,
    Post,
    Related,
    Sessions,
    SpeakerEntry,
    Topic,
)
from recap.index.links import Linked, by_kind_and_text, linked
from recap.index.related import Relatives
from recap.index.same import address_key
from recap.index.speakers import speaker_entries, speaker_slugs


def build(posts: Iterable[Post], *, related: int = 5) -> "Index":
    """Return what the posts say together; `related` is the most relatives that a post is given."""
    return Index(posts, related)


class Index:
    """The site's knowledge. Each part is worked out when it is first asked for: an edit asks for few of them."""

    def __init__(self, posts: Iterable[Post], related: int) -> None:
        """Take the posts, in any order."""
        self._given, self._most = posts, related

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """Newest first."""
        return tuple(sorted(self._given, key=lambda post: (post.date, post.url), reverse=True))

    @cached_property
    def by_url(self) -> Mapping[str, Post]:
        """Each post by its address below the site's."""
        return {post.url: post for post in self.posts}

    @property
    def sessions(self) -> Sessions:
        """Every session, newest post first, then in the post's order."""
        return Sessions(self.posts)

    @property
    def talks(self) -> Sessions:
        """Every session that is no workshop, in the same order."""
        return self.sessions.talks

    @property
    def workshops(self) -> Sessions:
        """Every workshop, in the same order."""
        return self.sessions.workshops

    @cached_property
    def speaker_slugs(self) -> Mapping[str, str]:
        """For each speaker name that a post writes, the slug of its entry."""
        return speaker_slugs(self.posts)

    @cached_property
    def speakers(self) -> tuple[SpeakerEntry, ...]:
        """By last name, then first."""
        return speaker_entries(self.posts, self.speaker_slugs)

    @cached_property
    def conference_slugs(self) -> Mapping[str, str]:
        """For each conference name that a post writes, the slug of its entry."""
        return conference_slugs(self.posts)

    @cached_property
    def conferences(self) -> tuple[ConferenceEntry, ...]:
        """By name."""
        return conference_entries(self.posts, self.conference_slugs, self.speaker_slugs)

    @cached_property
    def conference_posts(self) -> Mapping[str, ConferencePosts]:
        """The posts of each conference by its slug: quicker than `conferences`, which know who spoke there."""
        return conference_posts(self.posts, self.conference_slugs)

    @cached_property
    def unplaced(self) -> Edition:
        """What recaps of no known conference report on."""
        return Edition(year=None, url="", posts=tuple(post for post in self.posts if not post.conference))

    @cached_property
    def _linked(self) -> Linked:
        return linked(self.posts)

    @cached_property
    def links(self) -> tuple[LinkEntry, ...]:
        """By kind in the order of LINK_KINDS, then by text."""
        return tuple(sorted(self._linked.links.values(), key=by_kind_and_text))

    @property
    def topics(self) -> tuple[Topic, ...]:
        """By title."""
        return self._linked.topics

    def let_go(self) -> None:
        """Forget the links and topics: one page shows them, and they are as many as all else together."""
        for part in ("_linked", "links"):
            self.__dict__.pop(part, None)

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
    drafts: int = 0
    """Posts that are built and in no list; an index knows none of them."""


def counts(index: Index) -> Counts:
    """Return how much an index holds, without working out its parts."""
    addresses = {address for post in index.posts for address in post.brief.addresses}
    return Counts(
        recaps=len(index.posts),
        talks=len(index.talks),
        workshops=len(index.workshops),
        links=len(set(map(address_key, addresses))),
    )
