"""What crosses from one post to another, as values, each with its way back.

What a template shows of other posts it takes from here; it never computes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import overload

from recap.index.brief import Brief, brief_of
from recap.index.same import name_key
from recap.model import Conference, Link, LinkList, Recap, Session

_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "phd"])
"""What stands behind a last name."""


@dataclass(frozen=True, kw_only=True)
class Post:
    """A recap and where it is published."""

    recap: Recap
    """What it says."""
    url: str
    """Its address below the site's, as Pelican's `article.url`: `sreconeu2015recap/`."""
    title: str
    """Its title, typography applied (may hold HTML entities)."""
    date: datetime
    """When it was published, with a time zone."""
    tags: tuple[str, ...]
    """Names of its tags, as written."""

    @cached_property
    def brief(self) -> Brief:
        """What the index asks of every post."""
        return brief_of(self.recap)

    @property
    def conference(self) -> Conference | None:
        """The conference that it reports on."""
        return self.brief.conference

    @property
    def lang(self) -> str:
        """Its language, as Recap.lang says it."""
        return self.brief.lang

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Its sessions, as Recap has them."""
        return self.recap.sessions

    @property
    def link_lists(self) -> tuple[LinkList, ...]:
        """Its link lists, likewise."""
        return self.recap.link_lists

    @property
    def links(self) -> tuple[Link, ...]:
        """Its links, likewise."""
        return self.recap.links


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEntry:
    """A session and the post that reports on it."""

    session: Session
    post: Post

    @property
    def url(self) -> str:
        """Its place on the site: the post's address with the session's anchor."""
        return f"{self.post.url}#{self.session.id}" if self.session.id else self.post.url


class Sessions(Sequence[SessionEntry]):
    """Sessions of several posts, in the order of the posts and of their texts.

    A post is fetched when somebody comes to its sessions; to count them none is.
    """

    def __init__(
        self, posts: Sequence[Post], wanted: Callable[[str, Sequence[str]], bool] = lambda _kind, _names: True
    ) -> None:
        """Take those sessions of the posts that are `wanted`, by their kind and the names of who gave them."""
        self._posts, self._wanted = posts, wanted

    @property
    def talks(self) -> "Sessions":
        """Those of them that are no workshop."""
        return Sessions(self._posts, lambda kind, names: kind != "workshop" and self._wanted(kind, names))

    @property
    def workshops(self) -> "Sessions":
        """Those of them that are."""
        return Sessions(self._posts, lambda kind, names: kind == "workshop" and self._wanted(kind, names))

    def _places(self, post: Post) -> list[int]:
        return [place for place, of in enumerate(post.brief.sessions) if self._wanted(*of)]

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(len(self._places(post)) for post in self._posts)

    def __iter__(self) -> Iterator[SessionEntry]:
        """Yield them."""
        for post in self._posts:
            places = self._places(post)
            sessions = post.sessions if places else ()
            for place in places:
                yield SessionEntry(session=sessions[place], post=post)

    @overload
    def __getitem__(self, place: int) -> SessionEntry: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[SessionEntry, ...]: ...
    def __getitem__(self, place: int | slice) -> SessionEntry | tuple[SessionEntry, ...]:
        """Return one of them, or several: all are fetched for that."""
        return tuple(self)[place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where an address is linked."""

    link: Link
    post: Post
    session: str
    """The title of the session in whose part it stands, or ""."""
    link_list: str
    """The title of the link list it is an item of, or ""."""
    part: str
    """The anchor of that list or session, or ""."""

    @property
    def url(self) -> str:
        """The nearest anchor on the post's page."""
        return f"{self.post.url}#{self.part}" if self.part else self.post.url


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEntry:
    """An address and everywhere it is mentioned."""

    url: str
    kind: str
    """One of LINK_KINDS: what most mentions say that know it, the earliest post deciding between equals."""
    text: str
    """The most telling of its texts: the longest that is not the address itself."""
    note: str
    """The longest of its notes, or ""."""
    lang: str
    """The language of the recap that the text is from, as Recap.lang says it."""
    mentions: tuple[Mention, ...]
    """Newest post first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The link lists of one title (`Kafka related`), over all posts."""

    title: str
    slug: str
    links: tuple[LinkEntry, ...]


@dataclass(frozen=True, kw_only=True)
class SpeakerEntry:
    """A person and the sessions they gave; spellings that differ in case, accents or spacing are one."""

    name: str
    """The spelling used most."""
    slug: str
    spellings: frozenset[str]
    posts: tuple[Post, ...]
    """The recaps that name them, newest first."""

    @property
    def sessions(self) -> Sessions:
        """Newest post first, then in the post's order."""
        return Sessions(self.posts, lambda _kind, names: not self.spellings.isdisjoint(names))

    @cached_property
    def urls(self) -> tuple[str, ...]:
        """Where the name links to."""
        speakers = (speaker for entry in self.sessions for speaker in entry.session.speakers)
        return tuple(
            dict.fromkeys(speaker.url for speaker in speakers if speaker.url and speaker.name in self.spellings)
        )

    @property
    def last_first(self) -> tuple[str, str]:
        """The last name and those before it, as lists are sorted: a double name is one, "Jr." is none."""
        *first, last = self.name.split() or [self.name]
        if first and name_key(last) in _SUFFIXES:
            last = first.pop()
        return name_key(last), name_key(" ".join(first)) if first else ""

    @property
    def letter(self) -> str:
        """The letter they stand under, in a list by last name: `E` of Émile Ébène."""
        return self.last_first[0][:1].upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One year of a conference."""

    year: int | None
    url: str
    """The conference's own page of that year, when a post links it; else ""."""
    posts: tuple[Post, ...]
    """Newest first."""

    @property
    def sessions(self) -> Sessions:
        """What its recaps report on, newest post first, then in the post's order."""
        return Sessions(self.posts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceEntry:
    """A conference over the years."""

    name: str
    slug: str
    editions: tuple[Edition, ...]
    """Newest first; an edition of unknown year last."""
    speakers: tuple[SpeakerEntry, ...]
    """Who spoke at it, by name; each with only the sessions given there."""

    @property
    def posts(self) -> tuple[Post, ...]:
        """Its recaps, newest edition first."""
        return tuple(post for edition in self.editions for post in edition.posts)

    @property
    def sessions(self) -> Sessions:
        """What they report on, in the same order."""
        return Sessions(self.posts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferencePosts:
    """The recaps of one conference."""

    name: str
    posts: tuple[Post, ...]
    """Newest edition first, as ConferenceEntry has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another recap and what it shares with this one."""

    post: Post
    speakers: tuple[str, ...]
    """Names of speakers that both report on."""
    tags: tuple[str, ...]
    links: tuple[str, ...]
    """Addresses that both link to."""
    conference: str
    """The conference's name when both are of one conference, else ""."""
