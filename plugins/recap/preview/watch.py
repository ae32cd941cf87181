"""Notices what is saved, by asking for times and sizes: that works for every editor and every file system."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import Event

STEP = 0.2
"""Seconds between two looks, at least."""
SHARE = 10
"""A look takes at most one part in so many of the time, however many files there are."""
SETTLE = 0.05
"""Seconds that an editor has to finish writing."""

Stamps = Mapping[str, tuple[int, int]]
"""File -> time of change in nanoseconds, size in bytes."""


def stamps(sources: Iterable[Path]) -> Stamps:
    """Return the stamps of files, and of all files below folders but hidden ones and editors' own."""
    return {file: stamp for source in sources for file in _files(source) if (stamp := _stamp(file))}


def watch(sources: Callable[[], Iterable[Path]], changed: Callable[[], object], stop: Event, built: int) -> None:
    """Call `changed` whenever a source is saved, made or removed, until `stop` is set.

    `built` is when the build that is shown began, in nanoseconds: what was saved since is news.
    """
    before: Stamps = {file: stamp for file, stamp in stamps(sources()).items() if stamp[0] <= built}
    while not stop.is_set():
        began = time.perf_counter()
        now = stamps(sources())
        took = time.perf_counter() - began
        if now != before:
            stop.wait(SETTLE)
            before = stamps(sources())  # before building: what is saved meanwhile is built next
            changed()
        stop.wait(max(STEP, SHARE * took))


def _files(source: Path) -> Iterator[str]:
    if source.is_file():
        yield str(source)
    for folder, folders, files in os.walk(source, followlinks=True):
        folders[:] = [name for name in folders if _counts(name)]
        yield from (os.path.join(folder, name) for name in files if _counts(name))  # noqa: PTH118  (quicker)


def _counts(name: str) -> bool:
    return not name.startswith((".", "#", "__pycache__")) and not name.endswith(("~", ".swp", ".tmp"))


def _stamp(file: str) -> tuple[int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116  (quicker)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
