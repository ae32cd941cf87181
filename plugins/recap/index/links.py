"""The addresses that the posts link to, everywhere each is mentioned, and the topics of link lists."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from recap.index.entries import LinkEntry, Mention, Post, Topic
from recap.index.same import address_key, grouped, most_used, name_key, slugs_of
from recap.model import LINK_KINDS, Link, LinkList, Session

Part = TypeVar("Part", Session, LinkList)


def link_entries(newest: Iterable[Post]) -> dict[str, LinkEntry]:
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


def topics_of(newest: Sequence[Post], links: Mapping[str, LinkEntry]) -> tuple[Topic, ...]:
    """Return the link lists that have a title, those of one title together, links in order of appearance."""
    titled = [listing for post in newest for listing in post.link_lists if name_key(listing.title)]
    slugs = slugs_of([listing.title for listing in reversed(titled)], "links")
    topics = [
        Topic(
            title=most_used([listing.title for listing in reversed(lists)]),
            slug=slug,
            links=tuple({key: links[key] for key in map(_key_of, _links_of(lists))}.values()),
        )
        for slug, lists in grouped(titled, lambda listing: slugs[listing.title]).items()
    ]
    return tuple(sorted(topics, key=lambda topic: (name_key(topic.title), topic.slug)))


def _key_of(link: Link) -> str:
    return address_key(link.url)
