"""`recap build`: one run of Pelican, with what it found as a value."""

import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError
from pelican import Pelican, log
from pelican.generators import PelicanTemplateNotFound

from recap.errors import PostsFailed, Problem, RecapError, SettingsError
from recap.index import Counts
from recap.site.incremental.unchanged import begins_with, note_whole, unchanged
from recap.site.messages import Lines
from recap.site.settings.conf import load, settings_file
from recap.site.state import shown, state_of
from recap.store import STORE, Reader, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made."""

    counts: Counts
    """How much there is on the site."""
    output: str
    """The folder that holds the site, as the author would name it."""
    problems: tuple[Problem, ...]
    """Why something is missing; empty when the site is whole."""


def build(
    conf: Path | None,
    overrides: Mapping[str, Path],
    say: Callable[[str], None],
    *,
    jobs: int | None = None,
    step: Step = lambda *_: None,
    reader: Reader | None = None,
) -> Built:
    """Build the site that the settings file `conf` describes, `overrides` replacing PATH or OUTPUT_PATH.

    Without a file it is pelicanconf.py of the working folder, and where there is none the settings of Recap's own
    demonstration site, with the folders meant from the working folder. `say` gets a line for each warning. `jobs`
    processes work at once, as many as there are processors where it is None; `step` is told how far the work is.
    `reader` is a process that reads the few posts that changed, where one is ready. Raises RecapError when nothing
    can be built.
    """
    said = _Said(say)
    with messages_to(said):
        settings = load(conf, overrides)
        begun = begins_with(settings)
        found = unchanged(settings, begun)
        if found:
            for line in found["said"]:
                say(line)
            with suppress(OSError):
                STORE.touch()  # younger than any post, so that nobody gets ready to read one
            return Built(counts=Counts(**found["counts"]), output=shown(settings["OUTPUT_PATH"]), problems=())
        said.lines.clear()  # what was said so far is said again by whoever begins
        site = prepared(settings)
        state = state_of(settings)
        state.jobs, state.step = jobs or state.jobs, step
        state.posts.reader = reader
        state.posts.begin({shown(path): text for path, text in begun.texts.items()})
        with closing(state.store):  # or what was written last stays beside the file, which looks older than it is
            problems = run(site)
            if not has_posts(site):
                said(str(Problem(path=shown(site.path), line=None, message="no post in this folder", hint=_FIRST)))
            if not problems:
                note_whole(settings, begun, said.lines)
        return Built(counts=state.run.counts, output=shown(site.output_path), problems=problems)


class _Said:
    """Says each line, and remembers it."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.lines: list[str] = []
        self._say = say

    def __call__(self, line: str) -> None:
        self.lines.append(line)
        self._say(line)


def prepared(settings: dict[str, Any]) -> Pelican:
    """Return Pelican with these settings; SettingsError where they make no site of Recap's."""
    site = Pelican(settings)
    if "recap" not in settings["PLUGINS"]:
        raise SettingsError(settings_file(settings).problem(*_NO_PLUGIN, "PLUGINS"))
    return site


_FIRST = "write one, as 2015-06-07-my-conference.md, beginning with the line `Title: My conference 2015`"

_NO_PLUGIN = ("PLUGINS does not name 'recap'", 'write it as PLUGINS = ["recap"]')


def has_posts(site: Pelican) -> bool:
    """Whether there was anything to read."""
    found = state_of(site.settings).run
    return bool(found.addresses or found.problems)


@contextmanager
def messages_to(say: Callable[[str], None]) -> Iterator[None]:
    """Hand warnings to `say`, and keep Pelican from writing to the terminal itself."""
    lines, root = Lines(say), logging.getLogger()
    quiet, log.console.quiet = log.console.quiet, True
    # Pelican says the like of a message five times, and then that there are others.
    limit, log.LimitFilter._threshold = log.LimitFilter._threshold, sys.maxsize
    root.addHandler(lines)
    try:
        yield
    finally:
        root.removeHandler(lines)
        log.console.quiet, log.LimitFilter._threshold = quiet, limit


def run(site: Pelican) -> tuple[Problem, ...]:
    """Run Pelican and return what is missing on the site; a fault of the theme ends the build."""
    try:
        site.run()
    except PostsFailed as failed:
        return failed.problems
    except TemplateSyntaxError as error:
        message = f"the template cannot be read: {error.message}"
        problem = Problem(path=shown(error.filename or ""), line=error.lineno, message=message, hint="correct it")
        raise RecapError(problem) from error
    except TemplateNotFound as error:
        message = f"there is no template {error.name} below {shown(site.path)}"
        hint = "correct TEMPLATE_PAGES, or add the file"
        raise SettingsError(settings_file(site.settings).problem(message, hint, "TEMPLATE_PAGES")) from error
    except PelicanTemplateNotFound as error:
        name = re.search(r"unable to load (\S+)\[", str(error))
        message = f"the theme has no template {name[1] if name else error}"
        hint = "correct DIRECT_TEMPLATES, or add the template to the theme"
        raise SettingsError(settings_file(site.settings).problem(message, hint, "DIRECT_TEMPLATES")) from error
    return ()
