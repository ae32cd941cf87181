"""Puts converted posts and their files where they belong. What is there stays."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from recap.errors import Problem
from recap.files import make
from recap.importing.convert import Converted


def write(converted: Converted, content: Path, *, dry: bool) -> Iterator[Problem]:
    """Write one post and the files it needs to the folder `content`, each whole; yield what is in the way.

    With `dry` nothing is written, and the same is said.
    """
    yield from _put(content / converted.name, converted.text.encode, dry=dry)
    for name, file in converted.copies.items():
        yield from _put(content / name, file.read_bytes, dry=dry)


def _put(path: Path, read: Callable[[], bytes], *, dry: bool) -> Iterable[Problem]:
    """Make a file that is not there; one with the same content is as good as made."""
    try:
        data = read()
        if path.exists() or path.is_symlink():
            same = path.is_file() and path.read_bytes() == data
            return () if same else (_in_the_way(path),)
        if not dry:
            make(path, data)
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        return (Problem(path=str(path), line=None, message=message, hint="mend that and import again"),)
    return ()


def _in_the_way(path: Path) -> Problem:
    hint = "move it away, or import to another folder with --to"
    return Problem(path=str(path), line=None, message="is there already and was left as it is", hint=hint)
