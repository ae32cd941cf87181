"""What every export is made of: the index, and where the site is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from recap.index import Index, Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A text about many posts, the same piece for each wherever it stands."""

    head: str
    posts: Sequence[Any]
    """Posts, or articles."""
    piece: Callable[[Any], str]
    """Return what there is to say of a post; "" where there is nothing."""
    between: str = ""
    """What stands between two pieces that say something."""
    foot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to be written."""

    slug: str = ""
    """What `{slug}` stands for in its address."""
    text: Callable[[], str] | Listing
    """Return its text; where it is long it is a listing, of which little has to be made again."""
    post: Post | None = None
    """The one post that it shows, where it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site as its exports know it."""

    title: str
    """Its name, as plain text."""
    url: str
    """Its address without a slash at the end; "" where it is not known, then addresses begin with `/`."""
    index: Index
    lang: str = ""
    """The language of its interface, as Pelican's DEFAULT_LANG says it."""
    urls: Mapping[str, str]
    """Page name -> address below the site's, as RECAP["urls"] gives them."""

    def address(self, url: str) -> str:
        """Return the whole address of what is at `url` below the site's."""
        return f"{self.url}/{url}"

    def page(self, name: str, slug: str = "") -> str:
        """Return the whole address of a page of RECAP["urls"], or "" where it is switched off."""
        url = self.urls.get(name)
        return self.address(url.replace("{slug}", slug)) if url else ""


def beside(url: str) -> str:
    """Return the folder of what is published beside a recap at `url`: that without the ending, its alone."""
    return url.removesuffix("index.html").removesuffix(".html").strip("/") or "index"


def plain_title(post: Post) -> str:
    """Return a post's title as plain text: Pelican's may hold entities."""
    return unescape(post.title)


def whole(url: str) -> str:
    """Return an outside address that means the same out of the page: one without a scheme gets https."""
    return f"https:{url}" if url.startswith("//") else url
