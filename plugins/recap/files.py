"""Files: what a post's holds, with what is wrong with it said by its line; and how any file is written, whole."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EXDEV
from functools import partial
from pathlib import Path

from recap.errors import Problem, RecapError

SUFFIXES = (".md", ".markdown", ".mkd", ".mdown")
"""How their names end: what Pelican takes for Markdown."""


def bytes_of(path: Path) -> bytes:
    """Return what the file of a post holds; RecapError says why it cannot be had."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "check the name and whether you may read the file"
        raise RecapError(Problem(path=str(path), line=None, message=reason, hint=hint)) from error


def decoded(path: Path, data: bytes) -> str:
    """Return the text of a post; RecapError says which line is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecapError(undecodable(str(path), error)) from error


def undecodable(path: str, error: UnicodeDecodeError) -> Problem:
    """Return the problem of a file that is not UTF-8, at the line of the first byte that is not."""
    line = error.object.count(b"\n", 0, error.start) + 1
    message = f"not UTF-8: the byte 0x{error.object[error.start]:02x} cannot be read"
    return Problem(path=path, line=line, message=message, hint="save the file as UTF-8 in your editor")


Parts = Sequence[bytes | memoryview]
"""What a file holds, one part after the other: what is large need not be in memory twice."""


def replace(path: Path, data: bytes | Parts, *, mode: int | None = None, room: Path | None = None) -> None:
    """Make `data` the content of the file at once, whether or not there is one; `mode` is what it allows then.

    Until then it stands in `room`, else beside `path`. Who writes many files has one room for all: a file system
    that puts the files of one folder near each other takes half the time for that.
    """
    parts = [data] if isinstance(data, bytes) else data
    try:
        with _not_yet(path, parts, room or path.parent) as new:
            if mode is not None:
                new.chmod(mode)
            _in_folder(path.parent, partial(new.replace, path))
    except OSError as error:
        if room is None or error.errno != EXDEV:
            raise
        replace(path, parts, mode=mode)  # the room is on another disk


def make(path: Path, data: bytes) -> None:
    """Make a new file at once, and the folders above it; FileExistsError where something has that name."""
    with _not_yet(path, [data], path.parent) as new:
        try:
            os.link(new, path)  # unlike a renaming it never takes the place of a file
        except FileExistsError:
            raise
        except OSError:  # not every file system gives a file two names: the name is taken first, then filled
            path.open("xb").close()
            new.replace(path)


@contextmanager
def _not_yet(path: Path, parts: Parts, folder: Path) -> Iterator[Path]:
    """Write a file that is in `folder` until it takes the place of `path`; no error names it, nobody knows it."""
    # Not the whole name: that may be as long as a name can be.
    new = folder / f".{path.name[:40]}.{os.getpid()}.new"
    try:
        _in_folder(folder, partial(_write, new, parts))
        yield new
    except OSError as error:
        if error.filename == str(new):
            error.filename = str(path)
        raise
    finally:
        with suppress(OSError):
            new.unlink()


def _in_folder(folder: Path, write: Callable[[], object]) -> None:
    """Write into a folder, and make it where it is missing: one look less for all files where it is not."""
    try:
        write()
    except (FileNotFoundError, NotADirectoryError):
        folder.mkdir(parents=True, exist_ok=True)
        write()


def _write(path: Path, parts: Parts) -> None:
    with path.open("wb") as file:
        file.writelines(parts)
