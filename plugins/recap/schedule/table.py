"""CSV: a row a session, under a row of headings that may stand below a title; words.toml knows the headings."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date

from recap.schedule import tidy
from recap.schedule.gather import RawLink, RawSession, programme
from recap.schedule.interface import Programme, unreadable
from recap.schedule.words import programme_words

NAME = "CSV"
_LOOKED_AT = 20
"""Rows among which the headings are looked for."""
_LINKS = ("slides", "video", "code", "paper")


def recognises(data: bytes) -> bool:
    """Tell whether a row near the top has a heading for the title and for something else."""
    return _headings(_rows(data))[1] != {}


def read(data: bytes, where: str) -> Programme:
    """Read the programme; raises RecapError when there is no row below the headings."""
    rows = _rows(data)
    number, columns = _headings(rows)
    below = rows[number + 1 :]
    if not any(any(map(str.strip, row)) for row in below):
        raise unreadable(where, "the table has headings and no rows", "export it again")
    title = next((row[0] for row in rows[:number] if row and row[0].strip() and not any(row[1:])), "")
    return programme(NAME, title, "", _sessions(below, columns))


def _rows(data: bytes) -> list[list[str]]:
    try:
        written = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        written = data.decode("cp1252", errors="replace")
    head = written[:4000]
    delimiter = max(",;\t", key=head.count)
    try:
        return list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter))
    except csv.Error:
        return []


def _headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """Return the number of the row of headings and the place of each column; no places when there is none."""
    for number, row in enumerate(rows[:_LOOKED_AT]):
        columns: dict[str, int] = {}
        for place, heading in enumerate(row):
            if name := programme_words().column(heading):
                columns.setdefault(name, place)
        if "title" in columns and len(columns) > 1:
            return number, columns
    return 0, {}


def _sessions(rows: Sequence[Sequence[str]], columns: dict[str, int]) -> Iterator[RawSession]:
    on: date | None = None
    for row in rows:
        cell = {name: row[place].strip() if place < len(row) else "" for name, place in columns.items()}
        if not cell["title"]:
            continue  # a line between days, or nothing
        on = tidy.day(cell.get("day", "")) or tidy.day(cell.get("start", "")) or on
        start, end = (tidy.moment(cell.get(name, ""), on) for name in ("start", "end"))
        yield RawSession(
            title=cell["title"],
            type=cell.get("type", ""),
            speakers=tidy.names_in(cell.get("speakers", "")),
            day=on,
            start=start,
            minutes=tidy.minutes(cell.get("duration", ""), start, end),
            room=cell.get("room", ""),
            track=cell.get("track", ""),
            page=cell.get("abstract", ""),
            links=[RawLink(url=cell.get(kind, ""), type=kind) for kind in _LINKS],
            status=cell.get("status", ""),
        )
