"""What a programme is, whichever format it came in: values, and what was left out of them and why."""

from dataclasses import dataclass
from datetime import date, datetime

from recap.errors import Problem, RecapError


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledLink:
    """An address that the programme gives with a session."""

    url: str
    """http or https, absolute, without white space."""
    text: str
    """What the programme calls it, white space folded; may be ""."""
    kind: str = ""
    """One of model.LINK_KINDS where the programme says it; "" where reading the draft has to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledSession:
    """A session as the programme announces it."""

    title: str
    """White space folded, never ""."""
    kind: str
    """One of model.SESSION_KINDS."""
    speakers: tuple[str, ...] = ()
    """Names, each once, none with a semicolon; empty when the programme names nobody."""
    day: date | None = None
    """The conference's day: a session after midnight belongs to the day before. None when nothing says."""
    start: datetime | None = None
    """When it begins, by the clock on the conference's wall (no time zone); None when nothing says."""
    minutes: int = 0
    """How long it lasts, in minutes; 0 when nothing says."""
    room: str = ""
    track: str = ""
    links: tuple[ScheduledLink, ...] = ()
    """Each address once; the session's own page, of the kind `abstract`, comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something of the programme that is not in the draft."""

    what: str
    """The title of a session, or the words of a link."""
    reason: str
    """Why, as it ends the sentence `skipped 3: ...`."""
    session: str = ""
    """The title of the session that a link is of; "" for a session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A conference's programme."""

    format: str
    """What it was read as: `schedule.xml`, `iCalendar`."""
    title: str = ""
    """The conference's name as the programme has it; "" when it has none."""
    place: str = ""
    """The city; "" when the programme does not say."""
    sessions: tuple[ScheduledSession, ...] = ()
    """By day, then by time."""
    skipped: tuple[Skipped, ...] = ()
    """In the order of the file."""


def unreadable(where: str, message: str, hint: str, line: int | None = None) -> RecapError:
    """Return the error for a programme that cannot be used; `where` is its file or address."""
    return RecapError(Problem(path=where, line=line, message=message, hint=hint))
