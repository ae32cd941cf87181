"""A programme becomes the draft of a recap, and the draft reads back as what went in.

The draft is first written as an author would write it: "### Title - Speaker". It is read, and only what was read
differently is written again with an attribute list, until all of it reads back.
"""

import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from recap.model import Recap, Session
from recap.schedule.interface import Programme, ScheduledLink, ScheduledSession
from recap.schedule.markdown import attributes, escaped, quoted

Reads = Callable[[str], Recap]
"""How a draft is read: the text of a post -> what the site will know of it."""

_FIELDS = ("kind", "title", "speakers")
"""What an attribute list can say of a session."""
_ROUNDS = 5
"""How often a draft is mended before everything in it is marked."""
_SCHEME = re.compile(r"^https?://(?:www\.)?(?=.)", re.I)
_LABELS = {
    "abstract": "Abstract",
    "slides": "Slides",
    "video": "Video",
    "audio": "Audio",
    "paper": "Paper",
    "code": "Code",
}
"""The words of a link that is the only one of its kind in a session: they need no attribute list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What stands at the top of the draft, and what below."""

    title: str
    slug: str
    date: date
    programme: Programme
    tags: tuple[str, ...] = ()
    """The tags that other posts of the site have; they stand in a comment, for the author to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDraft:
    """The text of a draft, and what in it does not read back as it went in."""

    text: str
    misread: tuple[str, ...] = ()
    """Titles of sessions; empty unless reading has no way to say it."""


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    lines: dict[int, int]
    """Line of the text -> number of the session whose heading it is."""
    days: dict[int, int]
    """Line of the text -> number of the day whose heading it is."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What needs an attribute list."""

    sessions: frozenset[tuple[int, str]] = frozenset()
    """Numbers of sessions, and what of them has to be said: one of _FIELDS."""
    days: frozenset[int] = frozenset()
    links: frozenset[tuple[int, int]] = frozenset()
    """Numbers of sessions, and of links in them."""

    def __or__(self, other: "_Marks") -> "_Marks":
        return _Marks(self.sessions | other.sessions, self.days | other.days, self.links | other.links)


def write_draft(draft: Draft, read: Reads) -> WrittenDraft:
    """Return the draft; it is read with `read` until what it says is what the programme says."""
    marks = _Marks()
    for round_ in range(_ROUNDS):
        written = _written(draft, marks)
        wrong = _misread(draft.programme.sessions, written, read(written.text))
        if wrong == _Marks():
            return WrittenDraft(text=written.text)
        marks |= _wider(wrong, draft.programme.sessions, round_)
    numbers = sorted({number for number, _ in wrong.sessions})
    return WrittenDraft(
        text=written.text, misread=tuple(draft.programme.sessions[number].title for number in numbers)
    )


def _wider(wrong: _Marks, sessions: Sequence[ScheduledSession], round_: int) -> _Marks:
    """Return what to mark where something is wrong: at first that alone, then all of it, at last everything."""
    if round_ == 0:
        return wrong
    last = round_ >= _ROUNDS - 2
    numbers = range(len(sessions)) if last else {number for number, _ in wrong.sessions}
    fields = frozenset((number, field) for number in numbers for field in _FIELDS)
    links = (
        {(number, place) for number in numbers for place in range(len(sessions[number].links))} if last else set()
    )
    return wrong | _Marks(fields, frozenset(range(len(sessions)) if last else ()), frozenset(links))


# -- writing ----------------------------------------------------------------------------------------------------


def _written(draft: Draft, marks: _Marks) -> _Text:
    lines = [*_front_matter(draft), "", *_comment(draft)]
    sessions: dict[int, int] = {}
    days: dict[int, int] = {}
    numbered = enumerate(draft.programme.sessions)
    tracks = {session.track for session in draft.programme.sessions}
    for number, (day, group) in enumerate(groupby(numbered, key=lambda pair: pair[1].day)):
        days[len(lines) + 1] = number
        lines += [_day_heading(day, marked=number in marks.days), ""]
        for place, session in group:
            sessions[len(lines) + 1] = place
            fields = [field for field in _FIELDS if (place, field) in marks.sessions]
            marked = {number for number in range(len(session.links)) if (place, number) in marks.links}
            lines += [*_session(session, fields, marked, track=session.track if len(tracks) > 1 else ""), ""]
    return _Text("\n".join(lines).rstrip("\n") + "\n", sessions, days)


def _front_matter(draft: Draft) -> Iterable[str]:
    year = max((session.day.year for session in draft.programme.sessions if session.day), default=None)
    conference = draft.programme.title
    if conference and year and str(year) not in conference:
        conference = f"{conference} {year}"
    yield f"Title: {draft.title}"
    yield f"Date: {draft.date.isoformat()}"
    yield f"Slug: {draft.slug}"
    yield "Tags:"
    yield "Status: draft"
    if conference:
        yield f"Conference: {conference}"
    if draft.programme.place:
        yield f"Place: {draft.programme.place}"


def _comment(draft: Draft) -> Iterable[str]:
    if draft.tags:
        tags = ", ".join(draft.tags).replace("--", "- -").replace(">", "")
        yield f"<!-- Tags so far: {tags} -->"
        yield ""


def _day_heading(day: date | None, *, marked: bool) -> str:
    title = f"{day:%A}, {day.day} {day:%B %Y}" if day else "Sessions"
    return f"## {title}" + (" {: .not-a-session }" if marked else "")


def _session(session: ScheduledSession, fields: Sequence[str], marked: Set[int], *, track: str) -> Iterable[str]:
    title = escaped(session.title)
    names = escaped(", ".join(session.speakers))
    said = {"title": session.title, "speakers": "; ".join(session.speakers)}
    own = attributes(session.kind, {f"data-{field}": said[field] for field in fields if field in said})
    yield f"### {title}{f' - {names}' if names else ''}{f' {own}' if fields else ''}"
    where = ", ".join(filter(None, (_time(session), session.room, track)))
    links = [_link(session, number, marked=number in marked) for number in range(len(session.links))]
    if where or links:
        yield ", ".join([f"*{escaped(where)}*", *links] if where else links)


def _time(session: ScheduledSession) -> str:
    return f"{session.start:%H:%M}" if session.start else ""


def _link(session: ScheduledSession, number: int, *, marked: bool) -> str:
    link = session.links[number]
    single = sum(other.kind == link.kind for other in session.links) == 1
    text = _LABELS.get(link.kind, "") if single or not link.text else _SCHEME.sub("", link.text)
    mark = attributes(link.kind, {}) if marked and link.kind else ""
    return f"[{escaped(text or _SCHEME.sub('', link.text or link.url))}]({quoted(link.url)}){mark}"


# -- reading back -----------------------------------------------------------------------------------------------


def _misread(sessions: Sequence[ScheduledSession], written: _Text, recap: Recap) -> _Marks:
    """Return what has to be marked for the draft to read back."""
    found = {session.line: session for session in recap.sessions}
    kinds = _kinds(sessions)
    wrong: set[tuple[int, str]] = set()
    links: set[tuple[int, int]] = set()
    for line, number in written.lines.items():
        given, got = sessions[number], found.pop(line, None)
        if got is None:
            wrong |= {(other, "kind") for other in _alike(number, sessions)}
        else:
            wrong |= {(number, field) for field in _different(given, got)}
            links |= {(number, place) for place in _wrong_links(given.links, got, kinds)}
            if {link.url for link in got.links} != {link.url for link in given.links}:
                wrong.add((number, "kind"))
    for line in found:
        wrong |= _around(line, written.lines)
    return _Marks(
        frozenset(wrong), frozenset(written.days[line] for line in found if line in written.days), frozenset(links)
    )


def _alike(number: int, sessions: Sequence[ScheduledSession]) -> Set[int]:
    """Return a session and those whose titles share half of its words: it may have been read as one with them."""
    words = set(re.findall(r"\w+", sessions[number].title.casefold()))
    titles = [set(re.findall(r"\w+", other.title.casefold())) for other in sessions]
    return {other for other, title in enumerate(titles) if 2 * len(words & title) >= min(len(words), len(title))}


def _different(given: ScheduledSession, got: Session) -> Iterable[str]:
    """Yield what of a session was read differently."""
    if got.kind != given.kind or not got.marked:
        yield "kind"
    if got.title != given.title:
        yield "title"
    if tuple(speaker.name for speaker in got.speakers) != given.speakers:
        yield "speakers"


def _kinds(sessions: Sequence[ScheduledSession]) -> dict[str, str]:
    """Return the kind of each address: one, however many sessions give it; the first that says it."""
    kinds: dict[str, str] = {}
    for session in sessions:
        for link in session.links:
            if link.kind:
                kinds.setdefault(link.url, link.kind)
    return kinds


def _wrong_links(given: Sequence[ScheduledLink], got: Session, kinds: dict[str, str]) -> Set[int]:
    read = {link.url: link.kind for link in got.links}
    return {
        place
        for place, link in enumerate(given)
        if link.kind == kinds.get(link.url) and read.get(link.url) not in (None, link.kind)
    }


def _around(line: int, lines: dict[int, int]) -> Set[tuple[int, str]]:
    """Return the session in whose part a line stands that was read as a session of its own."""
    above = max((start for start in lines if start <= line), default=None)
    return set() if above is None else {(lines[above], "kind")}
