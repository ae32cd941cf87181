"""What the index asks of every post: it is kept apart, so that nobody has to fetch a whole recap for it."""

from typing import NamedTuple

from recap.model import Conference, Recap, Session


class Brief(NamedTuple):
    """What a recap says, in brief."""

    conference: Conference | None
    """The conference that it reports on."""
    lang: str
    """Its language, as Recap.lang says it."""
    speakers: tuple[str, ...]
    """The names of all who gave its sessions, in their order, as often as they did."""
    kinds: tuple[str, ...]
    """The kinds of its sessions, in their order."""
    recorded: tuple[str, ...]
    """The titles of its sessions that have a recording, as `recorded` has them."""
    addresses: tuple[str, ...]
    """The addresses that it links to, each once."""


def brief_of(recap: Recap) -> Brief:
    """Return a recap in brief."""
    return Brief(
        conference=recap.conference,
        lang=recap.lang,
        speakers=tuple(speaker.name for session in recap.sessions for speaker in session.speakers),
        kinds=tuple(session.kind for session in recap.sessions),
        recorded=tuple(session.title for session in recorded(recap.sessions)),
        addresses=tuple(link.url for link in recap.links),
    )


def recorded(sessions: tuple[Session, ...]) -> list[Session]:
    """Return the sessions that have a recording, in the order of their lines."""
    found = [session for session in sessions if any(link.kind == "video" for link in session.links)]
    return sorted(found, key=lambda session: session.line)
