"""Writes whole files, and only those that differ: modification times tell what changed on the site."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace as replaced
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.contents import Content
from pelican.writers import Writer

from recap.exports import Listing
from recap.files import Write
from recap.index import Post
from recap.site.claims import Claims, unwritable
from recap.site.files.feed_format import clean, complete, styled
from recap.site.gate import blame
from recap.site.incremental.inputs import Trust
from recap.site.incremental.listings import listed
from recap.site.incremental.outputs import MadeOf, fill
from recap.site.incremental.still import Still
from recap.site.page_files import PageFile, Sink
from recap.site.rendering import Page, Task
from recap.site.state import Run, State, shown, state_of
from recap.store import Output, digest


class RecapWriter(Writer):  # type: ignore[misc]
    """Pelican's writer; it writes what has changed, and one page that cannot be written does not end the build."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        """Write below `output_path`; Pelican calls this."""
        super().__init__(output_path, settings)
        self._owner = self._home = self._part = ""
        self._following: Task | Output | None = None
        """What becomes of the page that Pelican is about to write, instead of its text."""
        self._sink: Sink | None = None
        """Where the text of a feed goes, instead of into a file."""

    @cached_property
    def _state(self) -> State:
        return state_of(self.settings)

    @property
    def _run(self) -> Run:
        return self._state.run

    @cached_property
    def claims(self) -> Claims:
        """Which page has which file."""
        return Claims(self.output_path, self._run.problems.append)

    @cached_property
    def still(self) -> Still:
        """What of the last build still holds."""
        return Still(self._state)

    # Pages

    def write_file(
        self, name: str, template: Any, context: Any, *args: Any, url: str | None = None, **kwargs: Any
    ) -> None:
        """Write a page, or all pages of a paginated one; an error in a template is named with it."""
        self._owner = _owner(name, kwargs)
        if self._stays(name, context, kwargs) or self._list_stays(name, kwargs):
            return
        stand_in, part = _Template(partial(self._page, template, context)), self._part
        self._part = part or ("" if _of_post(kwargs) else name)
        try:
            super().write_file(name, stand_in, context, *args, url=url, recap_page_url=url, **kwargs)
        except OSError as error:
            raise unwritable(error, name) from error
        except Exception as error:
            self._run.problems.append(blame(self._run, self._owner, error))
        finally:
            self._part = part

    def _stays(self, name: str, context: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
        """Leave a post's page as it is where nothing that it shows has changed: Pelican does much for that."""
        run = self._run
        row = run.outputs.known(name) if "article" in given and self.still.alike else None
        if row is None or not self.still.page(row, given):
            return False
        path = self.claims.path(name)
        if self.claims.take(path, self._owner, override=given.get("override_output", False)):
            run.tasks.pop(name, None)
            run.outputs.keep(row, self._part)
        if not self.still.lists:
            signals.content_written.send(path, context={**context, **given, "output_file": name})
        return True

    def _list_stays(self, name: str, given: Mapping[str, Any]) -> bool:
        """Leave all pages of a list as they are, where no post has changed in anything that lists show."""
        if not self.still.lists or _of_post(given) or self._at_once(name):
            return False
        rows = self._run.outputs.part(name)
        for row in rows:
            if self.claims.take(self.claims.path(row.file), self._owner):
                self._run.outputs.keep(row, name)
        return bool(rows)

    def _page(self, template: Any, common: dict[str, Any], context: dict[str, Any]) -> str:
        """Decide what becomes of a page; return its text where that has to be known now."""
        file = str(context["output_file"])
        at_once = self._at_once(file)
        row = None if at_once else self._run.outputs.known(file)
        self._following = None
        if row and self.still.page(row, context):
            self._following = row
            return ""
        own = {name: value for name, value in context.items() if common.get(name, self) is not value}
        own["localsiteurl"] = context["localsiteurl"]  # Pelican has put it among what is common already
        page = Page(template=template, own=own, common=common, index=self._run.asked)
        if at_once:
            text = io.BytesIO()
            page.render(text.write)
            return text.getvalue().decode()
        make = self._noted if self.still.asks else self._whole
        self._following = Task(file=file, owner=self._owner, make=partial(make, page, self._part))
        return ""

    def _at_once(self, file: str) -> bool:
        """Whether a page is rendered with every build: nobody knows when its template is another."""
        return self._state.trust is Trust.NOTHING or file in self.settings["TEMPLATE_PAGES"].values()

    def _noted(self, page: Page, part: str, write: Write) -> MadeOf:
        asked, own, rest = page.noted(self._settled, self._run.digests, write)
        return MadeOf(part=part, own=own, rest=rest, asked=asked)

    def _whole(self, page: Page, part: str, write: Write) -> MadeOf:
        page.render(write)
        return MadeOf(part=part, own=self.still.contents)

    @cached_property
    def _settled(self) -> frozenset[str]:
        return frozenset(self.settings) | SETTLED

    # Feeds

    def write_feed(
        self,
        elements: Any,
        context: Any,
        path: str | None = None,
        *args: Any,
        home: str = "",
        made_of: Sequence[Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """Write one feed; `home` is the address of the page that shows the same, if it is not the site's first.

        Where `elements` are worked out when they are wanted, `made_of` says what of.
        """
        name, shown = str(path), elements[: self.settings["FEED_MAX_ITEMS"]] if made_of is None else made_of
        make = partial(self._feed, elements, context, name, *args, home=home, **kwargs)
        about = repr((args, sorted(kwargs.items()), home))
        if not self.keeps(name, about, *shown, whole=True):
            self.write_later(name, make, about, *shown, whole=True, what="feed")

    def _feed(self, elements: Any, context: Any, name: str, *args: Any, home: str, **kwargs: Any) -> str:
        """Return the text of a feed."""
        self._home, self._sink = home, Sink()
        context["localsiteurl"] = context["SITEURL"]  # and not the address as the page before had it
        try:
            super().write_feed(elements() if callable(elements) else elements, context, name, *args, **kwargs)
            return styled(self._sink.text, path=name, context=context)
        finally:
            self._sink = None

    def _create_new_feed(self, feed_type: str, feed_title: str | None, context: Any) -> Any:
        feed = super()._create_new_feed(feed_type, feed_title, context)
        return complete(feed, context, self.feed_url, self._home)

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:
        super()._add_item_to_the_feed(feed, item)
        # A person without a name is none.
        feed.items[-1]["author_name"] = feed.items[-1]["author_name"] or None
        clean(feed.items[-1])

    # Other files

    def write_part(self, part: str, made_of: str, write: Callable[[], object]) -> None:
        """Write the files of one part of the site, unless all are there and were made of the same."""
        kept = self._run.outputs.keep_part(part, made_of) if self.still.compares else []
        for file in kept:
            self.claims.stays(file)
        if not kept:
            self._part = part
            write()
            self._part = ""

    def keeps(self, name: str, *shown: Any, whole: bool = False) -> bool:
        """Whether a file that shows these posts or values, and nothing else, is there already; then it stays."""
        row = self._run.outputs.known(name) if self.still.compares else None
        if not row or row.own != self._of_posts(*shown, whole=whole).own:
            return False
        if self.claims.take(self.claims.path(name), f"the file {name}"):
            self._run.outputs.keep(row, self._part)
        return True

    def _of_posts(self, *shown: Any, whole: bool) -> MadeOf:
        if not self.still.compares:
            return MadeOf()
        digests = self._run.digests
        of = [digests.whole(each) if whole and isinstance(each, _WHOLE) else digests.of(each) for each in shown]
        return MadeOf(part=self._part, own=digest(*of))

    def write_later(
        self,
        name: str,
        make: Callable[[], str | bytes] | Listing,
        *shown: Any,
        whole: bool = False,
        what: str = "file",
    ) -> None:
        """Write a file that shows these posts or values, and nothing else; one that another has is left alone."""
        owner = f"the {what} {name}"
        if self.claims.take(self.claims.path(name), owner):
            made_of = self._of_posts(*shown, whole=whole)
            task = Task(file=name, owner=owner, make=partial(self._made, name, make, made_of))
            if self._state.trust is Trust.NOTHING:
                make_now(self._run, task, Path(self.output_path))  # other plugins look for it
            else:
                self._run.tasks[name] = task

    def _made(self, name: str, make: Callable[[], str | bytes] | Listing, made_of: MadeOf, write: Write) -> MadeOf:
        if isinstance(make, Listing):
            before = self._run.outputs.known(name) if self.still.compares else None
            note = listed(make, self._run.digests.whole, Path(self.output_path, name), before, write)
            return replaced(made_of, asked=note)
        made = make()
        write(made.encode() if isinstance(made, str) else made)
        return made_of

    def note_folder(self, name: str) -> None:
        """Note the files of a folder that somebody else wrote for this site."""
        for path in Path(self.output_path, name).rglob("*"):
            if path.is_file():
                self._run.outputs.note(path.relative_to(self.output_path).as_posix(), MadeOf(part=self._part))

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> io.StringIO:
        """Return where Pelican writes the text of a page to; another page's file is left alone."""
        if self._sink:
            return self._sink
        following, self._following = self._following, None
        if not self.claims.take(filename, self._owner, override=override):
            return io.StringIO()
        name = self.claims.name(filename)
        self._run.tasks.pop(name, None)
        if following is None:
            self._run.outputs.note(name, MadeOf(part=self._part))
            return PageFile(Path(filename), encoding)
        if isinstance(following, Task):
            self._run.tasks[name] = following
        else:
            self._run.outputs.keep(following, self._part)
        return io.StringIO()


def make_now(run: Run, task: Task, folder: Path) -> None:
    """Make a file that could not be made before, and name what is wrong."""
    try:
        run.outputs.note(task.file, fill(folder / task.file, task.make))
    except OSError as error:
        raise unwritable(error, task.file) from error
    except Exception as error:
        run.problems.append(blame(run, task.owner, error))


SETTLED = frozenset({"SITEURL", "localsiteurl", "output_file", "recap_urls", "structured", "cards", "index"})
"""Names that mean the same for a page with every build, or note themselves what they are asked."""


_WHOLE = (Content, Post)


class _Template:
    """Stands for a template where Pelican renders one."""

    def __init__(self, render: Callable[[dict[str, Any]], str]) -> None:
        self.render = render


def _of_post(given: Mapping[str, Any]) -> bool:
    return "article" in given or "page" in given


_THINGS = ("tag", "author", "category")


def _owner(name: str, kwargs: dict[str, Any]) -> str:
    """Return what a page is, in words: its source file, or `the tag C++`."""
    for content in (kwargs.get("article"), kwargs.get("page")):
        if isinstance(content, Content):
            return shown(content.source_path)
    thing = next((thing for thing in _THINGS if kwargs.get(thing)), None)
    return f"the page of the {thing} {kwargs[thing]}" if thing else f"the page {name}"
