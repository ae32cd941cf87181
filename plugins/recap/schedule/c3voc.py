"""schedule.json as frab and pretalx write it and c3voc describes it, in both versions; pretalx's list of talks."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from recap.schedule import tidy
from recap.schedule.gather import RawLink, RawSession, programme
from recap.schedule.interface import Programme, unreadable
from recap.schedule.json_file import loaded, maps

NAME = "schedule.json"
_CHANGE = 4
"""The hour before which a time belongs to the day before, where the programme's second version says no day."""


def recognises(data: bytes) -> bool:
    """Tell whether a file is JSON with a `schedule`, or a list of proposals with codes."""
    content = loaded(data)
    if isinstance(content, Mapping):
        return isinstance(content.get("schedule"), Mapping) or bool(_proposals(content.get("results")))
    return bool(_proposals(content))


def read(data: bytes, where: str) -> Programme:
    """Read the programme; raises RecapError where no session can be found in it."""
    content = loaded(data)
    if isinstance(content, Mapping) and isinstance(content.get("schedule"), Mapping):
        return _schedule(content["schedule"], where)
    results = content.get("results") if isinstance(content, Mapping) else content
    return programme("pretalx's list of talks", "", "", (_proposal(each) for each in _proposals(results)))


def _schedule(schedule: Mapping[str, Any], where: str) -> Programme:
    conference = schedule.get("conference")
    if not isinstance(conference, Mapping):
        conference = {}
    events = [*_by_days(conference.get("days") or schedule.get("days"))]
    events += [(None, "", event) for event in maps(schedule.get("events"))]
    if not events:
        raise unreadable(where, "the schedule has no sessions", "check that the programme is published")
    base = tidy.text(schedule.get("base_url")) or tidy.text(conference.get("url"))
    base = base or (where if "://" in where else "")
    tracks = {tidy.text(each.get("slug")): each.get("name") for each in maps(conference.get("tracks"))}
    found = (_session(event, on, room, base, tracks) for on, room, event in events)
    return programme(NAME, conference.get("title"), conference.get("city"), found)


def _by_days(days: Any) -> Iterator[tuple[date | None, str, Mapping[str, Any]]]:
    """Yield day, room and event; rooms are a mapping of lists."""
    for day in maps(days):
        rooms = day.get("rooms")
        for room, events in rooms.items() if isinstance(rooms, Mapping) else ():
            yield from ((tidy.day(day.get("date")), str(room), event) for event in maps(events))


def _session(
    event: Mapping[str, Any], on: date | None, room: str, base: str, tracks: Mapping[str, Any]
) -> RawSession:
    start = tidy.moment(event.get("date")) if "T" in tidy.text(event.get("date")) else None
    start = start or tidy.moment(event.get("start"), on)
    track = event.get("track")
    if isinstance(track, Mapping):
        track = tracks.get(tidy.text(track.get("slug"))) or track
    return RawSession(
        title=event.get("title"),
        type=event.get("type"),
        speakers=tidy.names(_people(event)),
        day=on or (start and (start - timedelta(hours=_CHANGE)).date()),
        start=start,
        minutes=tidy.minutes(event.get("duration"), start, tidy.moment(event.get("end"))),
        room=event.get("room") or room,
        track=track,
        page=event.get("url"),
        links=[*_links(event.get("attachments")), *_links(event.get("links"))],
        status=event.get("status"),
        base=base,
    )


def _people(event: Mapping[str, Any]) -> Iterator[str]:
    for person in maps(event.get("persons") or event.get("participants") or event.get("speakers")):
        if tidy.text(person.get("role")).lower() in ("", "speaker", "moderator", "keynote"):
            yield next(
                filter(None, (tidy.text(person.get(key)) for key in ("public_name", "name", "full_public_name"))),
                "",
            )


def _links(links: Any) -> Iterator[RawLink]:
    for link in maps(links):
        url = link.get("url") or link.get("resource") or link.get("href")
        yield RawLink(url=url, text=link.get("title") or link.get("description"), type=link.get("type"))


def _proposals(content: Any) -> list[Mapping[str, Any]]:
    return [each for each in maps(content) if "code" in each and "title" in each and "speakers" in each]


def _proposal(talk: Mapping[str, Any]) -> RawSession:
    slot = next(maps([talk.get("slot"), *maps(talk.get("slots"))]), {})
    start = tidy.moment(slot.get("start"))
    return RawSession(
        title=talk.get("title"),
        type=talk.get("submission_type"),
        speakers=tidy.names(_people(talk)),
        start=start,
        minutes=tidy.minutes(talk.get("duration"), start, tidy.moment(slot.get("end"))),
        room=slot.get("room"),
        track=talk.get("track"),
        links=[*_links(talk.get("resources"))],
        status=talk.get("state"),
    )
