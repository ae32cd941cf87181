"""The files for other programs: a table like that of the pages, of pure functions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from recap.exports import File, Listing, Site, beside, data, link_tables, videos
from recap.index import Post
from recap.settings import save_as
from recap.site.state import state_of
from recap.site.writer import RecapWriter


@dataclass(frozen=True, slots=True)
class Export:
    """A row of EXPORTS."""

    name: str
    """Its key in RECAP["urls"]."""
    files: Callable[[Site], Iterable[File]]
    """Every file of this kind."""


EXPORTS = (
    Export("site_data", data.whole_site),
    Export("schema", data.schema),
    Export("links_csv", link_tables.links_csv),
    Export("bookmarks", link_tables.bookmarks),
    Export("video", videos.videos),
)


def site_of(pelican: Mapping[str, Any]) -> Site:
    """Return the site as its exports know it, of Pelican's settings or context.

    What is made for a template has the index that notes what it is asked.
    """
    state = state_of(pelican)
    return Site(
        title=Markup(pelican["SITENAME"]).striptags(),
        url=pelican["SITEURL"].rstrip("/"),
        lang=str(pelican["DEFAULT_LANG"]),
        index=pelican.get("index") or state.run.index,
        urls=state.settings.urls,
    )


def write_exports(writer: RecapWriter, pelican: Mapping[str, Any]) -> None:
    """Write the files of EXPORTS that have an address."""
    site = site_of(pelican)
    for export in EXPORTS:
        url = site.urls.get(export.name)
        if url:
            for file in export.files(site):
                name, shown = save_as(url.replace("{slug}", file.slug)), _shown(file)
                if not writer.keeps(name, *shown, whole=True):
                    writer.write_later(name, file.text, *shown, whole=True)


def _shown(file: File) -> Sequence[Post]:
    if isinstance(file.text, Listing):
        return file.text.posts
    return [file.post] if file.post else []


def write_data(writer: RecapWriter, context: Mapping[str, Any]) -> None:
    """Write each recap as data."""
    site = site_of(context)
    url = site.urls.get("data")
    for article in context["articles"] if url else ():
        name = save_as(str(url).replace("{slug}", beside(article.url)))
        if not writer.keeps(name, article, whole=True) and article.url in site.index.by_url:
            text = partial(data.one_recap, site, site.index.by_url[article.url])
            writer.write_later(name, text, article, whole=True)
