"""What stands for the things that pages are made of: the same digest, the same page.

A post is told in four ways: whole, as on its own page; as a line, as lists of articles show it; as the index knows
it, by name and date; and with its sessions and links, of which the index makes its parts. What no page shows
(lines of the source, reasons) is in none of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, cached_property
from itertools import count
from typing import Any

from pelican.contents import Content
from pelican.paginator import Page as PageOfList
from pelican.paginator import Paginator
from pelican.urlwrappers import URLWrapper

from recap.index import ConferenceEntry, ConferencePosts, Edition, Post, SpeakerEntry
from recap.model import UNSEEN
from recap.site.contents import Lasting
from recap.store import digest

FEW = 16
"""A list of fewer things is told anew whenever somebody asks: to remember it takes more room than time."""

SHORT = 400
"""Letters of a text that need no digest of their own; what holds many others would grow with each."""


class Digests:
    """The digests of one run. What is asked twice is worked out once: nothing may change meanwhile."""

    def __init__(self, *, named: bool = True) -> None:
        """Begin; titles and tags of the posts of the index are not told where they are not `named`."""
        self._names = named
        self._known: dict[int, tuple[Any, str]] = {}
        self._posts: dict[int, tuple[Post, str]] = {}
        self._all: str | None = None
        self._wholes: dict[int, tuple[Content, str]] = {}
        self._never = count()

    @cached_property
    def unnamed(self) -> "Digests":
        """The same, for pages that show no title and no tag of a post of the index."""
        return Digests(named=False)

    def of(self, value: Any) -> str:
        """Return the digest of anything that a template can be handed."""
        return digest(self._text(value))

    def of_all(self, posts: tuple[Post, ...]) -> str:
        """Return the digest of all that the index makes of its posts."""
        if self._all is None:
            self._all = digest(*map(self._told, posts))
        return self._all

    def whole(self, content: Content | Post) -> str:
        """Return the digest of all that can be said of a post or page.

        That of a content is as its own page shows it, neighbours and translations included.
        """
        if isinstance(content, Post):
            return self._told(content)
        known = self._wholes.get(id(content))
        if known is None:
            known = self._wholes[id(content)] = content, self._whole(content)
        return known[1]

    def _whole(self, content: Content) -> str:
        kept = content.kept if isinstance(content, Lasting) else None
        body = kept.key if kept else f"{content._content}{sorted(map(str, content.metadata.items()))}"
        leads = isinstance(content, Lasting) and not content.leads_inside
        # As a page at the top of the site shows it: where others lead follows from that.
        shown = "" if leads else f"{content.get_content('')}{content.metadata.get('summary', '')}"
        beside = (getattr(content, "previous_recap", None), getattr(content, "next_recap", None))
        others = [self._text(each) for each in (content, *beside, *content.translations)]
        return digest(body, shown, str(content.template), *others)

    def _text(self, value: Any) -> str:
        kind: type = type(value)
        if kind in _PLAIN:
            return repr(value)
        if not (_is_shared(kind) or (isinstance(value, list | tuple) and len(value) >= FEW)):
            return _writer(kind)(self, value)
        known = self._known.get(id(value))
        if known is None:
            # The value itself is kept: another may not take its place in memory.
            known = self._known[id(value)] = value, _writer(kind)(self, value)
        return known[1]

    def _value(self, value: Any) -> str:
        kind: type = type(value)
        return kind.__name__ + self._many(getattr(value, name) for name in _shown(kind))

    def _unknown(self, _value: Any) -> str:
        return f"never twice {next(self._never)}"

    def _many(self, values: Iterable[Any]) -> str:
        text = f"[{','.join(map(self._text, values))}]"
        return text if len(text) < SHORT else digest(text)

    def _table(self, values: Mapping[Any, Any]) -> str:
        return self._many(each for item in values.items() for each in item)

    def _post(self, post: Post) -> str:
        names = (post.title, post.tags) if self._names or not hasattr(post, "parts") else ()
        return self._many((post.url, post.date, post.conference, post.lang, *names))

    def _told(self, post: Post) -> str:
        """Return what tells of a post with its parts, which are many."""
        known = self._posts.get(id(post))
        if known is None:
            known = self._posts[id(post)] = post, digest(self._text(post), self._parts_of(post))
        return known[1]

    def _parts_of(self, post: Post) -> str:
        if hasattr(post, "parts"):
            return str(getattr(post, "public" if self._names else "parts"))
        return self._text(post.recap)

    def _speaker(self, entry: SpeakerEntry) -> str:
        return self._many((entry.name, entry.slug, entry.spellings, *map(self._told, entry.posts)))

    def _edition(self, edition: Edition) -> str:
        return self._many((edition.year, edition.url, *map(self._told, edition.posts)))

    def _conference(self, entry: ConferenceEntry) -> str:
        speakers = (name for speaker in entry.speakers for name in (speaker.name, speaker.slug))
        return self._many((entry.name, entry.slug, entry.editions, *speakers))

    def _line(self, content: Content) -> str:
        """Return a post as lists show it."""
        names = [getattr(content, name, None) for name in ("url", "category", "authors", "tags")]
        if isinstance(content, Lasting):
            return f"{content.said}{self._many(names)}"
        return self._many((*names, *(getattr(content, name, None) for name in _OF_LINE)))

    def _set(self, values: Iterable[Any]) -> str:
        return f"[{','.join(sorted(map(self._text, values)))}]"

    def _named(self, thing: URLWrapper) -> str:
        return f"{type(thing).__name__} {thing.name!r} {thing.slug!r}"

    def _list_page(self, page: PageOfList) -> str:
        return self._many((page.full_name, page.base_url, page.number, page.paginator, page.object_list))

    def _paginator(self, paginator: Paginator) -> str:
        return self._many((paginator.num_pages, paginator.count))


_OF_LINE = ("title", "tagline", "date", "modified", "lang", "status")
"""What lists show of a content of others, beside its names."""


@cache
def _shown(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in UNSEEN)


def _plainly(_digests: Digests, value: Any) -> str:
    return repr(value)


def _as_text(_digests: Digests, value: str) -> str:
    return repr(str(value))


Write = Callable[[Digests, Any], str]


@cache
def _writer(kind: type) -> Write:
    """Return what tells of the values of a type."""
    found = next((write for known, write in _KINDS if issubclass(kind, known)), None)
    return found or (Digests._value if is_dataclass(kind) else Digests._unknown)


_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})
_SHARED = (Content, Post, ConferenceEntry, ConferencePosts, Edition, SpeakerEntry, URLWrapper, Paginator)
"""What many pages show."""


@cache
def _is_shared(kind: type) -> bool:
    return issubclass(kind, _SHARED)


_KINDS: tuple[tuple[type | tuple[type, ...], Write], ...] = (
    (str, _as_text),
    (date, _plainly),
    (Post, Digests._post),
    (SpeakerEntry, Digests._speaker),
    (Edition, Digests._edition),
    (ConferenceEntry, Digests._conference),
    (Content, Digests._line),
    (URLWrapper, Digests._named),
    (PageOfList, Digests._list_page),
    (Paginator, Digests._paginator),
    (Mapping, Digests._table),
    ((list, tuple), Digests._many),
    ((set, frozenset), Digests._set),
)
