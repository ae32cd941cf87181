"""A recap as plain values for JSON: what `recap inspect --json` prints and what the site publishes."""

from collections.abc import Iterable
from typing import Any

from recap.model import Conference, Link, LinkList, Recap, Section, Session

Data = dict[str, Any]


def recap_data(recap: Recap, without: frozenset[str] = frozenset()) -> Data:
    """Return the recap by field name but those `without`; the speakers of a session are their names."""
    return {
        "title": recap.title,
        "slug": recap.slug,
        "date": recap.date.isoformat() if recap.date else None,
        "lang": recap.lang,
        "tagline": recap.tagline,
        "conference": _conference(recap.conference, without) if recap.conference else None,
        "sections": _sections(recap.sections, without),
        "sessions": [_session(session, without) for session in recap.sessions],
        "link_lists": [_link_list(listing, without) for listing in recap.link_lists],
        "links": _links(recap.links, without),
    }


def _but(without: frozenset[str], data: Data) -> Data:
    return {name: value for name, value in data.items() if name not in without} if without else data


def _conference(conference: Conference, without: frozenset[str]) -> Data:
    data = {
        "name": conference.name,
        "year": conference.year,
        "url": conference.url,
        "place": conference.place,
        "reason": conference.reason,
    }
    return _but(without, data)


def _sections(sections: Iterable[Section], without: frozenset[str]) -> list[Data]:
    return [
        _but(
            without,
            {
                "title": section.title,
                "id": section.id,
                "level": section.level,
                "line": section.line,
                "sections": _sections(section.sections, without),
            },
        )
        for section in sections
    ]


def _session(session: Session, without: frozenset[str]) -> Data:
    data = {
        "kind": session.kind,
        "title": session.title,
        "speakers": [speaker.name for speaker in session.speakers],
        "marked": session.marked,
        "links": _links(session.links, without),
        "line": session.line,
        "id": session.id,
        "reason": session.reason,
        "speakers_reason": session.speakers_reason,
        "kind_reason": session.kind_reason,
        "title_reason": session.title_reason,
    }
    return _but(without, data)


def _link_list(listing: LinkList, without: frozenset[str]) -> Data:
    data = {
        "title": listing.title,
        "links": _links(listing.links, without),
        "line": listing.line,
        "id": listing.id,
        "title_reason": listing.title_reason,
    }
    return _but(without, data)


def _links(links: Iterable[Link], without: frozenset[str]) -> list[Data]:
    return [
        _but(
            without,
            {
                "url": link.url,
                "text": link.text,
                "kind": link.kind,
                "reason": link.reason,
                "line": link.line,
                "note": link.note,
            },
        )
        for link in links
    ]
