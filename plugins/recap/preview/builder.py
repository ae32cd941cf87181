"""What the preview shows: the site as it was last gathered, and the last whole one behind it."""

import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Condition, Lock

from recap.errors import Problem, RecapError, unforeseen
from recap.site.live import Live, Reread

SHOWS = "`pelican --debug` shows where"
"""How the author sees more of an error that nobody foresaw: the preview has no room for tracebacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the preview shows at one moment."""

    version: int
    """Grows with every change, and from one run of the preview to the next."""
    sites: tuple[Live, ...] = ()
    """Where a page is looked for, the newest first; empty before the first."""
    problems: tuple[Problem, ...] = ()
    """Why the newest is not whole."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Output file -> the source of the post or page that is there."""
    sources: tuple[Path, ...] = ()
    """Files and folders that the site is made of."""


class Preview:
    """Gathers the site, and keeps what was gathered; several threads may ask it."""

    def __init__(self, gather: Callable[[Lock], Live]) -> None:
        """Begin; `gather` gathers the site, and is handed the lock that is held while a page is made."""
        self._gather = gather
        self._whole: Shown | None = None
        self._changed = Condition()
        self._making = Lock()
        self.shown = Shown(version=time.time_ns() // 1_000_000)
        self.reading = Lock()
        """Held by whoever reads posts."""

    def build(self) -> Shown:
        """Gather the site anew and show it. A post that cannot be read keeps the page of the last whole one."""
        return self._show(self._gathered(self.shown))

    def change(self, files: Iterable[str]) -> Shown:
        """Show what was saved to these files: a body at once, whatever else by gathering the site anew."""
        shown, became = self.shown, Reread.NOT_YET
        if shown.sites and not shown.problems:
            with self.reading:
                became = shown.sites[0].reread(files)
        if became is not Reread.NOT_YET:
            shown = self._show(shown)
        return shown if became is Reread.DONE else self.build()

    def wait(self, version: int, seconds: float) -> Shown:
        """Return what is shown once it is another version, and after `seconds` anyway."""
        with self._changed:
            self._changed.wait_for(lambda: self.shown.version != version, seconds)
            return self.shown

    def close(self) -> None:
        """End: the files of what is shown are closed."""
        for site in self.shown.sites:
            site.close()

    def _show(self, what: Shown) -> Shown:
        after = replace(what, version=self.shown.version + 1)
        if not after.problems:
            self._whole = after
        before = self.shown
        with self._changed:
            self.shown = after
            self._changed.notify_all()
        for site in before.sites:
            if all(site is not kept for kept in after.sites):
                site.close()
        return after

    def _gathered(self, before: Shown) -> Shown:
        _forget(before.sources)
        try:
            with self.reading:
                site = self._gather(self._making)
        except RecapError as error:
            return replace(before, problems=error.problems)
        except Exception as error:  # the author's next save may be the remedy: the preview stays
            return replace(before, problems=(unforeseen("preview", error, SHOWS),))
        whole = self._whole if site.problems else None
        return Shown(
            version=before.version,
            sites=(site, *(whole.sites[:1] if whole else ())),
            problems=site.problems,
            addresses={**(whole.addresses if whole else {}), **site.addresses},
            sources=site.sources,
        )


def _forget(sources: Iterable[Path]) -> None:
    """Let settings files be read anew, also those that another one imports."""
    files = set(map(str, sources))
    for name in [name for name, module in sys.modules.items() if getattr(module, "__file__", None) in files]:
        del sys.modules[name]
