"""iCalendar: a session is an event; its speaker is often only in the summary, as "(talk by Ada Winter)"."""

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from recap.schedule import tidy
from recap.schedule.gather import RawLink, RawSession, programme
from recap.schedule.interface import Programme, unreadable

NAME = "iCalendar"
_BY = re.compile(r"\s*\((?:(?P<type>[\w -]{3,20})\s+)?by\s+(?P<who>[^()]+(?:\([^()]*\)[^()]*)?)\)\s*$", re.I)
_WEB = re.compile(r"https?://[^\s<>\"]+")


def recognises(data: bytes) -> bool:
    """Tell whether a file begins as calendars do."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].upper() == b"BEGIN:VCALENDAR"


def read(data: bytes, where: str) -> Programme:
    """Read the programme; raises RecapError for a calendar that cannot be parsed or has no events."""
    from icalendar import Calendar  # noqa: PLC0415  (slow to import, and rarely needed)

    try:
        calendar: Any = Calendar.from_ical(data.decode("utf-8-sig", errors="replace"))
    except (ValueError, IndexError, KeyError) as error:
        raise unreadable(where, f"the calendar cannot be read: {error}", "export it again") from None
    events = calendar.walk("VEVENT")
    if not events:
        raise unreadable(where, "the calendar has no events", "check that the programme is published")
    zone = _zone(calendar.get("X-WR-TIMEZONE"))
    return programme(NAME, _title(calendar), "", _sessions(events, zone))


def _title(calendar: Any) -> str:
    return tidy.text(str(calendar.get("X-WR-CALNAME") or calendar.get("NAME") or ""))


def _zone(name: Any) -> tzinfo | None:
    try:
        return ZoneInfo(str(name)) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _sessions(events: Any, zone: tzinfo | None) -> Iterator[RawSession]:
    for event in events:
        summary = tidy.text(str(event.get("SUMMARY") or ""))
        by = _BY.search(summary)
        title = summary[: by.start()] if by else summary
        start, end = (_wall(event, key, zone) for key in ("DTSTART", "DTEND"))
        yield RawSession(
            title=title,
            type=(by["type"] if by else "") or _categories(event),
            speakers=tidy.names_in(by["who"]) if by else _attendees(event),
            day=tidy.day(event.decoded("DTSTART")) if start is None and "DTSTART" in event else None,
            start=start,
            minutes=tidy.minutes("", start, end),
            room=str(event.get("LOCATION") or ""),
            track=_categories(event),
            page=str(event.get("URL") or "") or _page(str(event.get("DESCRIPTION") or "")),
            links=[*_attachments(event)],
            status=str(event.get("STATUS") or ""),
        )


def _wall(event: Any, key: str, zone: tzinfo | None) -> datetime | None:
    """Return a time by the clock on the wall; UTC is moved to the calendar's zone when it names one."""
    if key not in event:
        return None
    value = event.decoded(key)
    if not isinstance(value, datetime):
        return None
    if zone and value.tzinfo and not value.utcoffset():
        value = value.astimezone(zone)
    return value.replace(tzinfo=None)


def _page(description: str) -> str:
    """Return the address in a description that is nothing else."""
    found = _WEB.fullmatch(description.strip())
    return found[0] if found else ""


def _categories(event: Any) -> str:
    return ", ".join(str(name) for found in _all(event, "CATEGORIES") for name in getattr(found, "cats", ()))


def _attendees(event: Any) -> tuple[str, ...]:
    """Return the names of those whom the event marks as speakers."""
    people = _all(event, "ATTENDEE")
    return tidy.names(
        str(each.params.get("CN", "")) for each in people if "SPEAKER" in str(each.params.get("ROLE", "")).upper()
    )


def _attachments(event: Any) -> Iterator[RawLink]:
    for each in _all(event, "ATTACH"):
        yield RawLink(url=str(each), text=str(each.params.get("FILENAME", "")))


def _all(event: Any, key: str) -> list[Any]:
    """Return the values of a key that may be there several times."""
    found = event.get(key, [])
    return found if isinstance(found, list) else [found]
