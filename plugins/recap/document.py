"""The door: whatever needs a post comes through here, and nobody parses a second time."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from recap.errors import NO_DATE, Problem, guess
from recap.files import bytes_of, decoded
from recap.model import Conference, Recap
from recap.reading import front_matter
from recap.reading.body import Body, read_body
from recap.reading.conference import find_conference
from recap.reading.front_matter import FrontMatter, as_text
from recap.reading.options import ReadingOptions, in_language
from recap.slugs import slug

_REPORTS = 2
"""So many sessions make a post one on a conference, whose name its title may hold."""
_DATE_IN_NAME = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")
_UNFIT = re.compile(r"""[\s/\\?#%"<>\x00-\x1f]""")
"""What would end a part of an address, or the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A post as it was read."""

    path: str
    """The file, as it was asked for."""
    metadata: Mapping[str, Any]
    """The front matter by Pelican's names in lower case, with `title` and `date` as found."""
    html: str
    """The body as it goes into the page."""
    recap: Recap
    """What the post says, as values."""
    problems: tuple[Problem, ...]
    """Why it cannot be published as it is; empty when it can."""
    warnings: tuple[Problem, ...]
    """What of the front matter was not understood, and read as well as it can be."""


def load(path: str | Path, text: str | None = None, options: ReadingOptions | None = None) -> Document:
    """Read the post at `path`, or `text` as if it stood there.

    Whatever an author writes is read, and what is wrong with it is listed in `problems`. Raises RecapError only
    when the file itself cannot be read.
    """
    path = Path(path)
    front = front_matter.split(decoded(path, bytes_of(path)) if text is None else text)
    titled = bool(as_text(front.values.get("title")))
    options = in_language(options or ReadingOptions(), as_text(front.values.get("lang")))
    body = read_body(front.body, front.body_line, options, titled=titled)
    recap = _recap(path, front, body)
    found = {"title": recap.title, "date": recap.date}
    return Document(
        path=str(path),
        metadata={**front.values, **{name: value for name, value in found.items() if value}},
        html=body.html,
        recap=recap,
        problems=tuple(_problems(path, front, recap)),
        warnings=tuple(
            Problem(path=str(path), line=fault.line, message=fault.message, hint=fault.hint)
            for fault in front.problems
        ),
    )


def _recap(path: Path, front: FrontMatter, body: Body) -> Recap:
    title = as_text(front.values.get("title")) or body.title
    date = _date(path, front)
    return Recap(
        title=title,
        slug=as_text(front.values.get("slug")) or slug(title),
        date=date,
        lang=as_text(front.values.get("lang")),
        tagline=as_text(front.values.get("tagline")),
        title_in_body=not as_text(front.values.get("title")) and bool(body.title),
        conference=_conference(front, title, date, body),
        sections=body.sections,
        sessions=body.sessions,
        link_lists=body.link_lists,
        links=body.links,
    )


def _conference(front: FrontMatter, title: str, date: datetime | None, body: Body) -> Conference | None:
    return find_conference(
        given=front.values.get("conference"),
        title=title,
        date=date,
        links=[(link.url, link.text, link.kind) for link in body.links],
        opening=body.opening,
        reports=len(body.sessions) >= _REPORTS,
        place=as_text(front.values.get("place")) or as_text(front.values.get("location")),
    )


def _date(path: Path, front: FrontMatter) -> datetime | None:
    """Return the date of the front matter; where it names none, that of the file's name."""
    if as_text(front.values.get("date")):
        return front_matter.parse_date(front.values["date"])
    named = _DATE_IN_NAME.search(path.name)
    return front_matter.parse_date(named.group()) if named else None


def _problems(path: Path, front: FrontMatter, recap: Recap) -> list[Problem]:
    found = []
    if not recap.title:
        hint = "write `Title: ...` at the top, or begin the post with a heading"
        found.append(Problem(path=str(path), line=1, message="no title", hint=hint))
    if recap.date is None:
        found.append(_date_problem(path, front))
    checked = ((key, check(as_text(front.values.get(key)))) for key, check in _CHECKS.items())
    found += (
        Problem(path=str(path), line=front.lines.get(key, 1), message=fault[0], hint=fault[1])
        for key, fault in checked
        if fault
    )
    return found


def _lang_fault(lang: str) -> tuple[str, str] | None:
    if not lang or _LANGUAGE.fullmatch(lang):
        return None
    return f"{lang!r} is no language code", "write it as `de` or `pt-BR`"


def _slug_fault(text: str) -> tuple[str, str] | None:
    """Judge what stands in addresses as it is written; letters of any script can."""
    if not _UNFIT.search(text) and text not in (".", ".."):
        return None
    return (
        f"the slug {text!r} cannot stand in an address as it is",
        f"write it as `Slug: {slug(text) or 'my-recap'}`",
    )


def _date_problem(path: Path, front: FrontMatter) -> Problem:
    if not as_text(front.values.get("date")):
        hint = "write `Date: 2015-06-07` at the top, or begin the file's name with the date"
        return Problem(path=str(path), line=1, message=NO_DATE, hint=hint)
    value = as_text(front.values["date"])
    hint = "write it as `Date: 2015-06-07` or `Date: 2015-06-07 18:30`"
    message = f"the date {value!r} is none"
    return Problem(path=str(path), line=front.lines.get("date", 1), message=message, hint=hint)


def _modified_fault(text: str) -> tuple[str, str] | None:
    if not text or front_matter.parse_date(text):
        return None
    return f"the date {text!r} is none", "write it as `Modified: 2015-06-07` or `Modified: 2015-06-07 18:30`"


def _status_fault(status: str) -> tuple[str, str] | None:
    if not status or status.lower() in _STATUSES:
        return None
    return f"unknown status {status!r}", guess(status.lower(), _STATUSES)


_STATUSES = ("draft", "hidden", "published", "skip")
"""Pelican's."""

_CHECKS: Mapping[str, Callable[[str], tuple[str, str] | None]] = {
    "lang": _lang_fault,
    "modified": _modified_fault,
    "slug": _slug_fault,
    "status": _status_fault,
}
"""What a value of the front matter has to be: a message and its hint when it is not."""
