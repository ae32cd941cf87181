"""What the sitemap knows of each page: its address, and when it changed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from pelican.contents import Content

from recap.site.state import Written, state_of


def note_page(_path: str, context: Mapping[str, Any]) -> None:
    """Note a page that was written for the sitemap, unless it is a draft or hidden."""
    file = context["output_file"]
    content = context.get("article") or context.get("page")
    listed = not isinstance(content, Content) or content.status == "published"
    if listed and file.endswith((".html", ".htm")):
        page = context.get("articles_page") or context.get("dates_page")
        url = page.url if page else context.get("recap_page_url") or file
        shown = [content] if content else page.object_list if page else context.get("articles", ())
        entry = None if content or page else context.get("conference") or context.get("speaker")
        # When it changed is worked out when a sitemap is written, and an edit of a body writes none.
        state_of(context).run.pages.setdefault(file, partial(_written, _folder(url), shown, entry))


def _written(url: str, shown: Iterable[Any], entry: Any) -> Written:
    """Return a page that shows these posts: of a conference's or speaker's `entry` those that are its own."""
    if entry:
        own = {post.url for post in _posts(entry)}
        shown = (article for article in shown if article.url in own)
    return Written(url=url, changed=max(filter(None, map(_changed, shown)), default=None))


def _posts(entry: Any) -> Iterable[Any]:
    return entry.posts if hasattr(entry, "posts") else (given.post for given in entry.sessions)


def _changed(content: Any) -> datetime | None:
    """Return when a post or page was written or changed, as far as it says."""
    return getattr(content, "modified", getattr(content, "date", None))


def _folder(url: str) -> str:
    """Return the address that readers see of a page that is a folder's index."""
    return url.removesuffix("index.html") if url == "index.html" or url.endswith("/index.html") else url
