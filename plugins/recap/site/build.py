"""`recap build`: one run of Pelican, with what it found as a value."""

import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError
from pelican import Pelican, log
from pelican.generators import PelicanTemplateNotFound
from pelican.settings import DEFAULT_CONFIG, get_settings_from_file, read_settings

import recap
from recap.errors import PostsFailed, Problem, RecapError, SettingsError
from recap.index import Index
from recap.settings_file import SettingsFile
from recap.site import pelican_settings
from recap.site.messages import Lines
from recap.site.plugin import settings_file
from recap.site.state import shown, state_of

DEMONSTRATION = Path(recap.__file__).parent / "pelicanconf.py"
"""The settings of the demonstration site, inside the package when installed."""
if not DEMONSTRATION.is_file():
    DEMONSTRATION = Path(recap.__file__).parents[2] / "pelicanconf.py"

PATHS = ("PATH", "OUTPUT_PATH", "THEME", "CACHE_PATH")
"""Settings that are folders, meant from the folder of the settings file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made."""

    index: Index
    output: str
    """The folder that holds the site, as the author would name it."""
    problems: tuple[Problem, ...]
    """Why something is missing; empty when the site is whole."""


def build(conf: Path | None, overrides: Mapping[str, Path], say: Callable[[str], None]) -> Built:
    """Build the site that the settings file `conf` describes, with some of PATHS replaced by `overrides`.

    Without a file it is pelicanconf.py of the working folder, and where there is none the settings of Recap's own
    demonstration site, with the folders meant from the working folder. `say` gets a line for each warning.
    Raises RecapError when nothing can be built.
    """
    with _messages(say):
        settings = _settings(conf or _default_conf(), overrides, say)
        site = Pelican(settings)
        if "recap" not in settings["PLUGINS"]:
            raise SettingsError(settings_file(settings).problem(*_NO_PLUGIN, "PLUGINS"))
        problems = _run(site)
        if not _has_posts(site):
            say(str(Problem(path=shown(site.path), line=None, message="no post in this folder", hint=_FIRST)))
        return Built(index=state_of(settings).run.index, output=shown(site.output_path), problems=problems)


_FIRST = "write one, as 2015-06-07-my-conference.md, beginning with the line `Title: My conference 2015`"

_NO_PLUGIN = ("PLUGINS does not name 'recap'", 'write it as PLUGINS = ["recap"]')


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


def _default_conf() -> Path:
    here = Path("pelicanconf.py")
    return here if here.is_file() else DEMONSTRATION


def _settings(conf: Path, overrides: Mapping[str, Path], say: Callable[[str], None]) -> dict[str, Any]:
    given = _given(conf)
    base = Path() if conf == DEMONSTRATION else conf.parent
    if "PATH" not in given and (base / "content").is_dir():
        given["PATH"] = "content"  # as everybody types it: `pelican content`
    for key in PATHS:
        given[key] = _from(base, given.get(key, DEFAULT_CONFIG[key]), name_too=key == "THEME")
    given.update({key: str(path.absolute()) for key, path in overrides.items()})
    if not Path(given["PATH"]).is_dir() and (conf == DEMONSTRATION or "PATH" in overrides):
        raise RecapError(Problem(path=shown(given["PATH"]), line=None, message="no such folder", hint=_WHERE))
    file = SettingsFile(tuple(dict.fromkeys((shown(conf), *settings_file(given).paths))))
    faults = pelican_settings.faults(given, file)
    if faults:
        raise SettingsError(*faults)
    for problem in pelican_settings.suspects(given, DEFAULT_CONFIG, _used_by(Path(given["THEME"])), file):
        say(str(problem))
    try:
        return dict(read_settings(override=given))
    except Exception as error:
        message = f"Pelican cannot use these settings: {error}"
        raise SettingsError(file.problem(message, "compare them with Pelican's documentation")) from error


def _given(conf: Path) -> dict[str, Any]:
    """Run the settings file and return what it sets; whatever goes wrong in it is named with its line."""
    if not conf.is_file():
        hint = "correct the name, or leave --settings out"
        raise SettingsError(Problem(path=shown(conf), line=None, message="no such file", hint=hint))
    try:
        return dict(get_settings_from_file(str(conf)))
    except SyntaxError as error:
        problem = Problem(path=shown(error.filename or conf), line=error.lineno, message=error.msg, hint=_MEND)
        raise SettingsError(problem) from error
    except Exception as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _beside(frame.filename, conf)]
        path, line = (frames[-1].filename, frames[-1].lineno) if frames else (str(conf), None)
        message = f"{type(error).__name__}: {error}"
        raise SettingsError(Problem(path=shown(path), line=line, message=message, hint=_MEND)) from error


_WHERE = "put your posts there, or name their folder with --content"

_MEND = "correct that line: the settings file is Python"


def _beside(filename: str, conf: Path) -> bool:
    return Path(filename).absolute().parent == conf.absolute().parent


def _from(base: Path, folder: str | Path, *, name_too: bool) -> str:
    """Return a folder meant from `base`; a theme may be a name of one of Pelican's own."""
    path = base.absolute() / folder
    own = Path(log.__file__).parent / "themes" / folder
    return str(own if name_too and not path.exists() and own.is_dir() else path)


def _used_by(theme: Path) -> Callable[[str], bool]:
    """Return whether a template of the theme names a setting."""

    def used(name: str) -> bool:
        templates = theme.glob("templates/**/*.html")
        word = re.compile(rf"\b{name}\b")
        return any(word.search(template.read_text(encoding="utf-8", errors="replace")) for template in templates)

    return used


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
