"""What is settled among all posts once they are read: one address for each, neighbours, and the index."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise
from typing import Any

from pelican.contents import Article, Content
from pelican.generators import ArticlesGenerator, PagesGenerator

from recap.errors import Problem
from recap.index import Brief, Post
from recap.model import Link, LinkList, Recap, Session
from recap.settings import Settings, save_as
from recap.site.contents import Lasting
from recap.site.faults import line_of
from recap.site.incremental.asked import Notebook
from recap.site.names import tell_apart
from recap.site.state import Run, shown, state_of
from recap.store import Kept

_ARTICLES = (
    "articles",
    "translations",
    "hidden_articles",
    "hidden_translations",
    "drafts",
    "drafts_translations",
)
_PAGES = ("pages", "translations", "hidden_pages", "hidden_translations", "draft_pages", "draft_translations")


def settle_articles(generator: ArticlesGenerator) -> None:
    """Give each address to one post, and each tag, category and author one name."""
    _settle(generator, _ARTICLES)
    contents = _oldest_first(_contents(generator, _ARTICLES))
    tell_apart(contents)
    for content in contents:
        if isinstance(content, Lasting):
            content.settle()


def settle_pages(generator: PagesGenerator) -> None:
    """Give each address to one page."""
    _settle(generator, _PAGES)


def _settle(generator: ArticlesGenerator | PagesGenerator, lists: Iterable[str]) -> None:
    """Take out, and name, what wants an address that an older post or a page of the site has."""
    state = state_of(generator.settings)
    of_site = reserved(generator.settings, state.settings)
    for content in _oldest_first(_contents(generator, lists)):
        problem = _claim(content, state.run, of_site)
        if problem:
            state.run.problems.append(problem)
            _remove(generator, lists, content)


def _contents(generator: ArticlesGenerator | PagesGenerator, lists: Iterable[str]) -> list[Content]:
    return list(chain.from_iterable(getattr(generator, name) for name in lists))


def _oldest_first(contents: Iterable[Content]) -> list[Content]:
    return sorted(
        contents, key=lambda content: (hasattr(content, "date") and content.date.timestamp(), str(content))
    )


def _claim(content: Content, run: Run, of_site: Mapping[str, str]) -> Problem | None:
    """Give the content its address; return why it cannot have it."""
    address, source = content.save_as, shown(content.source_path)
    holder = run.addresses.get(address)
    if holder is None and address in of_site and not hasattr(content, "override_save_as"):
        holder = of_site[address]
    if holder is None or not address:
        run.addresses[address] = source
        return None
    message = f"its address {content.url} is that of {holder} already"
    return Problem(
        path=source, line=line_of(source, "slug"), message=message, hint="give one of them another `Slug`"
    )


def _remove(generator: ArticlesGenerator | PagesGenerator, lists: Iterable[str], content: Content) -> None:
    generator.context["generated_content"][content.get_relative_source_path()] = None
    for name in lists:
        # In place: Pelican's context holds the same lists.
        getattr(generator, name)[:] = [kept for kept in getattr(generator, name) if kept is not content]
    for kept in _contents(generator, lists):
        kept.translations = [other for other in kept.translations if other is not content]


def reserved(pelican: Mapping[str, Any], settings: Settings) -> dict[str, str]:
    """Return the output files of the pages that the site has whatever is written, each with what it is."""
    direct = (
        (name, pelican.get(f"{name.upper()}_SAVE_AS", f"{name}.html")) for name in pelican["DIRECT_TEMPLATES"]
    )
    ours = ((name, save_as(url)) for name, url in settings.urls.items() if "{slug}" not in url)
    return {file: f"the site's page {name!r}" for name, file in chain(direct, ours) if file}


def lead_inside(contents: Mapping[str, Content | None]) -> None:
    """Let each body that leads to files of the site say so, in the same order with every build.

    A file that bodies attach goes to the first that asks, and before Pelican copies it.
    """
    for content in filter(None, contents.values()):
        if not isinstance(content, Lasting) or content.leads_inside:
            str(content.content)


def join_neighbours(articles: Iterable[Article]) -> None:
    """Set `previous_recap` and `next_recap` of each article, by date."""
    ordered = _oldest_first(articles)
    for article in ordered:
        article.previous_recap = article.next_recap = None
    for before, after in pairwise(ordered):
        before.next_recap, after.previous_recap = after, before


class Listed(list[Any]):
    """Articles of which it is quickly said whether one is among them: Pelican asks that of each for every tag."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """List the articles; none is added later."""
        super().__init__(articles)
        self._known = set(map(id, self))

    def __contains__(self, article: object) -> bool:
        """Whether the article is in the list."""
        return id(article) in self._known


def list_quickly(generator: ArticlesGenerator) -> None:
    """Let the lists of tags, categories and authors be such lists."""
    generator.tags = {tag: Listed(articles) for tag, articles in generator.tags.items()}
    for name in ("categories", "authors"):
        setattr(generator, name, [(thing, Listed(articles)) for thing, articles in getattr(generator, name)])
    generator._update_context(("tags", "categories", "authors"))


def entries(articles: Iterable[Article], notebook: Notebook) -> Iterator[Post]:
    """Yield what the index wants of the articles that have a recap; Pelican's list has each translation once.

    Where a page asks for what few pages show of other posts, it is noted in the notebook.
    """
    for article in articles:
        if isinstance(article, Lasting) and article.kept:
            yield LaterPost(article, article.kept, notebook)
        elif article.recap:
            tags = _tags(article)
            yield Post(recap=article.recap, url=article.url, title=article.title, date=article.date, tags=tags)


def _tags(article: Article) -> tuple[str, ...]:
    return tuple(tag.name for tag in getattr(article, "tags", ()))


class LaterPost(Post):
    """A post whose recap is fetched when somebody asks for more of it than the index asks of every post."""

    __slots__ = ("_article", "_kept", "_notebook")
    _article: Lasting
    _kept: Kept
    _notebook: Notebook

    def __init__(self, article: Lasting, kept: Kept, notebook: Notebook) -> None:
        """Stand for the article, which was read as `kept`."""
        own = {"_article": article, "_kept": kept, "_notebook": notebook}
        for name, value in {"url": article.url, "date": article.date, **own}.items():
            object.__setattr__(self, name, value)

    @property
    def recap(self) -> Recap:
        """What it says."""
        self._notebook.names()
        return self._recap

    @property
    def _recap(self) -> Recap:
        recap = self._article.recap
        assert recap
        return recap

    @property
    def title(self) -> str:
        """Its title."""
        self._notebook.names()
        return str(self._article.title)

    @property
    def tags(self) -> tuple[str, ...]:
        """Names of its tags, as written."""
        self._notebook.names()
        return _tags(self._article)

    @property
    def public(self) -> str:
        """A digest of what pages can show of its recap."""
        return self._kept.traits.public

    @property
    def parts(self) -> str:
        """A digest of what they can show of its sessions, link lists and links."""
        return self._kept.traits.parts

    @property
    def brief(self) -> Brief:
        """What the index asks of every post."""
        return self._kept.traits.brief

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Its sessions."""
        return self._recap.sessions

    @property
    def link_lists(self) -> tuple[LinkList, ...]:
        """Its link lists."""
        return self._recap.link_lists

    @property
    def links(self) -> tuple[Link, ...]:
        """Its links."""
        return self._recap.links
