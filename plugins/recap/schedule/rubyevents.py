"""RubyEvents' videos.yml: the talks of an event as that site keeps them, with slides and recordings."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from recap.schedule import tidy
from recap.schedule.gather import RawLink, RawSession, programme
from recap.schedule.interface import Programme, unreadable
from recap.schedule.json_file import maps

NAME = "RubyEvents"
_PLAYERS = {"youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}"}
_SIGNS = ("event_name", "video_provider", "raw_title")


def recognises(data: bytes) -> bool:
    """Tell whether a file is YAML with talks, or with the grid that goes with them."""
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith((b"---", b"- ", b"#", b"days:")):
        return False
    content = _loaded(data)
    if isinstance(content, Mapping):
        return any("grid" in day for day in maps(content.get("days")))
    return any(sign in talk for talk in maps(content) for sign in _SIGNS)


def read(data: bytes, where: str) -> Programme:
    """Read the programme; raises RecapError for the grid of times, which names no talk."""
    content = _loaded(data)
    if isinstance(content, Mapping):
        raise unreadable(where, "the grid of a day names no talks", "give the videos.yml that lies beside it")
    title = next((name for talk in maps(content) if (name := tidy.text(talk.get("event_name")))), "")
    return programme(NAME, title, "", map(_session, _talks(content)))


def _loaded(data: bytes) -> Any:
    try:
        return yaml.safe_load(data.decode("utf-8-sig"))
    except (ValueError, yaml.YAMLError, RecursionError):
        return None


def _talks(content: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the talks; a recording of several is those, and stands for itself where they are not told."""
    for talk in maps(content):
        parts = [*maps(talk.get("talks"))]
        shared = {key: talk.get(key) for key in ("date", "track")}
        yield from ({**shared, **part} for part in parts or [talk])


def _session(talk: Mapping[str, Any]) -> RawSession:
    on = tidy.day(str(talk.get("date") or ""))
    return RawSession(
        title=talk.get("title"),
        type=talk.get("kind"),
        speakers=tidy.names(_speakers(talk.get("speakers"))),
        day=on,
        start=tidy.moment(talk.get("start_time"), on),
        track=talk.get("track"),
        page=talk.get("external_url") or talk.get("url"),
        links=[*_links(talk)],
        status=talk.get("status"),
    )


def _speakers(given: Any) -> Iterator[str]:
    for each in given if isinstance(given, list) else ():
        yield tidy.text(each.get("name") if isinstance(each, Mapping) else each)


def _links(talk: Mapping[str, Any]) -> Iterator[RawLink]:
    yield RawLink(url=talk.get("slides_url"), text="Slides", type="slides")
    player = _PLAYERS.get(tidy.text(talk.get("video_provider")).lower())
    if player and (number := tidy.text(talk.get("video_id"))):
        yield RawLink(url=player.format(number), text="Recording", type="video")
    for more in maps(talk.get("additional_resources")):
        yield RawLink(url=more.get("url"), text=more.get("title") or more.get("name"), type=more.get("type"))
