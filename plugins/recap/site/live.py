"""A site whose pages are made when somebody asks for them, for its author's eyes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from recap.errors import Problem, RecapError
from recap.site.build import messages_to, prepared, run
from recap.site.contents import Lasting
from recap.site.settings.conf import load
from recap.site.state import State, shown, state_of


class Reread(Enum):
    """What became of a change."""

    DONE = "done"
    """All pages show it."""
    BEGUN = "begun"
    """The post's own page shows it; others will, when the site is gathered anew."""
    NOT_YET = "not yet"
    """The site has to be gathered anew."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder whose files are served, and nothing outside."""

    path: Path

    def has(self, name: str) -> bool:
        """Whether there is a file of this name; no link in the folder leads out of it."""
        file = self.path / name
        try:
            return file.is_file() and file.resolve().is_relative_to(self.path.resolve())
        except (OSError, ValueError):  # a name too long, or of characters that names do not have
            return False

    def read(self, name: str) -> bytes:
        """Return what is in the file."""
        return (self.path / name).read_bytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The site as it was gathered at one moment."""

    copied: "Folder"
    """The files that are copied: pictures, the theme's."""
    problems: tuple[Problem, ...]
    """Why something is missing; empty when the site is whole."""
    addresses: Mapping[str, str]
    """Output file -> the source of the post or page that is there, as the author would name it."""
    sources: tuple[Path, ...]
    """Files and folders that the site is made of: posts, theme, settings."""
    state: State
    lock: Lock
    """Held while a page is made: its address is where all contents look for theirs."""

    def has(self, name: str) -> bool:
        """Whether the site has a file of this name below its address."""
        return name in self.state.run.tasks or self.copied.has(name)

    def read(self, name: str) -> bytes:
        """Return what is in the file; whatever goes wrong in a template is raised."""
        task = self.state.run.tasks.get(name)
        if task is None:
            return self.copied.read(name)
        with self.lock:
            made = BytesIO()
            task.make(made.write)
            return made.getvalue()

    def reread(self, files: Iterable[str]) -> Reread:
        """Read changed files again where they are posts of the site, and nothing but their bodies changed."""
        contents = {str(Path(each.source_path)): each for each in self.state.run.contents.values() if each}
        found = [contents.get(file) for file in files]
        if self.problems or not all(isinstance(content, Lasting) for content in found):
            return Reread.NOT_YET
        with self.lock:
            became = [self._body(content) for content in found if isinstance(content, Lasting)]
        return max(became, key=list(Reread).index, default=Reread.DONE)

    def close(self) -> None:
        """Close the store's file; it is opened again when it is needed."""
        self.state.store.close()

    def _body(self, content: Lasting) -> Reread:
        before = content.kept
        try:
            kept = self.state.posts.read(shown(content.source_path))
        except RecapError:
            return Reread.NOT_YET
        if before is None or kept.metadata() != before.metadata() or kept.problems or kept.warnings:
            return Reread.NOT_YET
        content.take(kept)
        alone = kept.traits.public == before.traits.public and not (
            kept.traits.inner_links or before.traits.inner_links
        )
        return Reread.DONE if alone else Reread.BEGUN


def live(conf: Path | None, output: Path, content: Path | None, say: Callable[[str], None], lock: Lock) -> Live:
    """Gather the site that the settings file `conf` describes; RecapError when none can be."""
    given = {"PATH": content, "OUTPUT_PATH": output}
    with messages_to(say):
        settings = load(conf, {key: path for key, path in given.items() if path})
        settings |= _for_preview(settings)
        site = prepared(settings)
        state = state_of(settings)
        state.later = True
        problems = run(site)
        state.store.close()  # another thread may be the next to need it
        return Live(
            copied=Folder(output),
            problems=problems,
            addresses=state.run.addresses,
            sources=_sources(settings),
            state=state,
            lock=lock,
        )


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
