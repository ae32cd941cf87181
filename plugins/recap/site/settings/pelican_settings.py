"""What of Pelican's own settings can be judged before a build."""

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from difflib import get_close_matches
from functools import lru_cache, partial
from importlib.machinery import PathFinder
from importlib.resources import files
from importlib.util import find_spec
from itertools import chain
from os.path import normpath, pardir, sep
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from jinja2 import Environment
from pelican.settings import DEFAULT_CONFIG

from recap.errors import Problem
from recap.settings import kind_of, reading_options
from recap.settings_file import SettingsFile
from recap.site.settings.setting_kinds import Fault, wrong_kinds
from recap.site.state import shown


def faults(pelican: Mapping[str, Any], file: SettingsFile) -> list[Problem]:
    """Return what is misspelt, and what has a value that would end the build later, and without saying so."""
    found = [(key, check(pelican[key])) for key, check in _PELICAN_CHECKS.items() if key in pelican]
    found += [("PLUGINS", _plugins(pelican)), ("OUTPUT_PATH", _overwriting(pelican))]
    found += wrong_kinds(pelican, judged=_PELICAN_CHECKS)
    found += [(key, _outside(key, value)) for key, value in pelican.items() if _A_FILE.search(key)]
    wrong = [file.problem(fault[0], fault[1], key) for key, fault in found if fault]
    return [*_misspelt(pelican, file), *wrong]


def _zone(value: object) -> Fault:
    # A name that is a folder of zones is an OSError; ZoneInfoNotFoundError is a KeyError.
    with suppress(OSError, ValueError, KeyError):
        ZoneInfo(str(value))
        return None
    near = get_close_matches(str(value), available_timezones(), n=1)
    hint = f"did you mean {near[0]!r}?" if near else "write it as 'UTC' or 'Europe/Dublin'"
    return f"TIMEZONE is no time zone: {value!r}", hint


def _table(key: str, example: str, value: object) -> Fault:
    if not value or isinstance(value, Mapping):
        return None
    return f"{key} is {kind_of(value)}, not a dictionary", f"write it as {key} = {example}"


def _markdown(value: object) -> Fault:
    example = '{"extensions": ["smarty"]}'
    if not isinstance(value, Mapping):
        return f"MARKDOWN is {kind_of(value)}, not a dictionary", f"write it as MARKDOWN = {example}"
    if not isinstance(value.get("extensions") or [], list | tuple):
        return "the extensions in MARKDOWN are no list", f"write it as MARKDOWN = {example}"
    configs = value.get("extension_configs") or {}
    if not isinstance(configs, Mapping) or not all(isinstance(config, Mapping) for config in configs.values()):
        example = '{"extension_configs": {"toc": {"permalink": True}}}'
        return (
            "extension_configs in MARKDOWN is no dictionary of dictionaries",
            f"write it as MARKDOWN = {example}",
        )
    return None


def _per_page(value: object) -> Fault:
    if value is None or value is False or (isinstance(value, int) and value is not True and value > 0):
        return None
    return f"DEFAULT_PAGINATION is {value!r}", "write a number of recaps, or False for all on one page"


def _folder(key: str, what: str, value: object) -> Fault:
    if isinstance(value, str | Path) and Path(value).is_dir():
        if os.access(value, os.R_OK | os.X_OK):
            return None
        return f"{key} is a folder that may not be read: {shown(str(value))!r}", "check whose it is"
    return f"{key} is no folder: {shown(str(value))!r}", f"create it, or name the folder with {what}"


def _overwriting(pelican: Mapping[str, Any]) -> Fault:
    """Judge whether the site would be written over the posts; DELETE_OUTPUT_DIRECTORY would even delete them."""
    posts, output = pelican.get("PATH"), pelican.get("OUTPUT_PATH")
    if not isinstance(posts, str | Path) or not isinstance(output, str | Path):
        return None
    if not Path(posts).resolve().is_relative_to(Path(output).resolve()):
        return None
    message = f"the site would be written over the posts: the output folder is {shown(output)!r}"
    return message, 'name a folder without them, with --output or as OUTPUT_PATH = "output"'


def _text(key: str, value: object) -> Fault:
    if isinstance(value, str):
        return None
    return f"{key} is {kind_of(value)}, not text", f'write it as {key} = "..."'


def _language(value: object) -> Fault:
    if value == "":
        return "DEFAULT_LANG names no language", 'write it as DEFAULT_LANG = "en", or leave it out'
    return _text("DEFAULT_LANG", value)


def _plugins(pelican: Mapping[str, Any]) -> Fault:
    value, places = pelican.get("PLUGINS"), [*(pelican.get("PLUGIN_PATHS") or ()), ""]
    if value is None or not isinstance(value, list | tuple):
        return None if value is None else ("PLUGINS is no list", 'write it as PLUGINS = ["recap"]')
    for name in value:
        if isinstance(name, str) and not _importable(name, places):
            return f"the plugin {name!r} cannot be found", "install it, or correct its name in PLUGINS"
    return None


def _importable(name: str, places: list[str]) -> bool:
    """Look where Pelican does: in PLUGIN_PATHS, the working folder, and among what is installed."""
    try:
        return bool(
            PathFinder.find_spec(name.partition(".")[0], places)
            or find_spec(name)
            or find_spec(f"pelican.plugins.{name}")
        )
    except (ImportError, ValueError):
        return False


_A_FILE = re.compile(r"(_SAVE_AS|(^|_)FEED(_ALL)?_(ATOM|RSS))$")
"""Settings that are names of files below the output folder."""


def _outside(key: str, value: object) -> Fault:
    if not isinstance(value, str) or not value or normpath(value).split(sep)[0] not in {"", pardir}:
        return None
    inside = re.sub(r"^[./\\]+", "", value)
    return f"{key} leads out of the output folder: {value!r}", f'write it as {key} = "{inside}"'


def _pattern(key: str, value: object) -> Fault:
    """Judge the address of a tag, category or author: it knows their slug and name only."""
    try:
        str(value).format(slug="", name="")
    except (KeyError, IndexError, ValueError, AttributeError):
        return f"{key} has a placeholder that cannot be filled: {value!r}", "use {slug}"
    return None


_PELICAN_CHECKS: Mapping[str, Callable[[object], Fault]] = {
    **{
        key: partial(_pattern, key)
        for thing in ("TAG", "CATEGORY", "AUTHOR")
        for key in (f"{thing}_URL", f"{thing}_SAVE_AS")
    },
    **{
        key: partial(_table, key, example)
        for key, example in (
            ("JINJA_ENVIRONMENT", '{"trim_blocks": True}'),
            ("JINJA_FILTERS", '{"shout": str.upper}'),
            ("JINJA_GLOBALS", '{"year": 2015}'),
            ("JINJA_TESTS", '{"even": is_even}'),
            ("TEMPLATE_PAGES", '{"templates/map.html": "map.html"}'),
        )
    },
    "DEFAULT_LANG": _language,
    "DEFAULT_PAGINATION": _per_page,
    "MARKDOWN": _markdown,
    "OUTPUT_PATH": partial(_text, "OUTPUT_PATH"),
    "PATH": partial(_folder, "PATH", "the posts"),
    "SITENAME": partial(_text, "SITENAME"),
    "SITEURL": partial(_text, "SITEURL"),
    "THEME": partial(_folder, "THEME", "the theme"),
    "TIMEZONE": _zone,
}


def markdown_faults(pelican: Mapping[str, Any], file: SettingsFile) -> list[Problem]:
    """Return which extension in MARKDOWN cannot be used; Pelican has set the path to look for it on."""
    options = reading_options(pelican)
    if not options.extensions:
        return []
    from recap.reading import markup  # noqa: PLC0415  (most sites ask for none)

    found = markup.unusable(options)
    if not found:
        return []
    message = f"the extension {found[0]!r} in MARKDOWN cannot be used ({found[1]})"
    return [file.problem(message, "install it, or correct its name or configuration", "MARKDOWN")]


def jinja_faults(pelican: Mapping[str, Any], file: SettingsFile) -> list[Problem]:
    """Return why Jinja cannot be had with JINJA_ENVIRONMENT; Pelican has set the path for extensions."""
    try:
        Environment(**pelican["JINJA_ENVIRONMENT"])
    except Exception as error:
        message = f"Jinja cannot be had with JINJA_ENVIRONMENT ({type(error).__name__}: {error})"
        return [file.problem(message, "install what is missing, or correct the name", "JINJA_ENVIRONMENT")]
    return []


def _misspelt(pelican: Mapping[str, Any], file: SettingsFile) -> list[Problem]:
    """Return which names look like a setting misspelt, and are not used by the theme."""
    known = DEFAULT_CONFIG.keys() | _more_names()
    return [
        file.problem(f"there is no setting {name}", f"did you mean {near[0]}?", name)
        for name in pelican
        if name.isupper() and name not in known and (near := _near(name, known)) and not _used(name, pelican)
    ]


def _near(name: str, known: Iterable[str]) -> list[str]:
    """Return the setting that a name is close to; nobody has another meaning for a name so close to RECAP."""
    ours = get_close_matches(name, ["RECAP"], n=1, cutoff=0.8)
    return ours or get_close_matches(name, known, n=1, cutoff=0.88)


def _used(name: str, pelican: Mapping[str, Any]) -> bool:
    """Return whether a template of the theme names a setting."""
    folders = [
        Path(str(pelican["THEME"]), "templates"),
        *map(Path, pelican.get("THEME_TEMPLATES_OVERRIDES") or ()),
    ]
    word = re.compile(rf"\b{name}\b")
    templates = chain.from_iterable(folder.glob("**/*.html") for folder in folders)
    return any(word.search(template.read_text(encoding="utf-8", errors="replace")) for template in templates)


@lru_cache
def _more_names() -> frozenset[str]:
    data = files("recap.site.settings").joinpath("pelican_settings.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(data)["names"])
