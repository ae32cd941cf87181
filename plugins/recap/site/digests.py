"""What stands for the things that pages are made of: the same digest, the same page.

A post is told in three ways: whole, as on its own page; as a line, as lists of articles show it; and as the index
knows it, by name and date. What no page shows (lines of the source, reasons) is in none of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from itertools import count
from typing import Any

from pelican.contents import Content
from pelican.paginator import Page as PageOfList
from pelican.paginator import Paginator
from pelican.urlwrappers import URLWrapper

from recap.index import Mention, Post, SessionEntry
from recap.model import UNSEEN
from recap.site.contents import Lasting
from recap.store import digest

SHORT = 400
"""Letters of a text that need no digest of their own; what holds many others would grow with each."""


class Digests:
    """The digests of one run. What is asked twice is worked out once: nothing may change meanwhile."""

    def __init__(self) -> None:
        """Begin."""
        self._known: dict[int, tuple[Any, str]] = {}
        self._posts: dict[int, str] = {}
        self._wholes: dict[int, tuple[Content, str]] = {}
        self._never = count()

    def of(self, value: Any) -> str:
        """Return the digest of anything that a template can be handed."""
        return digest(self._text(value))

    def whole(self, content: Content) -> str:
        """Return the digest of a post or page as its own page shows it, neighbours and translations included."""
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
        if kind is Mention:
            return self._mention(value)  # they are more than all else, and asked for once
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
        return self._many((post.url, post.title, post.date, post.tags, post.conference, post.lang))

    def _session(self, entry: SessionEntry) -> str:
        told = self._told(entry.post)
        return f"{told}{entry.session.title!r}{entry.session.id!r}" if told else self._value(entry)

    def _mention(self, mention: Mention) -> str:
        told = self._told(mention.post)
        return f"{told}{mention.url!r}{mention.link.url!r}" if told else self._value(mention)

    def _told(self, post: Post) -> str:
        """Return a digest of all that pages can show of a post's parts, which are many; "" where there is none."""
        public = getattr(post, "public", "")
        if public and id(post) not in self._posts:
            self._posts[id(post)] = digest(self._text(post), public)
        return self._posts.get(id(post), "")

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
_KINDS: tuple[tuple[type | tuple[type, ...], Write], ...] = (
    (str, _as_text),
    (date, _plainly),
    (Post, Digests._post),
    (SessionEntry, Digests._session),
    (Mention, Digests._mention),
    (Content, Digests._line),
    (URLWrapper, Digests._named),
    (PageOfList, Digests._list_page),
    (Paginator, Digests._paginator),
    (Mapping, Digests._table),
    ((list, tuple), Digests._many),
    ((set, frozenset), Digests._set),
)
