"""Settings files: which one, what it sets, and what is wrong with it."""

import logging
import sys
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pelican import log
from pelican.settings import DEFAULT_CONFIG, get_settings_from_file, read_settings

import recap
from recap.errors import Problem, RecapError, SettingsError
from recap.settings_file import SettingsFile
from recap.site.settings import pelican_settings
from recap.site.state import shown

logger = logging.getLogger(__name__)

_PACKAGE = Path(recap.__file__).parent
DEMONSTRATION = next(
    path for path in (_PACKAGE / "pelicanconf.py", _PACKAGE.parents[1] / "pelicanconf.py") if path.is_file()
)
"""The settings of the demonstration site: inside the package when installed, at the top of a checkout."""

FOLDERS = ("PATH", "OUTPUT_PATH", "THEME", "CACHE_PATH")
"""Settings that are folders, meant from the folder of the settings file."""


def load(conf: Path | None, overrides: Mapping[str, Path]) -> dict[str, Any]:
    """Return the settings of `conf` as Pelican wants them, some folders replaced by `overrides`.

    Without a file it is pelicanconf.py of the working folder, else DEMONSTRATION, its folders meant from the
    working folder. RecapError says what cannot be used.
    """
    conf = conf or _default()
    given = _folders(_run(conf), Path() if conf == DEMONSTRATION else conf.parent)
    given.update({key: str(path.absolute()) for key, path in overrides.items()})
    if not Path(given["PATH"]).is_dir() and (conf == DEMONSTRATION or "PATH" in overrides):
        hint = "put your posts there, name their folder with --content, or begin a site with `recap init`"
        message = "this is no folder" if Path(given["PATH"]).exists() else "no such folder"
        raise RecapError(Problem(path=shown(given["PATH"]), line=None, message=message, hint=hint))
    file = SettingsFile(tuple(dict.fromkeys((shown(conf), *settings_file(given).paths))))
    faults = pelican_settings.faults(given, file)
    if faults:
        raise SettingsError(*faults)
    if "TIMEZONE" not in given:
        message = "no TIMEZONE: dates are taken for those of UTC"
        logger.warning("%s", file.problem(message, 'write TIMEZONE = "Europe/Dublin"'))
        given["TIMEZONE"] = "UTC"  # as Pelican has it, which would say so in its own words
    try:
        return dict(read_settings(override=given))
    except Exception as error:
        message = f"Pelican cannot use these settings: {error}"
        raise SettingsError(file.problem(message, "compare them with Pelican's documentation")) from error


def settings_file(settings: Mapping[str, Any]) -> SettingsFile:
    """Return the files that the settings were read from: Pelican loads them as modules, and tells nobody."""
    found = [shown(module["__file__"]) for module in _sources(settings)]
    return SettingsFile(tuple(dict.fromkeys(found)) or ("pelicanconf.py",))


def says(settings: Mapping[str, Any], name: str) -> bool:
    """Whether a settings file sets a name, be it to what Pelican has without it."""
    return any(name in module for module in _sources(settings))


def _sources(settings: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for module in [vars(module) for module in sys.modules.values()]:
        if module.get("__file__") and _is_source(module, settings):
            yield module


def _is_source(module: Mapping[str, Any], settings: Mapping[str, Any]) -> bool:
    return any(key in module and module[key] is settings.get(key) for key in ("RECAP", "SITENAME", "TIMEZONE"))


def _default() -> Path:
    here = Path("pelicanconf.py")
    return here if here.is_file() else DEMONSTRATION


def _run(conf: Path) -> dict[str, Any]:
    """Run the settings file and return what it sets; whatever goes wrong in it is named with its line."""
    if not conf.is_file() or conf.suffix != ".py":
        hint = "correct the name, or leave --settings out"
        message = "no such file" if not conf.exists() else "this is no settings file: its name ends in .py"
        raise SettingsError(Problem(path=shown(conf), line=None, message=message, hint=hint))
    try:
        return dict(get_settings_from_file(str(conf)))
    except SyntaxError as error:
        path, line, message = error.filename or conf, error.lineno, error.msg
        cause: Exception = error
    except PermissionError as error:
        hint = "check whether you may read the file"
        where = Path(error.filename or conf)
        raise SettingsError(
            Problem(path=shown(where), line=None, message=str(error.strerror), hint=hint)
        ) from error
    except Exception as error:
        path, line = _place(error, conf)
        message, cause = f"{type(error).__name__}: {error}", error
    hint = "correct that line: the settings file is Python"
    raise SettingsError(Problem(path=shown(path), line=line, message=message, hint=hint)) from cause


def _place(error: Exception, conf: Path) -> tuple[str | Path, int | None]:
    """Return the innermost line in the settings file, or in a file beside it, that led to the error."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    beside = (frame for frame in frames if Path(frame.filename).absolute().parent == conf.absolute().parent)
    return next(((frame.filename, frame.lineno) for frame in beside), (conf, None))


def _folders(given: Mapping[str, Any], base: Path) -> dict[str, Any]:
    """Return the settings with folders as Pelican makes them of a settings file in `base`."""
    if "PATH" not in given and (base / "content").is_dir():
        given = {**given, "PATH": "content"}  # as everybody types it: `pelican content`
    folders = {key: _from(base, given.get(key, DEFAULT_CONFIG[key])) for key in FOLDERS}
    named = Path(log.__file__).parent / "themes" / str(given.get("THEME"))
    if named.is_dir() and not Path(base, str(given["THEME"])).exists():
        folders["THEME"] = str(named)
    plugins = given.get("PLUGIN_PATHS") or []
    return {**given, **folders, "PLUGIN_PATHS": [_from(base, path) for path in plugins]}


def _from(base: Path, folder: Any) -> Any:
    return str(base.absolute() / folder) if isinstance(folder, str | Path) else folder
