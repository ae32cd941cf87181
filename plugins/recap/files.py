"""Files: what a post's holds, with what is wrong with it said by its line; and how any file is written, whole."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
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


Write = Callable[[bytes | memoryview], object]
"""Takes what a file is to hold, one part after the other: what is large need never be in memory as a whole."""


def replace(path: Path, data: bytes | Iterable[bytes], *, mode: int | None = None) -> None:
    """Make `data` the content of the file at once, whether or not there is one; `mode` is what it allows then."""
    with _beside(path, [data] if isinstance(data, bytes) else data) as new:
        if mode is not None:
            new.chmod(mode)
        new.replace(path)


def make(path: Path, data: bytes) -> None:
    """Make a new file at once, and the folders above it; FileExistsError where something has that name."""
    with _beside(path, [data]) as new:
        try:
            os.link(new, path)  # unlike a renaming it never takes the place of a file
        except FileExistsError:
            raise
        except OSError:  # not every file system gives a file two names: the name is taken first, then filled
            path.open("xb").close()
            new.replace(path)


@contextmanager
def _beside(path: Path, parts: Iterable[bytes]) -> Iterator[Path]:
    """Write a file that stands beside `path` until it takes its place; no error names it, nobody knows it."""
    # Not the whole name: that may be as long as a name can be.
    new = path.with_name(f".{path.name[:40]}.{os.getpid()}.new")
    try:
        try:
            _write(new, parts)
        except (FileNotFoundError, NotADirectoryError):  # no such folder: one look less for all files where it is
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(new, parts)
        yield new
    except OSError as error:
        if error.filename == str(new):
            error.filename = str(path)
        raise
    finally:
        with suppress(OSError):
            new.unlink()


def _write(path: Path, parts: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(parts)
