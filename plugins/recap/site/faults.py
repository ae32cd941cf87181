"""What can be wrong with a post, in the author's words."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import unescape
from os.path import normpath, pardir, sep
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfoNotFoundError

from docutils.utils import SystemMessage
from pelican.contents import Article, Content

from recap.errors import Problem, RecapError, guess
from recap.files import undecodable

_DATE_LINES: Mapping[str, str] = {
    ".rst": "`:date: 2015-06-07` below the title",
    ".html": '`<meta name="date" content="2015-06-07">` in its head',
    ".htm": '`<meta name="date" content="2015-06-07">` in its head',
}
"""Suffix of a file that is no Markdown -> how it says its date."""


def of_content(content: Content, source: str, has_template: Callable[[str], bool]) -> Iterator[Problem]:
    """Yield why Pelican would drop a post or page that was read, or end the build because of it."""
    problem = partial(_problem, source)
    if not str(getattr(content, "title", "")).strip():
        yield problem("title", "no title", "write `Title: ...` at the top")
    elif not getattr(content, "slug", ""):
        message = f"no address can be made of the title {content.title!r}"
        yield problem("title", message, "write `Slug: my-recap` at the top")
    else:
        yield from _address(content, problem)
    if isinstance(content, Article) and not hasattr(content, "date"):
        how = _DATE_LINES.get(Path(source).suffix.lower(), "`Date: 2015-06-07` at the top")
        yield problem("date", "no date", f"write {how}, or begin the file's name with the date")
    if content.status not in content.allowed_statuses:
        yield problem(
            "status", f"unknown status {content.status!r}", guess(content.status, content.allowed_statuses)
        )
    if content.template != content.default_template and not has_template(content.template):
        message = f"the theme has no template {content.template!r}"
        yield problem("template", message, "leave `Template` out, or correct it")
    yield from _links(content, source)


def _links(content: Content, source: str) -> Iterator[Problem]:
    """Yield the links to files of the site, `{filename}...`, that Pelican cannot take apart."""
    if not getattr(content, "leads_inside", True):
        return
    for found in content._get_intrasite_link_regex().finditer(content._content or ""):
        try:
            urlsplit(found["value"])
        except ValueError:
            yield _unreadable(source, unescape(found["path"]))


def _unreadable(source: str, address: str) -> Problem:
    line = first_line(source, lambda text: address in text)
    message = f"the address {address} cannot be read"
    return Problem(path=source, line=line, message=message, hint="write the name of a file, or another address")


def _address(content: Content, problem: Callable[[str, str, str], Problem]) -> Iterator[Problem]:
    try:
        inside = normpath(content.save_as).split(sep)[0] not in {"", pardir}
        str(content.url)
    except KeyError as error:
        name = str(error.args[0])
        message = f"its address, as the settings give it, asks for {name!r}, which the post does not say"
        yield problem(name, message, f"write `{name.title()}: ...`, or correct the address in the settings")
    else:
        if any(len(part.encode()) > _LONGEST for part in content.save_as.split("/")):
            message = "its address is longer than the name of a file can be"
            yield problem("slug", message, "write a short one, `Slug: my-recap`")
        if not inside:
            message = f"its page would be written outside the site: {content.save_as}"
            yield problem("save_as", message, "correct `Save_as` or `Slug`")


_LONGEST = 255
"""Bytes of a file's name on the usual file systems."""


def of_error(error: Exception, source: str) -> tuple[Problem, ...]:
    """Return what the author did wrong when reading ended in `error`; nothing when it is a programmer's fault."""
    for kind, explain in _EXPLAINED:
        if isinstance(error, kind):
            return tuple(explain(error, source))
    return ()


def _ours(error: RecapError, _source: str) -> Iterator[Problem]:
    yield from error.problems


def _encoding(error: UnicodeDecodeError, source: str) -> Iterator[Problem]:
    yield undecodable(source, error)


def _zone(_error: ZoneInfoNotFoundError, source: str) -> Iterator[Problem]:
    yield _problem(source, "timezone", "the time zone is none", "write it as `Timezone: Europe/Dublin`")


def _markup(error: SystemMessage, source: str) -> Iterator[Problem]:
    # docutils says `/path/to/post.rst:7: (WARNING/2) Inline emphasis start-string without end-string.`
    said = re.fullmatch(r".*?:(\d+): \(\w+/\d\) (.*)", str(error), re.DOTALL)
    line, message = (int(said[1]), said[2]) if said else (None, str(error))
    message = " ".join(message.split()).rstrip(".")
    yield Problem(path=source, line=line, message=message, hint="correct the reStructuredText there")


def _file(error: OSError, source: str) -> Iterator[Problem]:
    hint = "check that the file is there and may be read"
    yield Problem(path=source, line=None, message=error.strerror or str(error), hint=hint)


def _value(error: ValueError, source: str) -> Iterator[Problem]:
    # Pelican's get_date has no error of its own.
    if said := re.fullmatch(r"'(.*)' is not a valid date", str(error)):
        line = first_line(source, lambda text: said[1] in text)
        hint = "write it as `2015-06-07` or `2015-06-07 18:30`"
        yield Problem(path=source, line=line, message=f"the date {said[1]!r} is none", hint=hint)


_EXPLAINED: tuple[tuple[type[Exception], Callable[[Any, str], Iterator[Problem]]], ...] = (
    (RecapError, _ours),
    (UnicodeDecodeError, _encoding),
    (ZoneInfoNotFoundError, _zone),
    (SystemMessage, _markup),
    (ValueError, _value),
    (OSError, _file),
)


def _problem(source: str, key: str, message: str, hint: str) -> Problem:
    return Problem(path=source, line=line_of(source, key), message=message, hint=hint)


def line_of(source: str, key: str) -> int | None:
    """Return the line of the front matter that has `key`; the first when none has it."""
    named = re.compile(rf"\W*{re.escape(key)}\W", re.IGNORECASE)
    return first_line(source, lambda line: bool(named.match(line)))


def first_line(source: str, is_it: Callable[[str], bool]) -> int | None:
    """Return the first line that is it, else the first of all; None when the file cannot be read."""
    try:
        lines = Path(source).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return next((number for number, line in enumerate(lines, start=1) if is_it(line)), 1)
