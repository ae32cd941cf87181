"""A title line, read: what is the title, who speaks, which kind its label says.

One line allows several readings (title_forms.py); which one holds is decided for a whole family of lines together
(verdicts.py).
"""

import re
from typing import NamedTuple

from recap.reading.names import SURE, bare
from recap.reading.people import People, people
from recap.reading.sessions.blocks import Line
from recap.reading.sessions.labels import MATERIAL, SPLIT, cuts_of, unquoted, without_head, without_tail
from recap.reading.sessions.title_forms import Reading, reading, readings_of
from recap.reading.sessions.words import SessionWords, session_words

_LABEL_WITH = re.compile(r"(\w[\w ]{3,24}?)\s+(?:with|mit|avec|con|com)\s+")
_WITH = re.compile(r"\s+(with|mit|avec|con|com)$")
_HANDLE_LAST = re.compile(
    r"\s+(?:[-–—|]{1,3}\s*|\(\s*|by\s+)@\w[\w.]*(?:@[\w-]+(?:\.[\w-]+)+)?\)?(?:\s+(?:[-–—]|on|about)\s.*)?\s*$"
)
_LABEL_NAMED = re.compile(
    r"(?P<label>\w[\w -]{2,24}?)\s*\((?P<who>[^()]{4,80})\)\s*[:：–—-]\s+(?P<title>\S.*)", re.S
)
_QUOTES = re.compile(r"[“\"«»„]")
_BEFORE_QUOTED = re.compile(
    r"(?P<before>[^“\"«»„:：]{8,60}?)[,:：]?\s+(?P<title>[“\"«»„][^“”\"«»„]{4,}[”\"»«“].*)", re.S
)
_LISTED = re.compile(r"\s*(?:[,;&]|\b(?:and|und|et|y|e|en)\b)\s*")
_TWO_CAPITALS = re.compile(r"[A-Z]\S*\s+(?:\S{1,4}\s+){0,3}\S?[A-Z]")
"""Without two capitalised words near each other there is no name in a line."""

SOMEBODY = People((), SURE)
"""Whom a handle names: a speaker all the same, whose name the line does not say."""


class TitleLine(NamedTuple):
    """A title line without its label, time, number and rating, and all ways to part title and people."""

    text: str
    kind: str
    """The kind its label says ("[Keynote]", "Talk: "), or ""."""
    timed: bool
    """It began with a time of day."""
    pieces: int
    """How many pieces dashes and bars make of it."""
    readings: tuple[Reading, ...]

    def by(self, how: str) -> Reading | None:
        """Return the reading of that kind, if the line allows it."""
        return next((reading for reading in self.readings if reading.how == how), None)


def read_title(line: Line, given: tuple[str, ...] = ()) -> TitleLine:
    """Read one title line; `given` are the speakers whom the author's attribute list names."""
    words = session_words()
    raw = _label_first(_with_colon(line, words), words)
    handle = _HANDLE_LAST.search(raw) if "@" in raw else None
    text, kind, timed = without_head((raw[: handle.start()] if handle else "") or raw, words)
    text, kind, names_first = _without_label_with(text, kind, words)
    if "(" in text or "[" in text:
        text = MATERIAL.sub(lambda m: "" if words.is_material(m[1]) and not _is_kind(m[1], words) else m[0], text)
    text, tail_kind = without_tail(text, words)
    folded = " ".join(text.split())
    alone = not names_first or not (cuts_of(folded) or ":" in folded)
    if kind and alone and people(folded).sure == SURE:  # "Keynote - Jane Doe": the label is the title
        label = unquoted(raw[: raw.rfind(text)]).strip("[]()【】（） ")
        word = _WITH.search(label) if names_first else None
        label = label[: word.start()] if word else label
        named = Reading("last", label, people(folded), word[1] if word else "")
        return TitleLine(label, kind, timed, 2, (named,) if label else ())
    pieces = len(cuts_of(folded)) + 1
    if folded.isascii() and not (given or _TWO_CAPITALS.search(folded) or "@" in raw):
        return TitleLine(unquoted(folded), kind or tail_kind, timed, pieces, ())
    found = readings_of(line, text)
    if given and (cut := _before_given(folded, given)):
        found = reading("last", cut, People(given, SURE))
    if not found and handle:
        found = reading("last", folded, SOMEBODY)
    return TitleLine(unquoted(folded), kind or tail_kind, timed, pieces, tuple(r for r in found if r.title))


def _with_colon(line: Line, words: SessionWords) -> str:
    """Return `Workshop <b>Title</b>` as "Workshop: Title": the title is set off from its label."""
    raw = line.raw
    if len(line.runs) < 2:
        return raw
    first, second = line.runs[:2]
    label = first.text.strip()
    set_off = (second.bold or second.em or second.url) and not (first.bold or first.em or first.url)
    if not (set_off and label[-1:].isalpha() and words.kind_in(label.split()[-1])):
        return raw
    alone = words.is_label(without_head(label, words)[0])
    return f"{label}: {raw[len(label) :].lstrip()}" if alone and raw.startswith(label) else raw


def _label_first(raw: str, words: SessionWords) -> str:
    """Return "Keynote (Jane Doe): Title" and "Keynote by Jane Doe: Title" as "Keynote: Title (Jane Doe)".

    And `Jane Doe's keynote "Title"` as `keynote: Jane Doe "Title"`.
    """
    if _QUOTES.search(raw) and (labelled := _label_of_quoted(raw, words)):
        return labelled
    match = _LABEL_NAMED.match(raw) if "(" in raw else None
    if match and words.is_label(match["label"]) and people(match["who"]).sure:
        return f"{match['label']}: {match['title']} ({match['who']})"
    return _label_by(raw, words)


def _label_by(raw: str, words: SessionWords) -> str:
    """Return "Keynote by Jane Doe: Title" as "Keynote: Title by Jane Doe"."""
    before, colon, title = raw.partition(": ")
    for by in words.by.finditer(before) if colon and len(before) < 70 else ():
        label, who = before[: by.start()], before[by.end() :].strip()
        if words.is_label(label) and people(who).sure:
            return f"{label}: {title} {by.group()} {who}"
    return raw


def _label_of_quoted(raw: str, words: SessionWords) -> str:
    """Return `Jane Doe's keynote "Title"` as `keynote: Jane Doe "Title"`; "" where it reads otherwise."""
    match = _BEFORE_QUOTED.match(raw)
    before = match["before"].split() if match else []
    for at in range(len(before) - 1, 1, -1):
        name, label = " ".join(before[:at]), " ".join(before[at:])
        if match and words.is_label(label) and people(name).sure:
            return f"{label}: {bare(name)} {match['title']}"
    return ""


def _is_kind(inside: str, words: SessionWords) -> bool:
    """Whether "(tutorial)" says of what kind a session is, rather than what a link leads to."""
    return words.kind_in(inside) not in ("", "talk")


def _before_given(text: str, given: tuple[str, ...]) -> str:
    """Return the title that the given speakers' names stand behind; "" where they do not."""
    wanted = [name.casefold() for name in given]
    cuts = [*cuts_of(text), *session_words().by.finditer(text)]
    return next(
        (text[: c.start()] for c in cuts if _LISTED.split(text[c.end() :].strip().casefold()) == wanted), ""
    )


def _without_label_with(text: str, kind: str, words: SessionWords) -> tuple[str, str, bool]:
    """Take "Panel with" off the names that follow it; True where it stood there."""
    match = _LABEL_WITH.match(text)
    if not match or not words.is_label(match[1]) or not people(SPLIT.split(text[match.end() :])[0]).sure:
        return text, kind, False
    return text[match.end() :], kind or words.kind_in(match[1]), True
