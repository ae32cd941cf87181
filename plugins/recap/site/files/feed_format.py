"""What Pelican's feeds lack: identities, an author, the same bytes every time, and a view for people."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from markupsafe import Markup

from recap.site.templating.languages import language_tag

STYLE = "feed.css"
"""What shows a feed in a browser, below the theme's static folder."""

_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML can hold; the feed's writer would end the build over it."""

_HEAD = re.compile(
    r"(<(?:entry|item)><title>(?P<title>[^<]*)</title>)(?=<link(?: href=\"(?P<href>[^\"]*)\"|>(?P<text>[^<]*)<))"
)
"""How an entry of Atom and an item of RSS begin, as their writer writes them."""

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def complete(feed: Any, context: Mapping[str, Any], url: str, home: str) -> Any:
    """Return the feed with an id, an author and a language, `home` being the page that shows the same."""
    author = context.get("AUTHOR") or context["SITENAME"]
    feed.feed.update(id=url, author_name=Markup(author).striptags(), link=home or feed.feed["link"])
    feed.feed["language"] = language_tag(str(context["DEFAULT_LANG"]))
    clean(feed.feed)
    if not context["articles"]:
        # The default is the time of the build.
        feed.latest_post_date = lambda: _NEVER
    return feed


def clean(values: dict[str, Any]) -> None:
    """Take out of all texts among the values, and of lists of them, the letters that XML forbids."""
    for name, value in values.items():
        if isinstance(value, str):
            values[name] = _FORBIDDEN.sub("", value)
        elif isinstance(value, list | tuple):
            values[name] = [_FORBIDDEN.sub("", str(each)) for each in value]


def styled(text: str, path: str, context: Mapping[str, Any]) -> str:
    """Return a feed's text with the instruction that shows it as a page, where the theme has the file for it.

    Browsers follow no link of Atom or RSS, but those of XHTML wherever they stand: each entry gets one, which feed
    readers, who have the other, pass over. The file is named from the feed's own folder, so that it is found
    wherever the site is looked at.
    """
    folders = (Path(context["THEME"]) / folder for folder in context["THEME_STATIC_PATHS"])
    if not any((folder / STYLE).is_file() for folder in folders):
        return text
    href = f"{'../' * path.count('/')}{context['THEME_STATIC_DIR']}/{STYLE}"
    declaration, end, rest = text.partition("?>\n")
    linked = _HEAD.sub(_with_link, rest)
    return f'{declaration}{end}<?xml-stylesheet href="{href}" type="text/css"?>\n{linked}'


def _with_link(head: re.Match[str]) -> str:
    address = head["href"] if head["text"] is None else head["text"].replace('"', "&quot;")
    return f'{head[1]}<a xmlns="http://www.w3.org/1999/xhtml" href="{address}">{head["title"]}</a>'
