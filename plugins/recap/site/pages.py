"""The pages that cross from post to post: one generator, one table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader
from pelican.generators import Generator
from pelican.writers import Writer

from recap.index import Index, build
from recap.settings import save_as
from recap.site.claims import unwritable
from recap.site.files import search
from recap.site.files.exports import site_of, write_data, write_exports
from recap.site.files.feeds import OF_POSTS, OF_SESSIONS, write_feeds
from recap.site.files.redirects import write_redirects
from recap.site.files.search_documents import documents
from recap.site.incremental.asked import AskedIndex, Later, Notebook
from recap.site.incremental.still import OF_INDEX
from recap.site.inner_links import broken
from recap.site.posts import entries
from recap.site.state import Run, State, Written, state_of
from recap.site.templating.cards import Cards, write_cards
from recap.site.templating.link_names import by_name
from recap.site.templating.structured import Structured
from recap.site.writer import RecapWriter

Row = tuple[str, dict[str, Any]]
"""The slug of one page ("" where there is only one), and what its template is handed."""


@dataclass(frozen=True, slots=True)
class Page:
    """A row of PAGES."""

    name: str
    """Its key in RECAP["urls"]."""
    template: str
    rows: Callable[[Index, Run], Iterable[Row]]
    """Every page of this kind."""


def _one(**context: Callable[[Index], Any]) -> Callable[[Index, Run], Iterable[Row]]:
    return lambda _index, run: [("", {name: Later(run.asked, value) for name, value in context.items()})]


PAGES = (
    Page("conferences", "conferences.html", _one(conferences=lambda index: index.conferences)),
    Page(
        "conference",
        "conference.html",
        lambda index, _run: ((entry.slug, {"conference": entry}) for entry in index.conferences),
    ),
    Page("talks", "talks.html", _one(sessions=lambda index: index.talks)),
    Page("workshops", "workshops.html", _one(sessions=lambda index: index.workshops)),
    Page("speakers", "speakers.html", _one(speakers=lambda index: index.speakers)),
    Page(
        "speaker",
        "speaker.html",
        lambda index, _run: ((entry.slug, {"speaker": entry}) for entry in index.speakers),
    ),
    Page("links", "links.html", _one(links=lambda index: by_name(index.links), topics=lambda index: index.topics)),
    Page("search", "search.html", _one()),
    Page("not_found", "404.html", _one()),
    Page("robots", "robots.txt", _one()),
    # The last: it lists what was written before.
    Page("sitemap", "sitemap.xml", lambda _index, run: [("", {"addresses": _addresses(run)})]),
)


UNLISTED = ("search", "not_found")
"""Pages that say nothing by themselves: they are not in the sitemap."""


def _addresses(run: Run) -> list[Written]:
    return sorted((page() for page in run.pages.values()), key=lambda page: page.url)


def lend_templates(generator: Generator) -> None:
    """Let the templates of a generator find Recap's own where the theme has none."""
    generator.env.loader.loaders.append(FileSystemLoader(str(files("recap.site") / "templates")))


class RecapPages(Generator):  # type: ignore[misc]
    """Builds the index when all posts are read, and writes the pages of PAGES when all posts are written."""

    def generate_context(self) -> None:
        """Put what is settled among all posts where every template finds it."""
        state = state_of(self.settings)
        run = state.run
        notebook = Notebook()
        run.index = build(entries(self.context["articles"], notebook), related=state.settings.related)
        run.asked, run.contents = AskedIndex(run.index, notebook), self.context["generated_content"]
        self.context["index"] = run.asked
        self.context["recap_urls"] = state.settings.urls
        self.context["cards"] = Cards(site_of(self.context))
        self.context["structured"] = Structured(self.context)

    def generate_output(self, writer: Writer) -> None:
        """Write the pages and the feeds, and name the links that lead nowhere: now all files are known."""
        state = state_of(self.settings)
        for content in filter(None, self.context["generated_content"].values()):
            state.run.warnings += broken(content, self.context)
        if not isinstance(writer, RecapWriter):
            self._write_pages(writer, state)
            return
        still = writer.still
        for part, made_of, write in (
            (OF_INDEX, still.shared, partial(self._write_pages, writer, state)),
            ("feeds of sessions", still.shared, partial(write_feeds, writer, self.context, OF_SESSIONS)),
            ("feeds of posts", still.contents, partial(write_feeds, writer, self.context, OF_POSTS)),
            ("exports", still.shared, partial(write_exports, writer, self.context)),
            ("data", still.contents, partial(write_data, writer, self.context)),
            ("cards", still.shared, partial(write_cards, writer, self.context)),
        ):
            writer.write_part(part, made_of, write)
        # After all others: a page has its address before a redirect has it.
        state.run.problems += write_redirects(writer, self.context)
        if "search" in state.settings.urls:
            writer.write_part("search", still.contents, partial(self._update_search, writer, state))

    def _write_pages(self, writer: Writer, state: State) -> None:
        for page in PAGES:
            url = state.settings.urls.get(page.name)
            if url:
                self._write(page, url, writer, state.run)

    def _update_search(self, writer: RecapWriter, state: State) -> None:
        found = documents(self.context["articles"], state.run.index, state.settings.urls)
        try:
            fault = search.update(found, Path(self.output_path), self.settings["DEFAULT_LANG"])
        except OSError as error:
            raise unwritable(error, search.FOLDER) from error
        state.run.warnings += [fault] if fault else []
        state.run.unfinished = fault is not None
        writer.note_folder(search.FOLDER)

    def _write(self, page: Page, url: str, writer: Writer, run: Run) -> None:
        template = self.env.get_template(page.template)
        for slug, context in page.rows(run.index, run):
            address = url.format(slug=slug)
            writer.write_file(
                save_as(address),
                template,
                self.context,
                relative_urls=self.settings["RELATIVE_URLS"],
                url=address,
                template_name=page.name,
                page_name=page.name,
                **context,
            )
        if page.name in UNLISTED:
            run.pages.pop(save_as(url), None)
