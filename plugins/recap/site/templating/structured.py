"""What templates put into a page's head for machines: the page's subject as JSON-LD, and its card."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from recap.exports import Site, beside
from recap.exports.structured import (
    Crumb,
    Node,
    Posting,
    breadcrumbs,
    collection,
    graph,
    posting,
    profile,
    series,
    website,
)
from recap.exports.text import json_in_html
from recap.index import ConferenceEntry, SpeakerEntry
from recap.site.files.exports import site_of
from recap.site.templating.cards import Card
from recap.site.templating.languages import language_tag, translations


class Structured:
    """The template's `structured`: a method for each kind of page, which returns a `script` element."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        """Take the site from Pelican's context, when the index is in it."""
        self._site: Site = site_of(context)
        self._lang = str(context["DEFAULT_LANG"])
        self._word = translations(self._lang).gettext
        self._subtitle = _plain(context.get("SITESUBTITLE") or "")

    def data_url(self, article: Any) -> str:
        """Return where an article is as data, below the site's address; "" for a draft and what is no recap."""
        url = self._site.urls.get("data", "")
        listed = self._site.index.by_url.get(article.url)
        return url.replace("{slug}", beside(article.url)) if listed else ""

    def recap(self, article: Any, description: str, image: Card | None = None) -> Markup:
        """Return what an article is about, with the way to it: by its conference where it has one."""
        recap = article.recap
        url = self._site.address(article.url)
        about = Posting(
            url=url,
            title=_plain(article.title),
            description=_plain(description),
            published=article.date,
            modified=getattr(article, "modified", None),
            lang=language_tag(article.lang),
            authors=[(author.name, self._site.address(author.url)) for author in getattr(article, "authors", ())],
            tags=[tag.name for tag in getattr(article, "tags", ())],
            image=self._site.address(image.url) if image else "",
        )
        way = self._conference_way(recap.conference.name) if recap and recap.conference else ()
        return _script(posting(self._site, about, recap), self._crumbs(*way, (about.title, url)))

    def _conference_way(self, name: str) -> tuple[Crumb, ...]:
        slug = self._site.index.conference_slugs.get(name, "")
        pages = [(self._word("Conferences"), self._site.page("conferences"))]
        pages += [(name, self._site.page("conference", slug))] if slug else []
        return tuple(page for page in pages if page[1])

    def conference(self, entry: ConferenceEntry) -> Markup:
        """Return a conference over the years."""
        return _script(series(self._site, entry), self._crumbs(*self._conference_way(entry.name)))

    def speaker(self, entry: SpeakerEntry) -> Markup:
        """Return a person and their sessions."""
        above = (self._word("Speakers"), self._site.page("speakers"))
        here = (entry.name, self._site.page("speaker", entry.slug))
        return _script(profile(self._site, entry), self._crumbs(*([above] if above[1] else []), here))

    def site(self) -> Markup:
        """Return the whole site, for its first page."""
        return _script(website(self._site, self._subtitle, language_tag(self._lang)))

    def collection(self, url: str, title: str, description: str) -> Markup:
        """Return a page that lists things; `url` is its address below the site's."""
        address, name = self._site.address(url), _plain(title)
        page = collection(self._site, address, name, _plain(description))
        return _script(page, self._crumbs((name, address)))

    def _crumbs(self, *pages: Crumb) -> Node:
        return breadcrumbs([(self._site.title, self._site.address("")), *pages])


def _script(*nodes: Node) -> Markup:
    return Markup(f'<script type="application/ld+json">{json_in_html(graph(*nodes))}</script>')


def _plain(html: str) -> str:
    return Markup(html).striptags()
