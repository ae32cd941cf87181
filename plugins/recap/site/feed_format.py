"""What Pelican's feeds lack: identities, an author, the same bytes every time, and a view for people."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from markupsafe import Markup

STYLES = (("feed.xsl", "text/xsl"), ("feed.css", "text/css"))
"""What shows a feed in a browser, below the theme's static folder; the second is for browsers without XSLT."""

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def complete(feed: Any, context: Mapping[str, Any], url: str, home: str) -> Any:
    """Return the feed with an id and an author, `home` being the page that shows the same."""
    author = context.get("AUTHOR") or context["SITENAME"]
    feed.feed.update(id=url, author_name=Markup(author).striptags(), link=home or feed.feed["link"])
    if not context["articles"]:
        # The default is the time of the build.
        feed.latest_post_date = lambda: _NEVER
    return feed


def styled(text: str, path: str, context: Mapping[str, Any]) -> str:
    """Return a feed's text with the instructions that show it as a page, where the theme has the files for it.

    They are named from the feed's own folder: browsers take them from nowhere but the feed's own site.
    """
    up = "../" * path.count("/")
    folders = [Path(context["THEME"]) / folder for folder in context["THEME_STATIC_PATHS"]]
    instructions = [
        f'<?xml-stylesheet href="{up}{context["THEME_STATIC_DIR"]}/{name}" type="{kind}"?>\n'
        for name, kind in STYLES
        if any((folder / name).is_file() for folder in folders)
    ]
    declaration, end, rest = text.partition("?>\n")
    return f"{declaration}{end}{''.join(instructions)}{rest}"
