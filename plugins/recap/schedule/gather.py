"""What all formats share: a session is built or skipped, and a programme is put in order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from recap.schedule import tidy
from recap.schedule.interface import Programme, ScheduledLink, ScheduledSession, Skipped
from recap.schedule.words import programme_words

_NO_NAME = re.compile(r"\W*\s(?:schedule|programme|program|fahrplan)$", re.I)
_BRACES = re.compile(r"\{[^{}]*\}")
"""What a title cannot consist of: it is read as an attribute list or a template's tag."""
_CANCELLED = ("cancelled", "canceled", "abgesagt", "annulé", "withdrawn", "rejected")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLink:
    """An address as a format has it."""

    url: Any
    text: Any = ""
    type: Any = ""
    """What the format calls it: `slides`, `FEEDBACK`; may be ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSession:
    """A session as a format has it: any of the values may be missing or odd."""

    title: Any
    type: Any = ""
    speakers: tuple[str, ...] = ()
    day: date | None = None
    start: datetime | None = None
    minutes: int = 0
    room: Any = ""
    track: Any = ""
    page: Any = ""
    """The address of its own page."""
    links: Iterable[RawLink] = ()
    status: Any = ""
    service: bool = False
    """The programme itself says that it is a break or the like."""
    base: str = field(default="")
    """What relative addresses stand on."""


def programme(form: str, title: Any, place: Any, found: Iterable[RawSession]) -> Programme:
    """Return the programme that a format's sessions make: tidied, each once, in order of time."""
    sessions: dict[ScheduledSession, None] = {}
    skipped: list[Skipped] = []
    for raw in found:
        name = tidy.plain(raw.title)
        if reason := _reason_to_skip(raw, name):
            skipped.append(Skipped(what=name or "a session without a title", reason=reason))
            continue
        links, left = _links(raw, programme_words().labelled(name)[1])
        skipped += left
        session = _session(raw, name, links)
        if session in sessions:
            skipped.append(Skipped(what=name, reason="the programme has it twice"))
        sessions[session] = None
    ordered = sorted(sessions, key=_when)
    return Programme(
        format=form,
        title=_NO_NAME.sub("", tidy.text(title)),
        place=tidy.text(place),
        sessions=tuple(ordered),
        skipped=tuple(skipped),
    )


def _session(raw: RawSession, title: str, links: tuple[ScheduledLink, ...]) -> ScheduledSession:
    words = programme_words()
    return ScheduledSession(
        title=words.labelled(title)[1],
        kind=words.kind_of_session(tidy.text(raw.type), title),
        speakers=raw.speakers,
        day=raw.day or (raw.start.date() if raw.start else None),
        start=raw.start,
        minutes=raw.minutes,
        room=tidy.text(raw.room),
        track="" if words.is_day(tidy.text(raw.track)) else tidy.text(raw.track),
        links=links,
    )


def _reason_to_skip(raw: RawSession, title: str) -> str:
    if not any(char.isalnum() for char in _BRACES.sub("", title)):
        return "it has no title"
    status = tidy.text(raw.status).lower()
    if status in _CANCELLED or title.lower().startswith(_CANCELLED[:3]):
        return "it was cancelled"
    if raw.service or (not raw.speakers and programme_words().is_break(title)):
        return "a break, no session"
    return ""


def _links(raw: RawSession, session: str) -> tuple[tuple[ScheduledLink, ...], list[Skipped]]:
    """Return a session's links, each address once, its own page first; and those left out."""
    kept: dict[str, ScheduledLink] = {}
    skipped: list[Skipped] = []
    for link in _all_links(raw):
        words, type_ = tidy.plain(link.text), tidy.text(link.type)
        url = tidy.address(link.url, raw.base)
        if not tidy.text(link.url):
            continue
        if reason := programme_words().boilerplate(type_, words) or ("" if url else "no address on the web"):
            what = f"{words or tidy.text(link.url)}, a link"
            skipped.append(Skipped(what=what, reason=reason, session=session))
        elif url not in kept:
            kind = "abstract" if type_ == "abstract" else programme_words().kind_of_link(type_, words)
            kept[url] = ScheduledLink(url=url, text=words, kind=kind)
    once = {(link.kind, _stem(link)): link for link in reversed(kept.values())}
    again = [link for link in kept.values() if link not in once.values()]
    skipped += [
        Skipped(what=f"{link.text}, a link", reason="the same recording in another format", session=session)
        for link in again
    ]
    return tuple(link for link in kept.values() if link not in again), skipped


def _stem(link: ScheduledLink) -> str:
    """Return what two files of one recording share: the address without its extension."""
    return re.sub(r"\.\w{2,4}$", "", link.url) if link.kind in ("video", "audio") else link.url


def _all_links(raw: RawSession) -> Iterator[RawLink]:
    yield RawLink(url=raw.page, text="", type="abstract")
    yield from raw.links


def _when(session: ScheduledSession) -> tuple[date, datetime, str]:
    on = session.day or date.max
    return on, session.start or datetime.combine(on, time.min), session.room
