"""Files of posts: their bytes, and their text; what is wrong with either is said with its line."""

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
