"""What a build is made of beside its posts, as digests: settings, theme, code."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import recap
from recap import THEME
from recap.files import SUFFIXES
from recap.settings import reading_options
from recap.store import FOLDER, Stamp, Text, digest, reads_with

PACKAGES = ("pelican", "Jinja2", "feedgenerator", "babel", "pillow")
"""What pages depend on beside Recap's own code, and beside what reading depends on."""

OPTIONAL = ("pagefind",)
"""What a site is built without where it is missing: once it is there, everything is to be had."""

ENVIRONMENT = ("LC_ALL", "LC_TIME", "LANG", "TZ")
"""What changes how a date is written."""

_OF_PAGES = {
    "DELETE_OUTPUT_DIRECTORY",
    "OUTPUT_PATH",
    "RECAP",  # what of it changes how posts are read stands in the key of each post
    "RELATIVE_URLS",
    "SITEURL",
    "STATIC_CREATE_LINKS",
}
"""Settings that say where pages go and lead, and change no post."""

_STATES = {"RECAP_STATE"}
_FUNCTIONS = ("JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS")
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


class Trust(Enum):
    """How much is known of what a page shows."""

    ASKED = "asked"
    """Recap's own theme: what its templates ask for is all they show."""
    EVERYTHING = "everything"
    """Another theme: any page may show anything of any post."""
    NOTHING = "nothing"
    """Other plugins, or functions in the settings: a page may show what nobody knows of."""


def trust(settings: Mapping[str, Any]) -> Trust:
    """Return how far the pages of a site can be taken for made of what is known."""
    if [*(settings["PLUGINS"] or ())] != ["recap"] or any(settings.get(name) for name in _FUNCTIONS):
        return Trust.NOTHING
    return Trust.ASKED if own_theme(settings) else Trust.EVERYTHING


def own_theme(settings: Mapping[str, Any]) -> bool:
    """Whether a site has Recap's own theme, and nothing in place of any part of it."""
    return Path(settings["THEME"]).resolve() == Path(THEME).resolve() and not settings["THEME_TEMPLATES_OVERRIDES"]


@dataclass(frozen=True, slots=True)
class Begun:
    """All that a build begins with."""

    digest: str = ""
    """What stands for it; "" where it cannot be known."""
    texts: Mapping[str, Text] = field(default_factory=dict)
    """Every text of the content folder by its whole path."""


def contents_with(settings: Mapping[str, Any], code: str) -> str:
    """Return a digest of everything that is the same for all posts, wherever their pages go and lead.

    So the preview, which has settings of its own for that, finds what a build kept.
    """
    of_posts = {name: of for name, of in settings.items() if name not in _OF_PAGES and "FEED" not in name}
    return made_with(of_posts, code)


def made_with(settings: Mapping[str, Any], code: str) -> str:
    """Return a digest of everything that is the same for all pages: the settings, and the `code` for them."""
    return digest(code, *(f"{name} {_text(settings[name])}" for name in sorted(settings.keys() - _STATES)))


def code_for(settings: Mapping[str, Any]) -> str:
    """Return a digest of the code, the packages, the theme and the surroundings that make pages."""
    folders = (settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"], Path(recap.__file__).parent)
    return digest(
        sys.version,
        *map(version, PACKAGES),
        *map(_version_if_there, OPTIONAL),
        reads_with(reading_options(settings)),
        *(os.environ.get(name, "") for name in ENVIRONMENT),
        *(f"{path} {stamp}" for folder in folders for path, stamp in stamps(Path(folder))),
    )


def _version_if_there(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def everything(settings: Mapping[str, Any]) -> Begun:
    """Return all that a build begins with: what `made_with` has, and every file of the content folder.

    Texts are taken by what they say, others by size and time of change.
    """
    folder, output = Path(settings["PATH"]), Path(settings["OUTPUT_PATH"])
    timed = settings.get("DEFAULT_DATE") == "fs"
    found = dict(stamps(folder, without=(output, FOLDER))) if folder.is_dir() else {}
    read = ((path, _bytes_of(path)) for path in found if path.endswith(TEXTS))
    texts = {path: (found[path], digest(data)) for path, data in read if data is not None}
    files = (f"{path} {_file(stamp, texts.get(path), timed=timed)}" for path, stamp in found.items())
    return Begun(digest(made_with(settings, code_for(settings)), *files), texts)


def _bytes_of(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  (quicker)
            return file.read()
    except OSError:  # whoever reads the post says so
        return None


def _file(stamp: Stamp, text: Text | None, *, timed: bool) -> str:
    return f"{stamp if timed or not text else ''} {text[1] if text else ''}"


TEXTS = (*SUFFIXES, ".rst", ".html", ".htm")
"""How names of posts and pages end."""


def stamps(folder: Path, without: Iterable[Path] = ()) -> Iterator[tuple[str, Stamp]]:
    """Yield the files below a folder by name, each with its size and time of change in nanoseconds."""
    passed_over = {str(path.absolute()) for path in without}
    for place, folders, names in os.walk(folder.absolute(), followlinks=True):
        folders[:] = sorted(
            name for name in folders if name != "__pycache__" and f"{place}{os.sep}{name}" not in passed_over
        )
        for name in sorted(names):
            path = os.path.join(place, name)  # noqa: PTH118  (quicker)
            with suppress(OSError):  # a link that leads nowhere
                found = os.stat(path)  # noqa: PTH116
                yield path, (found.st_size, found.st_mtime_ns)


def _text(value: Any) -> str:
    """Return what stands for a setting: its value, or for code where it is and when that was changed."""
    if isinstance(value, str | int | float | type(None)):
        return repr(value)
    if isinstance(value, Mapping):
        return f"{{{_many(each for item in value.items() for each in item)}}}"
    if isinstance(value, list | tuple):
        return f"[{_many(value)}]"
    if isinstance(value, set | frozenset):
        return f"{{{','.join(sorted(map(_text, value)))}}}"
    return f"{_ADDRESS.sub('', repr(value))} {_code_of(value)}"


def _many(values: Iterable[Any]) -> str:
    return ",".join(map(_text, values))


def _code_of(value: Any) -> str:
    module = sys.modules.get(getattr(value, "__module__", None) or type(value).__module__)
    file = getattr(module, "__file__", None)
    return f"{file} {os.stat(file).st_mtime_ns}" if file and Path(file).is_file() else ""  # noqa: PTH116
