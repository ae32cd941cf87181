"""What the sitemap knows of each page: its address, and when it changed."""

from datetime import datetime
from typing import Any

from pelican.contents import Content

from recap.site.state import Written, state_of


def note_page(_path: str, context: dict[str, Any]) -> None:
    """Note a page that was written for the sitemap, unless it is a draft or hidden."""
    file = context["output_file"]
    content = context.get("article") or context.get("page")
    listed = not isinstance(content, Content) or content.status == "published"
    if listed and file.endswith((".html", ".htm")):
        page = context.get("articles_page") or context.get("dates_page")
        url = page.url if page else context.get("recap_page_url") or file
        changed = (
            _changed(content) if content else max(filter(None, map(_changed, _listed(context))), default=None)
        )
        state_of(context).run.pages.setdefault(file, Written(url=_folder(url), changed=changed))


def _changed(content: Any) -> datetime | None:
    """Return when a post or page was written or changed, as far as it says."""
    return getattr(content, "modified", getattr(content, "date", None))


def _listed(context: dict[str, Any]) -> list[Any]:
    """Return the posts that a page lists: those of its conference, speaker or part of a longer list, else all."""
    page = context.get("articles_page") or context.get("dates_page")
    articles = list(page.object_list if page else context.get("articles", ()))
    conference, speaker = context.get("conference"), context.get("speaker")
    if conference:
        posts = conference.posts
    elif speaker:
        posts = [given.post for given in speaker.sessions]
    else:
        return articles
    urls = {post.url for post in posts}
    return [article for article in articles if article.url in urls]


def _folder(url: str) -> str:
    """Return the address that readers see of a page that is a folder's index."""
    return url.removesuffix("index.html") if url == "index.html" or url.endswith("/index.html") else url
