"""Notices what is saved."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import Event

import watchfiles

STEP = 200
"""Milliseconds between two looks at single files; folders are watched by the system."""
SETTLE = 10
"""Milliseconds that an editor has to finish writing."""
CLOCK = 20_000_000
"""Nanoseconds by which the times of files may be behind the clock."""

Stamps = Mapping[str, tuple[int, int]]
"""File -> time of change in nanoseconds, size in bytes."""

Changed = Callable[[set[str]], object]


def watch(sources: Callable[[], Iterable[Path]], changed: Changed, stop: Event, built: int) -> None:
    """Call `changed` with the files that were saved, made or removed among the sources, until `stop` is set.

    `built` is when the site that is shown began to be read, in nanoseconds: what was saved since is news, and so
    is a folder that comes again, however old what is in it.
    """
    came: set[str] = set()
    while not stop.is_set():
        watched = tuple(sources())
        folders, files = [path for path in watched if path.is_dir()], [path for path in watched if path.is_file()]
        single = set(map(str, files))
        before: Stamps = {file: stamp for file, stamp in stamps(watched).items() if stamp[0] <= built}
        # The first look is at everything: what was saved before the system began to watch the folders.
        looked_at: Iterable[Path] = watched
        for saved in _saved(folders, stop):
            now = stamps(looked_at)
            news = came | saved | {file for file, _ in set(before.items()) ^ set(now.items())}
            before = {file: stamp for file, stamp in now.items() if file in single}
            looked_at = files
            if news:
                built = time.time_ns() - CLOCK
                changed(news)
            # The system watches a folder, not its name: one that went, or came, has to be watched anew.
            places = (path for path in watched if path not in files)
            came = {str(path) for path in places if path.is_dir() != (path in folders) or str(path) in saved}
            if stop.is_set() or came or tuple(sources()) != watched:
                break


def _saved(folders: Iterable[Path], stop: Event) -> Iterator[set[str]]:
    """Yield what was saved below the folders, at least an empty set with every step."""
    while not stop.is_set():
        try:
            for changes in watchfiles.watch(
                *folders,
                watch_filter=None,
                debounce=5 * SETTLE,
                step=SETTLE,
                stop_event=stop,
                rust_timeout=STEP,
                yield_on_timeout=True,
                raise_interrupt=False,
            ):
                yield {file for _, file in changes if counts(Path(file), folders)}
        except FileNotFoundError:  # a folder is gone; it may come again
            stop.wait(STEP / 1000)
            yield {str(folder) for folder in folders if not folder.is_dir()}
            return


def stamps(sources: Iterable[Path]) -> Stamps:
    """Return the stamps of files, and of all files below folders but hidden ones and editors' own."""
    return {file: stamp for source in sources for file in _files(source) if (stamp := _stamp(file))}


def counts(file: Path, folders: Iterable[Path]) -> bool:
    """Whether a file below one of the folders is no hidden one, and no editor's own."""
    below = next((file.relative_to(folder) for folder in folders if file.is_relative_to(folder)), file)
    return all(map(_counts, below.parts))


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
