"""Writes whole files, and only those that differ: modification times tell what changed on the site."""

import io
import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from pelican.contents import Content
from pelican.utils import sanitised_join
from pelican.writers import Writer

from recap.errors import Problem, RecapError
from recap.site.feed_format import clean, complete, styled
from recap.site.gate import blame
from recap.site.state import Run, Written, shown, state_of


class RecapWriter(Writer):  # type: ignore[misc]
    """Pelican's writer; two pages with one address, and a page that cannot be rendered, do not end the build."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        """Write below `output_path`; Pelican calls this."""
        super().__init__(output_path, settings)
        self._owner = self._home = ""
        self._finish: Callable[[str], str] = str
        self._owners: dict[str, str] = {}

    @property
    def _run(self) -> Run:
        return state_of(self.settings).run

    def write_file(
        self, name: str, template: Any, context: Any, *args: Any, url: str | None = None, **kwargs: Any
    ) -> None:
        """Render and write a page, or all pages of a paginated one; an error in a template is named with it."""
        self._owner = _owner(name, kwargs)
        try:
            super().write_file(name, template, context, *args, url=url, recap_page_url=url, **kwargs)
        except OSError as error:
            raise _unwritable(error, name) from error
        except Exception as error:
            self._run.problems.append(blame(self._run, self._owner, error))

    def write_feed(
        self, elements: Any, context: Any, path: str | None = None, *args: Any, home: str = "", **kwargs: Any
    ) -> Any:
        """Write one feed; `home` is the address of the page that shows the same, if it is not the site's first."""
        self._owner, self._home = f"the feed {path}", home
        self._finish = partial(styled, path=str(path), context=context)
        try:
            return super().write_feed(elements, context, path, *args, **kwargs)
        except OSError as error:
            raise _unwritable(error, str(path)) from error
        finally:
            self._finish = str

    def _create_new_feed(self, feed_type: str, feed_title: str | None, context: Any) -> Any:
        feed = super()._create_new_feed(feed_type, feed_title, context)
        return complete(feed, context, self.feed_url, self._home)

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:
        super()._add_item_to_the_feed(feed, item)
        # A person without a name is none.
        feed.items[-1]["author_name"] = feed.items[-1]["author_name"] or None
        clean(feed.items[-1])

    def write_text(self, name: str, text: str) -> None:
        """Write a file that no template makes."""
        self.write_bytes(name, text.encode())

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write a file that is no text; one that another page has is left alone."""
        self._owner = f"the file {name}"
        path = Path(sanitised_join(self.output_path, name))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if self._claim(str(path)):
                replace(path, data)
        except OSError as error:
            raise _unwritable(error, name) from error

    def holder(self, name: str) -> str | None:
        """Return what has the file below the output folder already, in words; None when it is free."""
        return self._owners.get(sanitised_join(self.output_path, name))

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> io.StringIO:
        """Return where Pelican writes the text of a page to; another page's file is left alone.

        With `override` a page takes the place of one without, as `Save_as` in a post's front matter means it.
        """
        return _Page(Path(filename), encoding, self._finish) if self._claim(filename, override) else io.StringIO()

    def _claim(self, filename: str, override: bool = False) -> bool:
        """Give the file to the page that is being written; return False when another has it."""
        if filename in self._owners and (not override or filename in self._overridden_files):
            if filename not in self._overridden_files or override:
                self._run.problems.append(_collision(filename, self._owners[filename], self._owner))
            return False
        if override:
            self._overridden_files.add(filename)
        self._owners[filename] = self._owner
        return True


class _Page(io.StringIO):
    """Text that becomes a file when it is whole."""

    def __init__(self, path: Path, encoding: str, finish: Callable[[str], str]) -> None:
        super().__init__()
        self._path, self._encoding, self._finish = path, encoding, finish

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            replace(self._path, self._finish(self.getvalue()).encode(self._encoding))
        super().__exit__(kind, error, trace)


def replace(path: Path, data: bytes) -> None:
    """Make `data` the content of the file at once, unless it is already."""
    if path.is_file() and path.read_bytes() == data:
        return
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        new.write_bytes(data)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


_THINGS = ("tag", "author", "category")


def _owner(name: str, kwargs: dict[str, Any]) -> str:
    """Return what a page is, in words: its source file, or `the tag C++`."""
    for content in (kwargs.get("article"), kwargs.get("page")):
        if isinstance(content, Content):
            return shown(content.source_path)
    thing = next((thing for thing in _THINGS if kwargs.get(thing)), None)
    return f"the page of the {thing} {kwargs[thing]}" if thing else f"the page {name}"


def _collision(filename: str, first: str, second: str) -> Problem:
    return Problem(
        path=shown(filename),
        line=None,
        message=f"two pages have this address: {first}, which is kept, and {second}",
        hint="give one of them another `Slug`, or change an address in the settings",
    )


def _unwritable(error: OSError, name: str) -> RecapError:
    path = shown(error.filename) if error.filename else name
    message = f"cannot be written: {error.strerror or error}"
    return RecapError(Problem(path=path, line=None, message=message, hint="mend that and build again"))


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
