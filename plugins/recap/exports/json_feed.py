"""JSON Feed 1.1 (jsonfeed.org)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recap.exports.text import json_around, json_item


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """What a feed says of one recap or session."""

    url: str
    """The whole address of the page, which is also what tells the item from others."""
    title: str
    """Plain text."""
    html: str
    """The content; its links lead somewhere from anywhere."""
    summary: str
    """Plain text, or ""."""
    published: datetime
    """With a time zone."""
    modified: datetime | None = None
    authors: Sequence[str] = ()
    tags: Sequence[str] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, but for its items."""

    title: str
    description: str
    lang: str
    home: str
    """The whole address of the page that shows the same."""
    url: str
    """The feed's own whole address."""


def around_items(feed: Feed) -> tuple[str, str, str]:
    """Return what stands before, between and after the items, which are newest first, as `feed_item` has them."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.description,
        "language": feed.lang,
    }
    return json_around(_said(head), "items")


def feed_item(item: FeedItem) -> bytes:
    """Return an item as it stands in every feed that has it."""
    said = {
        "title": item.title,
        "summary": item.summary,
        "date_modified": item.modified.isoformat() if item.modified else "",
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.tags),
        "language": item.lang,
    }
    always = {"id": item.url, "url": item.url, "content_html": item.html}
    return json_item({**always, "date_published": item.published.isoformat(), **_said(said)}).encode()


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
