"""The feeds of conferences, speakers and tags, and what Pelican has no format for: JSON Feed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from html import escape
from itertools import islice
from typing import Any

from markupsafe import Markup

from recap.exports import Listing, Site, plain_title, whole
from recap.exports.json_feed import Feed, FeedItem, around_items, feed_item
from recap.index import ConferencePosts, SessionEntry, SpeakerEntry
from recap.model import Link
from recap.settings import save_as
from recap.site.files.exports import site_of
from recap.site.templating.languages import language_tag, translations
from recap.site.writer import RecapWriter
from recap.words import LINK_WORDS, SESSION_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """One feed: what `{slug}` stands for, what it is of, the page that shows the same."""

    slug: str
    title: str
    home: str
    """The page's address below the site's."""
    made_of: Sequence[Any]
    """The articles, or the entry of the index, that its items are made of; they tell whether it is the same."""
    items: Callable[[], "Sequence[SessionItem]"] | None = None
    """Return its items, newest first, where they are not the articles themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionItem:
    """A session as an item of its speaker's feed, with the attributes of an article that feeds show."""

    title: str
    url: str
    date: datetime
    summary: str
    """HTML: where it was given, and its links."""
    tags: Sequence[str]

    def get_content(self, _siteurl: str) -> str:
        """Return all there is to say."""
        return self.summary


ItemOf = Callable[[Any, str], bytes]
"""Returns an article or a SessionItem, with what stands for its body, as JSON Feed shows it."""

Rows = Callable[[Site, Mapping[str, Any]], Iterable[FeedRow]]


def _of_articles(slug: str, title: str, home: str, articles: Sequence[Any], context: Mapping[str, Any]) -> FeedRow:
    shown = articles[: context["FEED_MAX_ITEMS"]]
    return FeedRow(slug=slug, title=title, home=home, made_of=shown)


def _whole_site(_site: Site, context: Mapping[str, Any]) -> Iterator[FeedRow]:
    yield _of_articles("", "", "", context["articles"], context)


def _tags(_site: Site, context: Mapping[str, Any]) -> Iterator[FeedRow]:
    for tag, articles in context["tags"]:
        yield _of_articles(tag.slug, tag.name, tag.url, articles, context)


def _conferences(site: Site, context: Mapping[str, Any]) -> Iterator[FeedRow]:
    articles = {article.url: article for article in context["articles"]}
    for slug, conference in sorted(site.index.conference_posts.items()):
        home = site.urls.get("conference", "").replace("{slug}", slug)
        yield _of_articles(slug, conference.name, home, _newest(conference, articles), context)


def _newest(conference: ConferencePosts, articles: Mapping[str, Any]) -> list[Any]:
    posts = sorted(conference.posts, key=lambda post: (post.date, post.url), reverse=True)
    return [articles[post.url] for post in posts]


def _speakers(site: Site, context: Mapping[str, Any]) -> Iterator[FeedRow]:
    word = translations(str(context["DEFAULT_LANG"])).gettext
    for entry in site.index.speakers:
        home = site.urls.get("speaker", "").replace("{slug}", entry.slug)
        items = partial(_items, entry, context["FEED_MAX_ITEMS"], word)
        yield FeedRow(slug=entry.slug, title=entry.name, home=home, made_of=[entry], items=items)


def _items(entry: SpeakerEntry, most: int | None, word: Callable[[str], str]) -> list[SessionItem]:
    return [session_item(session, word) for session in islice(entry.sessions, most)]


def session_item(entry: SessionEntry, word: Callable[[str], str]) -> SessionItem:
    """Return a session as its speaker's feed shows it; `word` translates."""
    session, conference = entry.session, entry.post.conference
    where = conference.label if conference else plain_title(entry.post)
    links = "".join(_link(link, word(LINK_WORDS[link.kind][0])) for link in session.links)
    return SessionItem(
        title=f"{session.title}, {where}",
        url=entry.url,
        date=entry.post.date,
        summary=f"<p>{escape(word(SESSION_WORDS[session.kind][0]))}, {escape(where)}</p>\n"
        + (f"<ul>\n{links}</ul>\n" if links else ""),
        tags=entry.post.tags,
    )


def _link(link: Link, kind: str) -> str:
    return f'<li>{escape(kind)}: <a href="{escape(whole(link.url))}">{escape(link.text or link.url)}</a></li>\n'


Feeds = tuple[tuple[str, str, Rows], ...]

OF_POSTS: Feeds = (
    ("conference_atom", "atom", _conferences),
    ("conference_rss", "rss", _conferences),
    ("conference_json", "json", _conferences),
    ("tag_json", "json", _tags),
    ("site_json", "json", _whole_site),
)
"""The feeds that Recap writes: key in RECAP["urls"], format, contents. Pelican has settings for the others."""

OF_SESSIONS: Feeds = (
    ("speaker_atom", "atom", _speakers),
    ("speaker_rss", "rss", _speakers),
    ("speaker_json", "json", _speakers),
)
"""The same, of feeds that hold no bodies of posts."""


RECENT = 128
"""So many items of JSON feeds stay in memory: a recap is in the feeds of its tags, its conference and the site."""


def write_feeds(writer: RecapWriter, context: Mapping[str, Any], feeds: Feeds) -> None:
    """Write those of the feeds that have an address."""
    site = site_of(context)
    item_of = lru_cache(RECENT)(lambda item, _body: feed_item(_item(item, site)))
    for name, kind, rows in feeds:
        url = site.urls.get(name, "")
        for row in rows(site, context) if url else ():
            address = url.replace("{slug}", row.slug)
            if kind != "json":
                about = {"feed_type": kind, "feed_title": row.title, "home": site.address(row.home)}
                writer.write_feed(
                    row.items or row.made_of, context, save_as(address), address, made_of=row.made_of, **about
                )
            elif not writer.keeps(save_as(address), *row.made_of, whole=True):
                make = _json(row, _feed(row, address, site, context), item_of)
                writer.write_later(save_as(address), make, *row.made_of, whole=True)


def _json(row: FeedRow, feed: Feed, item_of: ItemOf) -> Callable[[], str] | Listing:
    """Return a feed as JSON; of one of articles, which hold much, little has to be made again."""
    head, between, foot = around_items(feed)

    def said(item: Any) -> str:
        return item_of(item, _body(item)).decode()

    if not row.items:
        return Listing(head=head, posts=row.made_of, piece=said, between=between, foot=foot)
    items = row.items
    return lambda: f"{head}{between.join(map(said, items()))}{foot}"


def _feed(row: FeedRow, address: str, site: Site, context: Mapping[str, Any]) -> Feed:
    return Feed(
        title=" - ".join(filter(None, (site.title, row.title))),
        description=Markup(context.get("SITESUBTITLE") or "").striptags(),
        lang=language_tag(str(context["DEFAULT_LANG"])),
        home=site.address(row.home),
        url=site.address(address),
    )


def _body(item: Any) -> str:
    """Return what stands for the body of an article, which the preview may give another."""
    kept = getattr(item, "kept", None)
    return kept.key if kept else ""


def _item(item: Any, site: Site) -> FeedItem:
    """Return an article or a SessionItem as JSON Feed shows it."""
    return FeedItem(
        url=site.address(item.url),
        title=Markup(item.title).striptags(),
        html=item.get_content(site.url),
        summary="" if isinstance(item, SessionItem) else Markup(item.summary).striptags(),
        published=item.date,
        modified=getattr(item, "modified", None),
        authors=[author.name for author in getattr(item, "authors", ())],
        tags=[str(tag) for tag in getattr(item, "tags", ())],
        lang=language_tag(getattr(item, "lang", "")),
    )
