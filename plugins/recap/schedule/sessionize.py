"""Sessionize's JSON views: the grid, the list of sessions by groups, and "all"."""

from collections.abc import Iterator, Mapping
from typing import Any

from recap.schedule import tidy
from recap.schedule.gather import RawLink, RawSession, programme
from recap.schedule.interface import Programme
from recap.schedule.json_file import loaded, maps

NAME = "Sessionize"
_SIGNS = ("startsAt", "isServiceSession", "isPlenumSession")


def recognises(data: bytes) -> bool:
    """Tell whether a file has sessions with Sessionize's own keys."""
    return any(any(sign in session for sign in _SIGNS) for session, _ in _sessions(loaded(data)))


def read(data: bytes, where: str) -> Programme:  # noqa: ARG001  (every format is told where)
    """Read the programme; a session shown in several rooms is one."""
    content = loaded(data)
    seen: dict[str, tuple[Mapping[str, Any], str]] = {}
    for session, room in _sessions(content):
        seen.setdefault(tidy.text(session.get("id")) or str(len(seen)), (session, room))
    named = _names(content)
    return programme(NAME, "", "", (_session(session, room, named) for session, room in seen.values()))


def _sessions(content: Any) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield each session of any view with its room."""
    if isinstance(content, Mapping):
        yield from ((session, "") for session in maps(content.get("sessions")))
    for group in maps(content):
        yield from ((session, "") for session in maps(group.get("sessions")))
        for room in maps(group.get("rooms")):
            yield from ((session, tidy.text(room.get("name"))) for session in maps(room.get("sessions")))


def _id(value: Mapping[str, Any]) -> str:
    return tidy.text(value.get("id"))


def _names(content: Any) -> dict[str, str]:
    """Return what the ids of the view "all" stand for: speakers, rooms and items of categories."""
    if not isinstance(content, Mapping):
        return {}
    named = {_id(each): tidy.text(each.get("fullName")) for each in maps(content.get("speakers"))}
    named |= {_id(each): tidy.text(each.get("name")) for each in maps(content.get("rooms"))}
    for category in maps(content.get("categories")):
        named |= {_id(each): tidy.text(each.get("name")) for each in maps(category.get("items"))}
    return named


def _session(session: Mapping[str, Any], room: str, named: Mapping[str, str]) -> RawSession:
    start = tidy.moment(session.get("startsAt"))
    speakers = session.get("speakers")
    said = _categories(session, named)
    return RawSession(
        title=session.get("title"),
        type=next((value for title, value in said if "format" in title or "type" in title), ""),
        speakers=tidy.names(_speaker(each, named) for each in (speakers if isinstance(speakers, list) else ())),
        start=start,
        minutes=tidy.minutes("", start, tidy.moment(session.get("endsAt"))),
        room=""
        if session.get("isPlenumSession")
        else session.get("room") or named.get(tidy.text(session.get("roomId"))) or room,
        track=next((value for title, value in said if "track" in title or "topic" in title), ""),
        links=[
            RawLink(url=session.get("recordingUrl"), text="Recording", type="video"),
            RawLink(url=session.get("liveUrl"), text="Live stream", type="live stream"),
        ],
        status=session.get("status"),
        service=bool(session.get("isServiceSession")),
    )


def _speaker(speaker: Any, named: Mapping[str, str]) -> str:
    if isinstance(speaker, Mapping):
        return tidy.text(speaker.get("name") or speaker.get("fullName"))
    return named.get(tidy.text(speaker), "")


def _categories(session: Mapping[str, Any], named: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the title, in lower case, and the first item of each category of a session."""
    found = []
    for category in maps(session.get("categories")):
        item = next(maps(category.get("categoryItems")), {})
        found.append((tidy.text(category.get("name")).lower(), tidy.text(item.get("name"))))
    items = session.get("categoryItems")
    found += [("format", named.get(tidy.text(each), "")) for each in (items if isinstance(items, list) else ())][
        :1
    ]
    return found
