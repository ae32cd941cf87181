"""schedule.xml as Pentabarf began it: frab, pretalx, FOSDEM. Few files are valid; all events are read."""

import re
from collections.abc import Iterator
from datetime import timedelta

from lxml import etree

from recap.errors import RecapError
from recap.schedule import tidy
from recap.schedule.gather import RawLink, RawSession, programme
from recap.schedule.interface import Programme, unreadable

NAME = "schedule.xml"


def recognises(data: bytes) -> bool:
    """Tell whether a file is XML: it begins with a `<`."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or data[:4] in (b"\xff\xfe<\x00", b"\xfe\xff\x00<")


def read(data: bytes, where: str) -> Programme:
    """Read the programme; raises RecapError for what is no schedule.xml, or declares entities."""
    root = _parse(data, where)
    if root.tag not in ("schedule", "iCalendar") or root.find(".//event") is None:
        hint = "give the address of its schedule.xml, schedule.json, iCalendar or CSV export"
        raise unreadable(where, f"the XML begins with <{root.tag}> and holds no programme", hint)
    conference = root.find("conference")
    conference = root if conference is None else conference
    base = conference.findtext("base_url") or (where if "://" in where else "")
    return programme(
        NAME, conference.findtext("title"), conference.findtext("city"), _sessions(root, base, _change(conference))
    )


def _parse(data: bytes, where: str) -> "etree._Element":
    """Parse without network, DTD or entities: a bomb or a foreign file is refused, not expanded."""
    if b"<!DOCTYPE" in data.partition(b"<schedule")[0]:
        raise _has_document_type(where)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        hint = "download it again, or ask those who publish it; nothing was read"
        raise unreadable(where, f"not well-formed XML: {error.msg}", hint, error.lineno) from None
    if root.getroottree().docinfo.internalDTD is not None:  # in another encoding than ASCII's kin
        raise _has_document_type(where)
    return root


def _has_document_type(where: str) -> RecapError:
    hint = "remove the <!DOCTYPE ...> if you trust the file; no programme needs one"
    return unreadable(where, "the XML has a document type, which can declare entities", hint)


def _change(conference: "etree._Element") -> int:
    """Return the hour at which a new day of the conference begins; 4 when nothing says."""
    found = re.match(r"\d{1,2}", conference.findtext("day_change") or "")
    return int(found[0]) if found else 4


def _sessions(root: "etree._Element", base: str, change: int) -> Iterator[RawSession]:
    for event in root.iter("event"):
        around = {each.tag: each for each in event.iterancestors("day", "room")}
        day = tidy.day(around["day"].get("date")) if "day" in around else tidy.day(event.findtext("date"))
        start = tidy.moment(event.findtext("date")) if "T" in (event.findtext("date") or "") else None
        if start is None:
            start = tidy.moment(event.findtext("start"), day)
            if start and start.hour < change and "day" in around:
                start += timedelta(days=1)
        yield RawSession(
            title=event.findtext("title"),
            type=event.findtext("type"),
            speakers=tidy.names(person.text for person in event.iter("person")),
            day=day,
            start=start,
            minutes=tidy.minutes(event.findtext("duration")),
            room=event.findtext("room") or (around["room"].get("name") if "room" in around else ""),
            track=event.findtext("track"),
            page=event.findtext("url") or event.findtext("conf_url"),
            links=[
                RawLink(url=link.get("href") or link.get("url"), text=link.text, type=link.get("type"))
                for link in event.iter("attachment", "link")
            ],
            base=base,
        )
