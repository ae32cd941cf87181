"""A recap as plain values for JSON: what `recap inspect --json` prints and what the site publishes."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from recap.model import Link, LinkList, Recap, Session


def recap_data(recap: Recap) -> dict[str, Any]:
    """Return the recap by field name; the speakers of a session are their names."""
    return {
        "title": recap.title,
        "slug": recap.slug,
        "date": recap.date.isoformat() if recap.date else None,
        "lang": recap.lang,
        "tagline": recap.tagline,
        "conference": asdict(recap.conference) if recap.conference else None,
        "sections": [asdict(section) for section in recap.sections],
        "sessions": [_session(session) for session in recap.sessions],
        "link_lists": [_link_list(listing) for listing in recap.link_lists],
        "links": _links(recap.links),
    }


def _session(session: Session) -> dict[str, Any]:
    return {
        "kind": session.kind,
        "title": session.title,
        "speakers": [speaker.name for speaker in session.speakers],
        "marked": session.marked,
        "links": _links(session.links),
        "line": session.line,
        "id": session.id,
        "reason": session.reason,
        "speakers_reason": session.speakers_reason,
        "kind_reason": session.kind_reason,
        "title_reason": session.title_reason,
    }


def _link_list(listing: LinkList) -> dict[str, Any]:
    return {
        "title": listing.title,
        "links": _links(listing.links),
        "line": listing.line,
        "id": listing.id,
        "title_reason": listing.title_reason,
    }


def _links(links: Iterable[Link]) -> list[dict[str, Any]]:
    return [
        {
            "url": link.url,
            "text": link.text,
            "kind": link.kind,
            "reason": link.reason,
            "line": link.line,
            "note": link.note,
        }
        for link in links
    ]
