"""A process that reads the posts that changed, begun before anything else is loaded: both take as long."""

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from recap.files import SUFFIXES
from recap.store.beside import Beside, alone

if TYPE_CHECKING:
    from recap.store.kept import Packed
    from recap.store.posts import Reader, Task


def reader_for(folder: Path, since: Path) -> "Reader | None":
    """Begin a process that reads posts, if one in the folder was changed since the file `since` was.

    It is begun before anybody knows how the post is to be read, and loads what that needs by reading it anyhow.
    """
    newest = max(_ages(folder), default=None) if alone() and since.is_file() else None
    if newest is None or newest[0] <= since.stat().st_mtime_ns:
        return None
    return Beside(_read, first=partial(_read_anyhow, newest[1]))


def _read(task: "Task") -> "tuple[str, Packed | None]":
    from recap.store.posts import read_packed  # noqa: PLC0415  (in the process that reads)

    return read_packed(task)


def _read_anyhow(path: str) -> None:
    from recap.store.posts import read_anyhow  # noqa: PLC0415

    read_anyhow(path)


def _ages(folder: Path) -> Iterator[tuple[int, str]]:
    for place, _, names in os.walk(folder):
        for name in names:
            if name.endswith(SUFFIXES):
                path = os.path.join(place, name)  # noqa: PTH118  (quicker)
                with suppress(OSError):
                    yield os.stat(path).st_mtime_ns, path  # noqa: PTH116
