"""`recap build`: one run of Pelican, with what it found as a value."""

import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError
from pelican import Pelican, log
from pelican.generators import PelicanTemplateNotFound

from recap.errors import PostsFailed, Problem, RecapError, SettingsError
from recap.index import Index
from recap.site.conf import load, settings_file
from recap.site.messages import Lines
from recap.site.state import shown, state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made."""

    index: Index
    output: str
    """The folder that holds the site, as the author would name it."""
    problems: tuple[Problem, ...]
    """Why something is missing; empty when the site is whole."""
    addresses: Mapping[str, str]
    """Output file -> the source of the post or page that is there, as the author would name it."""
    sources: tuple[Path, ...]
    """Files and folders that the site is made of: posts, theme, settings."""


def build(
    conf: Path | None, overrides: Mapping[str, Path], say: Callable[[str], None], *, preview: bool = False
) -> Built:
    """Build the site that the settings file `conf` describes, `overrides` replacing PATH or OUTPUT_PATH.

    Without a file it is pelicanconf.py of the working folder, and where there is none the settings of Recap's own
    demonstration site, with the folders meant from the working folder. `say` gets a line for each warning.
    A `preview` is the site for the author's own machine. Raises RecapError when nothing can be built.
    """
    with _messages(say):
        settings = load(conf, overrides)
        if preview:
            settings |= _for_preview(settings)
        site = Pelican(settings)
        if "recap" not in settings["PLUGINS"]:
            raise SettingsError(settings_file(settings).problem(*_NO_PLUGIN, "PLUGINS"))
        problems = _run(site)
        if not _has_posts(site):
            say(str(Problem(path=shown(site.path), line=None, message="no post in this folder", hint=_FIRST)))
        return Built(
            index=state_of(settings).run.index,
            output=shown(site.output_path),
            problems=problems,
            addresses=state_of(settings).run.addresses,
            sources=_sources(settings),
        )


_FIRST = "write one, as 2015-06-07-my-conference.md, beginning with the line `Title: My conference 2015`"

_NO_PLUGIN = ("PLUGINS does not name 'recap'", 'write it as PLUGINS = ["recap"]')


def _for_preview(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that differ: every link stays on this machine, and what takes long is left out."""
    wanted = settings.get("RECAP", {})
    return {
        "SITEURL": "",
        "RELATIVE_URLS": False,
        "DELETE_OUTPUT_DIRECTORY": False,
        "STATIC_CREATE_LINKS": False,
        "RECAP": {**wanted, "search": False, "cards": False} if isinstance(wanted, Mapping) else wanted,
    }


def _sources(settings: Mapping[str, Any]) -> tuple[Path, ...]:
    folders = (settings["PATH"], settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"])
    return tuple(Path(path).absolute() for path in (*folders, *state_of(settings).file.paths))


def _has_posts(site: Pelican) -> bool:
    run = state_of(site.settings).run
    return bool(run.addresses or run.problems)


@contextmanager
def _messages(say: Callable[[str], None]) -> Iterator[None]:
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


def _run(site: Pelican) -> tuple[Problem, ...]:
    """Run Pelican and return what is missing on the site; a fault of the theme ends the build."""
    try:
        site.run()
    except PostsFailed as failed:
        return failed.problems
    except TemplateSyntaxError as error:
        message = f"the template cannot be read: {error.message}"
        problem = Problem(path=shown(error.filename or ""), line=error.lineno, message=message, hint="correct it")
        raise RecapError(problem) from error
    except PelicanTemplateNotFound as error:
        name = re.search(r"unable to load (\S+)\[", str(error))
        message = f"the theme has no template {name[1] if name else error}"
        hint = "correct DIRECT_TEMPLATES, or add the template to the theme"
        raise SettingsError(settings_file(site.settings).problem(message, hint, "DIRECT_TEMPLATES")) from error
    return ()
