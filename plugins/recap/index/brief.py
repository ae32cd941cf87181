"""What the index asks of every post: it is kept apart, so that nobody has to fetch a whole recap for it."""

from typing import NamedTuple

from recap.model import Conference, Recap, Session


class Brief(NamedTuple):
    """What a recap says, in brief."""

    conference: Conference | None
    """The conference that it reports on."""
    lang: str
    """Its language, as Recap.lang says it."""
    sessions: tuple[tuple[str, tuple[str, ...]], ...]
    """The kinds of its sessions, in their order, each with the names of those who gave it."""
    recorded: tuple[str, ...]
    """The titles of its sessions that have a recording, as `recorded` has them."""
    addresses: tuple[str, ...]
    """The addresses that it links to, each once."""

    @property
    def speakers(self) -> tuple[str, ...]:
        """The names of all who gave its sessions, in their order, as often as they did."""
        return tuple(name for _, names in self.sessions for name in names)


def brief_of(recap: Recap) -> Brief:
    """Return a recap in brief."""
    return Brief(
        conference=recap.conference,
        lang=recap.lang,
        sessions=tuple((each.kind, tuple(speaker.name for speaker in each.speakers)) for each in recap.sessions),
        recorded=tuple(session.title for session in recorded(recap.sessions)),
        addresses=tuple(link.url for link in recap.links),
    )


def recorded(sessions: tuple[Session, ...]) -> list[Session]:
    """Return the sessions that have a recording, in the order of their lines."""
    found = [session for session in sessions if any(link.kind == "video" for link in session.links)]
    return sorted(found, key=lambda session: session.line)
