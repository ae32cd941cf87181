"""Choosing sessions in the terminal: typing searches, space takes, enter ends."""

import sys
from collections.abc import Sequence

from recap.errors import Problem, RecapError
from recap.schedule import Programme, ScheduledSession
from recap.schedule.choose import only

_INSTRUCTION = "(type to search title, speaker, day or track; arrows move, space takes, enter ends)"


def picked(programme: Programme) -> Programme:
    """Return the programme with the sessions that the author chooses; raises RecapError without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        hint = "choose with --only, --day, --track or --speaker"
        raise RecapError(Problem(path="--pick", line=None, message="this is no terminal", hint=hint))
    sessions = choose(programme.sessions)
    if not sessions:
        hint = "take at least one session with the space bar, or leave --pick away"
        raise RecapError(Problem(path="--pick", line=None, message="no session was chosen", hint=hint))
    return only(programme, sessions)


def choose(sessions: Sequence[ScheduledSession]) -> tuple[ScheduledSession, ...]:
    """Ask which of the sessions to take, and return them in their order; raises KeyboardInterrupt on ctrl-c."""
    from questionary import Choice, checkbox

    choices = [Choice(label(session), value=number) for number, session in enumerate(sessions)]
    question = checkbox(
        "Which sessions?", choices, instruction=_INSTRUCTION, use_search_filter=True, use_jk_keys=False
    )
    numbers: list[int] = question.unsafe_ask()
    return tuple(sessions[number] for number in sorted(numbers))


def label(session: ScheduledSession) -> str:
    """Return a session as one line to choose and to search: `Sat 10:00  Title - Speaker  [track]`."""
    day = f"{session.day:%a}" if session.day else ""
    time = f"{session.start:%H:%M}" if session.start else ""
    by = f" - {', '.join(session.speakers)}" if session.speakers else ""
    track = f"  [{session.track}]" if session.track else ""
    return f"{' '.join(filter(None, (day, time)))}  {session.title}{by}{track}".strip()
