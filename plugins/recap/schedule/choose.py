"""Which sessions of a programme go into the draft: by words, day, track and speaker."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recap.schedule.interface import Programme, ScheduledSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the author asked for; of each several, of which one has to fit. Nothing asked is everything."""

    only: Sequence[str] = ()
    """Words in title, speakers, track or room."""
    days: Sequence[str] = ()
    """`2026-02-01`, `1` for the first day, `saturday` or the beginning of it."""
    tracks: Sequence[str] = ()
    """Words of the track's name."""
    speakers: Sequence[str] = ()
    """Words of a speaker's name."""


def chosen(programme: Programme, choice: Choice) -> Programme:
    """Return the programme with the sessions that fit everything asked for."""
    days = sorted({session.day for session in programme.sessions if session.day})
    numbers = {day: str(number) for number, day in enumerate(days, 1)}
    fits: tuple[tuple[Sequence[str], Callable[[ScheduledSession, str], bool]], ...] = (
        (choice.only, lambda session, words: _within(words, words_of(session))),
        (choice.days, lambda session, day: _is_day(session, day, numbers)),
        (choice.tracks, lambda session, words: _within(words, session.track)),
        (choice.speakers, lambda session, words: any(_within(words, name) for name in session.speakers)),
    )
    kept = [
        session
        for session in programme.sessions
        if all(not asked or any(fit(session, one) for one in asked) for asked, fit in fits)
    ]
    return only(programme, kept)


def only(programme: Programme, sessions: Iterable[ScheduledSession]) -> Programme:
    """Return the programme with these sessions alone, and what was left out of them."""
    kept = tuple(sessions)
    titles = {"", *(session.title for session in kept)}
    skipped = tuple(one for one in programme.skipped if one.session in titles)
    return replace(programme, sessions=kept, skipped=skipped)


_UNPARTED = "\u2e80"
"""The first letter of the scripts of East Asia, which write no spaces between words."""


def words_of(session: ScheduledSession) -> str:
    """Return all that a session is searched by, in one line."""
    return " ".join([session.title, *session.speakers, session.track, session.room])


def _within(words: str, text: str) -> bool:
    """Tell whether a text has words that begin so: "test" is in "Testing", and "rust" is not in "trust"."""
    asked, said = _folded(words), _folded(text)
    parted = all(letter < _UNPARTED for letter in asked)
    return f" {asked}" in f" {said}" if parted else asked in said


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _is_day(session: ScheduledSession, asked: str, numbers: Mapping[date, str]) -> bool:
    if session.day is None:
        return False
    name = f"{session.day:%A}".lower()
    said = asked.strip().lower()
    return said in (session.day.isoformat(), numbers[session.day]) or (len(said) >= 2 and name.startswith(said))
