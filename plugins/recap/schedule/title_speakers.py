"""Programmes that name speakers in their titles alone, "Caches - Ben Okafor", as calendars often do."""

from dataclasses import replace

from recap.schedule.draft import Reads
from recap.schedule.interface import Programme
from recap.schedule.markdown import escaped


def with_speakers_of_titles(programme: Programme, read: Reads) -> Programme:
    """Return the programme with titles and speakers as `read` reads them of a post with those titles as headings.

    A programme that names a speaker anywhere else stays as it is: there a title is a title.
    """
    if any(session.speakers for session in programme.sessions):
        return programme
    lines = ["Title: Programme", "", "## Talks", ""]
    places = range(len(lines) + 1, len(lines) + 1 + 2 * len(programme.sessions), 2)
    for session in programme.sessions:
        lines += [f"### {escaped(session.title)}", ""]
    found = {session.line: session for session in read("\n".join(lines)).sessions}
    sessions = tuple(
        replace(session, title=got.title, speakers=tuple(speaker.name for speaker in got.speakers))
        if (got := found.get(place)) and got.speakers and got.title
        else session
        for place, session in zip(places, programme.sessions, strict=True)
    )
    return replace(programme, sessions=sessions)
