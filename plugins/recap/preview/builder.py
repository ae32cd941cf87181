"""What the preview shows: the newest build, and the last whole one behind it."""

import shutil
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Condition, Lock

from recap.errors import Problem, RecapError
from recap.site.build import Built


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the preview shows at one moment."""

    version: int
    """Grows with every build, and from one run of the preview to the next."""
    roots: tuple[Path, ...] = ()
    """Where a page is looked for, the newest build first; empty before the first."""
    problems: tuple[Problem, ...] = ()
    """Why the newest build is not whole."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Output file -> the source of the post or page that is there."""
    sources: tuple[Path, ...] = ()
    """Files and folders that the site is made of."""


class Preview:
    """Builds, and keeps what was built; several threads may ask it."""

    def __init__(self, folder: Path, make: Callable[[Path], Built]) -> None:
        """Keep builds below `folder`; `make` builds the site to the folder it is given."""
        self._folder, self._make = folder, make
        self._whole: Shown | None = None
        self._changed = Condition()
        self.shown = Shown(version=time.time_ns() // 1_000_000)
        self.reading = Lock()
        """Held by whoever reads posts: the Markdown instance is one."""

    def build(self) -> Shown:
        """Build the site anew and show it. A post that cannot be read keeps the page of the last whole build."""
        before = self.shown
        after = replace(self._built(before), version=before.version + 1)
        if not after.problems:
            self._whole = after
        with self._changed:
            self.shown = after
            self._changed.notify_all()
        self._sweep(before, after)
        return after

    def wait(self, version: int, seconds: float) -> Shown:
        """Return what is shown once it is another version, and after `seconds` anyway."""
        with self._changed:
            self._changed.wait_for(lambda: self.shown.version != version, seconds)
            return self.shown

    def _built(self, before: Shown) -> Shown:
        output = self._folder / str(before.version + 1)
        _forget(before.sources)
        try:
            with self.reading:
                built = self._make(output)
        except RecapError as error:
            return replace(before, problems=error.problems)
        except Exception as error:  # the author's next save may be the remedy: the preview stays
            return replace(before, problems=(_fault(error),))
        whole = self._whole if built.problems else None
        return Shown(
            version=before.version,
            roots=(output, *(whole.roots if whole else ())),
            problems=built.problems,
            addresses={**(whole.addresses if whole else {}), **built.addresses},
            sources=built.sources,
        )

    def _sweep(self, *kept: Shown) -> None:
        """Remove the builds that nobody asks for any more; what was shown before may still be being read."""
        whole = self._whole.roots if self._whole else ()
        roots = {*whole, *(root for shown in kept for root in shown.roots)}
        for folder in self._folder.iterdir():
            if folder not in roots:
                shutil.rmtree(folder, ignore_errors=True)


def _forget(sources: Iterable[Path]) -> None:
    """Let settings files be read anew, also those that another one imports."""
    files = set(map(str, sources))
    for name in [name for name, module in sys.modules.items() if getattr(module, "__file__", None) in files]:
        del sys.modules[name]


def _fault(error: Exception) -> Problem:
    words = " ".join(f"{type(error).__name__}: {error}".split())
    hint = "this is a fault in Recap, in the theme or in a plugin: `pelican --debug` shows where"
    return Problem(path="preview", line=None, message=words, hint=hint)
