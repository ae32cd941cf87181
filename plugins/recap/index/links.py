"""The addresses that the posts link to, everywhere each is mentioned, and the topics of link lists."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from recap.index.entries import LinkEntry, Mention, Post, Topic
from recap.index.same import address_key, grouped, most_used, name_key, slugs_of
from recap.model import LINK_KINDS, Link, LinkList, Session

Part = TypeVar("Part", Session, LinkList)


@dataclass(frozen=True, slots=True)
class Linked:
    """What all posts link to."""

    links: Mapping[str, LinkEntry]
    """Every address by its key."""
    topics: tuple[Topic, ...]
    """The link lists that have a title, by title."""


def linked(newest: Iterable[Post]) -> Linked:
    """Return what the posts link to; each is gone through once."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    titled: list[Titled] = []
    same: dict[tuple[str, ...], Link] = {}
    for post in newest:
        for mention in mentions(post, partial(_as_shown, same)):
            groups[address_key(mention.link.url)].append(mention)
        titled += [(each.title, _keys(each)) for each in post.link_lists if name_key(each.title)]
    # One after the other: mentions are many.
    links = {key: _link_entry(groups.pop(key)) for key in [*groups]}
    return Linked(links, _topics(titled, links))


def _as_shown(same: dict[tuple[str, ...], Link], link: Link) -> Link:
    """Return a link without its line and reason: one value for all that are alike."""
    shown = link.url, link.text, link.kind, link.note
    if shown not in same:
        same[shown] = replace(link, line=0, reason="")
    return same[shown]


def mentions(post: Post, shown: Callable[[Link], Link] = lambda link: link) -> Iterator[Mention]:
    """Yield every mention of an address in one post once, in the order of the text, its link as `shown` has it."""
    sessions, lists = _parts(post.sessions), _parts(post.link_lists)
    every = [*post.links, *_links_of(post.sessions), *_links_of(post.link_lists)]
    # The same link stands in several places of a recap; the list's own has the note, and comes last.
    places = {(link.line, link.url): link for link in every}
    for place in sorted(places, key=lambda place: place[0]):
        session, link_list = sessions.get(place), lists.get(place)
        part = link_list or session
        yield Mention(
            link=shown(places[place]),
            post=post,
            session=session.title if session else "",
            link_list=link_list.title if link_list else "",
            part=part.id if part else "",
        )


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
        url=most_used([link.url for link in links]),
        kind=most_used(kinds),
        text=telling.link.text,
        note=max((link.note for link in links), key=len),
        lang=telling.post.lang,
        mentions=tuple(places),
    )


def _telling(text: str) -> tuple[bool, int]:
    """Order texts by how much they say: an address says least."""
    return bool(text) and "://" not in text, len(text)


def by_kind_and_text(entry: LinkEntry) -> tuple[int, str, str]:
    """Order links by kind in the order of LINK_KINDS, then by text."""
    return LINK_KINDS.index(entry.kind), name_key(entry.text), entry.url


Titled = tuple[str, Sequence[str]]
"""The title of a link list, and the keys of its addresses."""


def _keys(link_list: LinkList) -> Sequence[str]:
    return [address_key(link.url) for link in link_list.links]


def _topics(titled: Sequence[Titled], links: Mapping[str, LinkEntry]) -> tuple[Topic, ...]:
    """Return the link lists of one title together, links in order of appearance; the newest post's come first."""
    slugs = slugs_of([title for title, _ in reversed(titled)], "links")
    topics = [
        Topic(
            title=most_used([title for title, _ in reversed(lists)]),
            slug=slug,
            links=tuple({key: links[key] for _, keys in lists for key in keys}.values()),
        )
        for slug, lists in grouped(titled, lambda each: slugs[each[0]]).items()
    ]
    return tuple(sorted(topics, key=lambda topic: (name_key(topic.title), topic.slug)))
