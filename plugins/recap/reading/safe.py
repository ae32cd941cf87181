"""What a page never takes over from a text: addresses that run as script; raw HTML, where the site wants none."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

import nh3
from bs4 import BeautifulSoup

from recap.reading.annotate import inner_html
from recap.reading.options import ReadingOptions
from recap.reading.tree import tree_of

_RUNS = re.compile(
    r"(?:javascript|vbscript|livescript|mocha):|data:(?!(?:image/(?!svg)|audio/|video/|font/))", re.I
)
"""What an address begins with that runs as script, or is a page of its own, when it is followed or shown."""

_PASSED_OVER = dict.fromkeys([*range(0x21), 0x7F, 0xAD, *range(0x200B, 0x2010), 0x2028, 0x2029, 0x2060, 0xFEFF])
"""Characters that browsers, or people who copy it, pass over in an address."""

_ADDRESSES = frozenset(["href", "src", "action", "formaction", "data", "poster", "background", "xlink:href"])
"""Attributes that are followed or shown."""

_ODD = re.compile(
    r"=(?<=[fcnardFCNARD\s/]=)\s*+(?!['\"]?+(?:https?:|mailto:|[\w./%{}|#-]*['\"/?#>]))",
)
"""An attribute whose name ends as one of _ADDRESSES does, and whose value does not begin as most addresses do."""

PLAYERS = frozenset(
    [
        *("www.youtube.com", "youtube.com", "www.youtube-nocookie.com", "player.vimeo.com", "media.ccc.de"),
        *("archive.org", "www.dailymotion.com", "geo.dailymotion.com", "player.twitch.tv"),
        *("speakerdeck.com", "www.slideshare.net"),
    ]
)
"""Hosts whose players of recordings and slides stay where a site wants no raw HTML."""

_SCHEMES = frozenset(
    [
        "http",
        "https",
        "mailto",
        "tel",
        "ftp",
        "sftp",
        "irc",
        "ircs",
        "xmpp",
        "sip",
        "sips",
        "geo",
        "magnet",
        "matrix",
        "news",
        "data",
    ]
)
_TAGS = frozenset(
    ["address", "audio", "iframe", "input", "label", "picture", "section", "source", "tfoot", "track", "video"]
)
_ATTRIBUTES = {
    "*": "class dir id lang role style title",
    "a": "href name rel target download",
    "audio": "controls src loop muted preload",
    "iframe": "allow allowfullscreen height loading src width",
    "img": "alt height loading sizes src srcset width",
    "input": "checked disabled",
    "ol": "start reversed type",
    "source": "media sizes src srcset type",
    "td": "align colspan headers rowspan",
    "th": "align colspan headers rowspan scope",
    "track": "default kind label src srclang",
    "video": "controls height loop muted poster preload src width",
}
_STYLES = (
    *("clear", "display", "float", "height", "list-style-type", "margin", "margin-bottom", "margin-left"),
    *("margin-right", "margin-top", "max-width", "text-align", "text-decoration", "vertical-align", "width"),
)
_LEFT_OVER = re.compile(r'<iframe(?: (?!src=)[\w-]+="[^"]*")*></iframe>|<input(?: (?!type=)[\w-]+="[^"]*")*>')
"""A player of nothing, and a field that is no task's."""


def runs_script(address: str) -> bool:
    """Tell whether following or showing an address would run what stands in it."""
    return _RUNS.match(address.translate(_PASSED_OVER)) is not None


def safe_tree(html: str, options: ReadingOptions) -> BeautifulSoup:
    """Return the tree of a page's part, without what must not be on a page."""
    html = html if options.raw_html else _cleaned(html)
    soup = tree_of(html)
    _disarm(soup, html)
    return soup


def safe_html(html: str, options: ReadingOptions) -> str:
    """Return `html` without what must not be on a page: as it was, where there is nothing of that."""
    html = html if options.raw_html else _cleaned(html)
    if not _may_run(html):
        return html
    soup = tree_of(html)
    _disarm(soup, html)
    return inner_html(soup.body or soup)


def _disarm(soup: BeautifulSoup, html: str) -> None:
    """Take every address that runs as script from the tree of `html`: its words stay, and lead nowhere."""
    for tag in soup.find_all(True) if _may_run(html) else ():
        for name in [name for name, value in tag.attrs.items() if name in _ADDRESSES and runs_script(str(value))]:
            del tag[name]


def _may_run(html: str) -> bool:
    """Tell whether some address in `html` could; quick, and always right where it says no."""
    return _ODD.search(html) is not None


def _cleaned(html: str) -> str:
    return _LEFT_OVER.sub("", _cleaner().clean(html))


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    """Return what keeps of HTML all that Markdown makes, and what says how text is to be understood."""
    ours = {tag: set(names.split()) for tag, names in _ATTRIBUTES.items()}
    usual = nh3.ALLOWED_ATTRIBUTES
    return nh3.Cleaner(
        tags={*nh3.ALLOWED_TAGS, *_TAGS},
        attributes={tag: ours.get(tag, set()) | usual.get(tag, set()) for tag in {*ours, *usual}},
        clean_content_tags={"script", "style", "template", "noscript", "noembed", "noframes", "object"},
        attribute_filter=_kept,
        strip_comments=False,
        link_rel=None,
        generic_attribute_prefixes={"data-", "aria-"},
        tag_attribute_values={"input": {"type": {"checkbox"}}},
        url_schemes=set(_SCHEMES),
        filter_style_properties=set(_STYLES),
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    if name in _ADDRESSES and runs_script(value):
        return None
    if tag == "iframe" and name == "src" and _host(value) not in PLAYERS:
        return None
    return value


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
