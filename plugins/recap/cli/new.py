"""`recap new`: the draft of a recap, empty or with a conference's programme in it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recap.cli.counting import counted
from recap.errors import Problem, RecapError

if TYPE_CHECKING:
    from rich.status import Status

    from recap.schedule import Choice, Draft, Programme, Reads, Skipped, WrittenDraft


_FEW = 12
"""Tracks that a message names."""


@click.command("new")
@click.argument("title")
@click.option(
    "--schedule", metavar="FILE_OR_URL", help="The programme: schedule.xml or .json, Sessionize, iCalendar, CSV."
)
@click.option("--pick", is_flag=True, help="Choose the sessions here in the terminal.")
@click.option(
    "--only", multiple=True, metavar="TEXT", help="Sessions with these words in title, speaker, room, track."
)
@click.option("--day", multiple=True, help="Sessions of this day: 2026-02-01, 1 for the first, saturday.")
@click.option("--track", multiple=True, help="Sessions of a track with these words.")
@click.option("--speaker", multiple=True, help="Sessions of a speaker with this name.")
@click.option(
    "--content", type=click.Path(path_type=Path), help="The folder of the posts; that of the settings otherwise."
)
@click.option("--date", "on", type=click.DateTime(["%Y-%m-%d"]), help="The post's date; today otherwise.")
def command(
    *,
    title: str,
    schedule: str | None,
    pick: bool,
    only: tuple[str, ...],
    day: tuple[str, ...],
    track: tuple[str, ...],
    speaker: tuple[str, ...],
    content: Path | None,
    on: datetime | None,
) -> None:
    """Begin a recap: a draft, with the programme's sessions in it.

    The draft is called TITLE and stands in content/; no file is ever overwritten. --only, --day, --track and
    --speaker narrow the programme; given twice, one of the two has to fit.

    \b
    Examples:
      recap new 'Two days at ToolConf 2026'
      recap new 'My ToolConf' --schedule https://toolconf.example/schedule.xml --day saturday --track testing
      recap new 'My ToolConf' --schedule toolconf.ics --pick
    """
    from recap.schedule import Choice
    from recap.site.settings.configured import configured

    content = content or configured().content
    choice = Choice(only=only, days=day, tracks=track, speakers=speaker)
    if schedule is None and (pick or choice != Choice()):
        raise click.UsageError(
            "--pick, --only, --day, --track and --speaker choose from a programme: add --schedule"
        )
    draft = _draft(title, on.date() if on else date.today(), content)
    path = content / f"{draft.date.isoformat()}-{draft.slug}.md"
    _refuse_to_overwrite(path)
    if schedule is not None:
        draft = _with_programme(draft, schedule, choice, _reading(path), pick=pick)
    written = _written(draft, _reading(path))
    _save(path, written.text)
    for line in _report(path, draft, written):
        click.echo(line)


def _draft(title: str, on: date, content: Path) -> "Draft":
    from recap.posts import shelf
    from recap.schedule import Draft, Programme
    from recap.slugs import slug

    title, name, there = " ".join(title.split()), slug(title), shelf(content)
    if not name:
        raise _problem("new", f"no address can be made of the title {title!r}", "give it letters or digits")
    if name in there.slugs:
        hint = "choose another title, or change the Slug of that post"
        raise _problem(str(there.slugs[name]), f"this post has the address {name} already", hint)
    return Draft(title=title, slug=name, date=on, programme=Programme(format=""), tags=there.tags)


def _reading(path: Path) -> "Reads":
    """Return how a draft at this place is read."""
    from recap.document import load

    return lambda text: load(path, text).recap


def _with_programme(draft: "Draft", source: str, choice: "Choice", read: "Reads", *, pick: bool) -> "Draft":
    from dataclasses import replace

    from recap.schedule import chosen, fetch, read_programme, with_speakers_of_titles

    with _busy(f"Reading {source}"):
        programme = with_speakers_of_titles(read_programme(fetch(source), source), read)
    kept = chosen(programme, choice)
    if not kept.sessions:
        message = f"none of its {len(programme.sessions)} sessions fits what you asked for"
        raise _problem(source, message, _offer(programme, choice))
    click.echo(_read_line(source, programme, kept))
    if pick:
        from recap.cli.pick import picked

        kept = picked(kept)
    return replace(draft, programme=kept)


def _offer(programme: "Programme", choice: "Choice") -> str:
    """Return the remedy when nothing fits: the days and tracks there are, if they were asked for."""
    days = sorted({f"{session.day:%Y-%m-%d}" for session in programme.sessions if session.day})
    tracks = list(dict.fromkeys(session.track for session in programme.sessions if session.track))
    offers = []
    if choice.days and days:
        offers.append(f"its days are {', '.join(days)}")
    if choice.tracks and tracks:
        words = [word for asked in choice.tracks for word in asked.casefold().split()]
        near = [track for track in tracks if any(word[:4] in track.casefold() for word in words)] or tracks
        offers.append(f"its tracks are {', '.join(near[:_FEW])}{', ...' if len(near) > _FEW else ''}")
    return "; ".join([*offers, "loosen --only, --day, --track or --speaker"])


def _written(draft: "Draft", read: "Reads") -> "WrittenDraft":
    from recap.schedule import write_draft

    with _busy("Writing the draft and reading it back"):
        return write_draft(draft, read)


def _refuse_to_overwrite(path: Path) -> None:
    if path.exists():
        raise _problem(
            str(path), "there is such a file already", "choose another title or --date; nothing was changed"
        )


def _save(path: Path, text: str) -> None:
    """Write a new file whole; one that has come into being meanwhile stays as it is."""
    from recap.files import make

    try:
        make(path, text.encode())
    except OSError as error:
        _refuse_to_overwrite(path)
        raise _problem(str(path), error.strerror or str(error), "choose another folder with --content") from None


def _busy(what: str) -> "Status":
    """Return a sign that something goes on, on the terminal only."""
    from rich.console import Console

    return Console(stderr=True).status(what)


def _read_line(source: str, programme: "Programme", kept: "Programme") -> str:
    name = f", {programme.title}" if programme.title else ""
    count = len(programme.sessions)
    part = f"{len(kept.sessions)} of " if len(kept.sessions) < count else ""
    return f"Read {source} as {programme.format}{name}: {part}{counted(count, 'session')}"


def _report(path: Path, draft: "Draft", written: "WrittenDraft") -> Iterator[str]:
    sessions = draft.programme.sessions
    speakers = {name for session in sessions for name in session.speakers}
    links = sum(len(session.links) for session in sessions)
    yield from _skipped(draft.programme.skipped)
    holding = (
        f" with {counted(len(sessions), 'session')}, {counted(len(speakers), 'speaker')}, {counted(links, 'link')}"
        if sessions
        else ""
    )
    yield f"Wrote {path}{holding}"
    for title in written.misread:
        yield f"{path}: {title!r} is not read as the programme has it; see `recap inspect -v {path}`"


def _skipped(skipped: "tuple[Skipped, ...]") -> Iterator[str]:
    """Yield a line for each reason: how many, and of a few their names."""
    for reason, count in Counter(one.reason for one in skipped).most_common():
        names = list(dict.fromkeys(one.what for one in skipped if one.reason == reason))
        few = f" ({', '.join(names[:3])}{', ...' if len(names) > 3 else ''})"
        yield f"Skipped {count}: {reason}{few}"


def _problem(where: str, message: str, hint: str) -> RecapError:
    return RecapError(Problem(path=where, line=None, message=message, hint=hint))
