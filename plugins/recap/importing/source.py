"""What lies in a folder that is to be imported: which generator's it is, which files are posts."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from recap.errors import Problem, RecapError
from recap.files import SUFFIXES

_JEKYLL_FOLDERS = ("_posts", "_drafts")
_OTHERS = frozenset(
    [
        "_site",
        "public",
        "node_modules",
        "vendor",
        "themes",
        "layouts",
        "archetypes",
        "_includes",
        "_layouts",
        "output",
    ]
)
"""Folders that hold what a generator made, or what it makes pages with."""

_ABOUT = re.compile(r"(?:readme|licen[cs]e|changelog|changes|contributing|code_of_conduct|security)\b", re.I)
"""Files that say something about the folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A folder to import from."""

    root: Path
    """The folder that addresses such as /images/badge.jpg begin at."""
    generator: str
    """`jekyll`, `hugo` or `plain`."""
    config: Mapping[str, Any]
    """What the generator's settings file says; empty without one."""
    posts: Mapping[Path, PurePosixPath]
    """Each post and the name it gets below the content folder, in the order of names."""
    skipped: tuple[Problem, ...] = field(default=())
    """Files that look like posts and are none."""


def look(folder: Path, *, without: Path) -> Source:
    """Return what is in a folder, or in one file, but for what is below `without`; RecapError without posts."""
    if not folder.exists():
        raise RecapError(Problem(path=str(folder), line=None, message="no such folder", hint="correct the name"))
    root, settings = _root(folder)
    files = _single(folder) if folder.is_file() else list(_files(folder, without))
    generator = _generator(settings, files)
    kept = {path: _NAMES[generator](path, root) for path in files if _is_post(path, generator, files)}
    if folder.resolve() == without.resolve():
        hint = "name the folder of the old site, or another one with --to"
        raise RecapError(
            Problem(path=str(folder), line=None, message="this is where posts are brought to", hint=hint)
        )
    if not kept:
        hint = f"name the folder of a site of Jekyll or Hugo, or of files that end in {', '.join(SUFFIXES)}"
        raise RecapError(Problem(path=str(folder), line=None, message="there are no posts in it", hint=hint))
    skipped = [path for path in files if path not in kept]
    return Source(
        root=root,
        generator=generator,
        config=_config(root / settings) if settings else {},
        posts=dict(sorted(kept.items())),
        skipped=tuple(_skipped(path) for path in skipped),
    )


def _single(file: Path) -> list[Path]:
    """Return a file that was named itself, where its name is that of a post."""
    return [file] if file.suffix.lower() in SUFFIXES else []


def _skipped(path: Path) -> Problem:
    hint = "copy it to the folder `pages` of your posts if it is to be a page"
    return Problem(path=str(path), line=None, message="this is no post and was left out", hint=hint)


def _files(folder: Path, without: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts[:-1]
        hidden = any(part.startswith(".") or part in _OTHERS for part in parts)
        ours = path.absolute().is_relative_to(without.absolute())
        if path.suffix.lower() in SUFFIXES and path.is_file() and not hidden and not ours:
            yield path


# Which generator

_SETTINGS = (
    *("_config.yml", "_config.yaml", "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"),
    *("config.toml", "config.yaml", "config.yml", "config.json"),
    *(f"config/_default/{name}.{form}" for name in ("hugo", "config") for form in ("toml", "yaml", "yml", "json")),
)


def _root(folder: Path) -> tuple[Path, str]:
    """Return the site's folder, which may be above, and the name of its settings file, if any."""
    first = folder if folder.is_dir() else folder.parent
    for place in (first, *list(first.absolute().parents)[:3]):
        name = next((name for name in _SETTINGS if (place / name).is_file()), "")
        if name.startswith("_") or (name and (place / "content").is_dir()):
            return place, name
    return (first.parent if first.name in _JEKYLL_FOLDERS else first), ""


def _generator(settings: str, files: list[Path]) -> str:
    if settings.startswith("_") or any(_in_jekyll_folder(path) for path in files):
        return "jekyll"
    return "hugo" if settings else "plain"


def _in_jekyll_folder(path: Path) -> bool:
    return any(part in _JEKYLL_FOLDERS for part in path.absolute().parts)


def _is_post(path: Path, generator: str, files: list[Path]) -> bool:
    if generator == "jekyll":
        return _in_jekyll_folder(path) or not any(map(_in_jekyll_folder, files))
    return len(files) == 1 or not (_ABOUT.match(path.stem) or path.stem.startswith("_index"))


def _below(path: Path, folder: Path) -> PurePosixPath:
    path, folder = path.absolute(), folder.absolute()
    inner = path.relative_to(folder) if path.is_relative_to(folder) else Path(path.name)
    return PurePosixPath(inner.with_suffix(".md").as_posix())


def _jekylls_name(path: Path, root: Path) -> PurePosixPath:
    return PurePosixPath(*(part for part in _below(path, root).parts if part not in _JEKYLL_FOLDERS))


_NAMES: Mapping[str, Callable[[Path, Path], PurePosixPath]] = {
    "jekyll": _jekylls_name,
    "hugo": lambda path, root: _below(path, root / "content"),
    "plain": _below,
}


# What its settings say


def _config(file: Path) -> Mapping[str, Any]:
    """Return the settings; those that cannot be read say nothing, since posts can be imported without."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        found = tomllib.loads(text) if file.suffix == ".toml" else yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return {}
    return found if isinstance(found, Mapping) else {}
