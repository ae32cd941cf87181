"""What can be mended safely: edits within lines; every other byte of a file stays as it is."""

import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from itertools import groupby
from pathlib import Path
from stat import S_IMODE

from recap.check.post import Post
from recap.check.rule import Edit, Found
from recap.errors import Problem, RecapError
from recap.files import replace

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MARK = "\ufeff"


def mended(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made; of two that overlap, the first in the line."""
    body = text.lstrip(_MARK)
    lines = _LINE.findall(body)
    for number, of_line in groupby(sorted(edits, key=_place), key=lambda edit: edit.line):
        if number <= len(lines):
            lines[number - 1] = _edited(lines[number - 1], of_line)
    return text[: len(text) - len(body)] + "".join(lines)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.line, edit.start


def _edited(line: str, edits: Iterable[Edit]) -> str:
    parts, end = [], 0
    for edit in edits:
        if edit.start >= end and line.startswith(edit.old, edit.start):
            parts += [line[end : edit.start], edit.new]
            end = edit.start + len(edit.old)
    return "".join([*parts, line[end:]])


def mends(posts: Iterable[Post], found: Iterable[Found]) -> Iterator[tuple[Post, str]]:
    """Yield each post that can be mended and its new text; one that is not UTF-8 is left alone."""
    edits: dict[str, list[Edit]] = {}
    for each in found:
        if each.finding.edit:
            edits.setdefault(each.finding.path, []).append(each.finding.edit)
    for post in posts:
        new = mended(post.text, edits.get(post.path, ()))
        if new != post.text and not post.unreadable:
            yield post, new


def diff(post: Post, new: str) -> Iterator[str]:
    """Yield the lines of what will be different, as `diff -u` shows them."""
    old_lines, new_lines = ([line.rstrip("\r\n") for line in _LINE.findall(text)] for text in (post.text, new))
    yield from unified_diff(old_lines, new_lines, post.path, post.path, n=1, lineterm="")


def write(post: Post, new: str) -> None:
    """Make `new` the text of the post's file, at once. Raises RecapError when it was changed meanwhile."""
    path = Path(post.path).resolve()
    if path.read_bytes() != post.text.encode():
        raise _unwritten(post, "changed while it was checked", "check again")
    try:
        replace(path, new.encode(), mode=S_IMODE(path.stat().st_mode))
    except OSError as error:
        raise _unwritten(post, f"cannot be written: {error.strerror}", "mend that and try again") from error


def _unwritten(post: Post, message: str, hint: str) -> RecapError:
    return RecapError(Problem(path=post.path, line=None, message=message, hint=hint))
