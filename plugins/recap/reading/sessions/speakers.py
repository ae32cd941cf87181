"""Who speaks, where the title line does not say: the line below, a table's cell, the words behind the title."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from recap.reading.names import MAYBE, NO, SURE, bare, certainty, fold, name_words
from recap.reading.people import opens_name, people
from recap.reading.sessions.blocks import Line
from recap.reading.sessions.name_shapes import CAPITAL
from recap.reading.sessions.words import session_words

_COLON = re.compile(r"\s*(?:\([^)]*\))?\s*[:：]\s*|\s+")
_MORE = re.compile(r"[\s.;](?:(?<=\s)(?:[-–—|]\s|[-–—]$)|(?<=[.;])(?<!\b[A-Z].)(?<!\b[SDJM][trs].)(?=\s|$))")
_SYMBOLS = re.compile(r"^[^\w\"“(\[@]+")


class FoundSpeakers(NamedTuple):
    """Names with the words that say where they were found."""

    names: tuple[str, ...]
    reason: str


NONE = FoundSpeakers((), "")


def below(lines: Iterable[Line], *, perhaps: bool = False) -> FoundSpeakers:
    """Return the people whom one of the first lines below a title names and nothing else.

    With `perhaps`, the family has such lines, and a line with the shape of a name is one.
    """
    names: list[str] = []
    reason = ""
    for line in list(lines)[:3]:
        found, why = _line_of_names(line, perhaps)
        if found and (not reason or why == reason):
            names += [name for name in found if name not in names]
            reason = why
        elif names:
            break
    return FoundSpeakers(tuple(names), reason) if names else NONE


def names_people(line: Line) -> bool:
    """Return whether a line is short and begins with names, labelled or bare."""
    text = line.text if line.text[:1].isalnum() else re.sub(r"^[^\w\"“]+", "", line.text)
    by = session_words().by.match(text) or session_words().speaker_labels.match(text)
    return len(line.text.split()) <= 14 and people(text[by.end() :].lstrip(" :") if by else text).sure > 0


def _line_of_names(line: Line, perhaps: bool) -> tuple[tuple[str, ...], str]:
    linked = sum(len(run.text) for run in line.runs if run.url) > 0.5 * len(line.text) or _opens_set_off(line)
    raw = line.raw
    pieces = _before_by().split(raw) if "\n" in raw else [raw]
    found: list[str] = []
    why = ""
    alone = dict.fromkeys((line.text, raw.split("\n")[0]))
    for piece in [" ".join(p.split()) for p in pieces] if len(pieces) > 1 else alone:
        names, reason = _names_in(piece, linked or perhaps)
        if len(pieces) == 1 and len(names) > len(found):
            found, why = list(names), reason
        elif names and len(pieces) > 1:
            found += [name for name in names if name not in found]
            why = why or reason
    return tuple(found), why


_COMPANY = re.compile(rf",\s+{CAPITAL}|\s*[(@]")
"""Behind a name."""


def _opens_set_off(line: Line) -> bool:
    """Return whether a bold or linked name opens a line, and where the person works follows: "**X**, Acme"."""
    if len(line.runs) != 2 or not (line.runs[0].bold or line.runs[0].url):
        return False
    return certainty(line.runs[0].text.strip()) > NO and _COMPANY.match(line.runs[1].text) is not None


@lru_cache(maxsize=1)
def _before_by() -> re.Pattern[str]:
    return re.compile(rf"\n(?=(?:{session_words().by.pattern})\s)", re.IGNORECASE)


def _names_in(written: str, perhaps: bool) -> tuple[tuple[str, ...], str]:
    """Read one line as the names of people and no more, labelled ("Speaker: X", "by X") or bare."""
    words = session_words()
    text = written if written[:1].isalnum() else _SYMBOLS.sub("", written)
    if len(text) > 300 or words.is_material(text):
        return (), ""
    label = words.speaker_labels.match(text) or words.by.match(text)
    if label and not opens_name(label.group(), text[label.end() :]):
        colon = _COLON.match(text[label.end() :])
        rest = text[label.end() + (colon.end() if colon else 0) :]
        found = people(before_more(rest))
        if found.sure >= (MAYBE if perhaps or (colon and colon.group().strip()) else SURE):
            return found.names, f'the line "{label.group()} ..." below'
        if colon and colon.group().strip() and len(label.group()) > 4 and (name := _known_as(rest)):
            return (name,), f'the line "{label.group()} ..." below'
    if len(text.split()) > 16:
        return (), ""
    found = people(before_more(text))
    latin = text[:1].isalpha() and text[0] != text[0].lower()
    if found.sure == SURE or (found.sure == MAYBE and latin and (perhaps or text != written)):
        return found.names, "the line below"
    return (), ""


_FEW_WORDS = re.compile(r"[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,2}")


def _known_as(text: str) -> str:
    """Return what stands behind "Speaker:" where it is one to three words of a name: `lvh`, `peter baumann`."""
    name = bare(text)
    against = name_words().not_names
    plain = _FEW_WORDS.fullmatch(name) and not any(fold(word) in against for word in name.split())
    return name if plain else ""


def before_more(text: str) -> str:
    """Return a line's words up to a dash, bar or full stop (not that of an initial)."""
    return _MORE.split(text, maxsplit=1)[0]


def in_row(cells: Sequence[Line], head: Sequence[str]) -> FoundSpeakers:
    """Return the people of a table row: those under "Speaker"; without a head, of the cell that is a name."""
    words = session_words()
    for cell, name in zip(cells, head, strict=False):
        if words.is_column(name, "speaker") and (found := people(cell.text, all_people=True)).names:
            return FoundSpeakers(found.names, f'the column "{name}"')
    if head:
        return NONE
    sure = [found for cell in cells if (found := people(cell.text)).sure == SURE]
    return FoundSpeakers(sure[0].names, "the cell with a name") if len(sure) == 1 else NONE


_IN_BRACKETS = re.compile(r"\s*(?:[(\[][^()\[\]]{2,60}[)\]]\s*)*,?\s*")
_CLAUSE = re.compile(r"[,.:;!?](?=\s|$)|\s[-–—(]")


def behind(rest: str) -> FoundSpeakers:
    """Return the people whom the words right behind a title name: "(video) by Ada Winter, who ..."."""
    rest = _IN_BRACKETS.sub("", rest, count=1)[:160]
    by = session_words().by.match(rest)
    found = people(_CLAUSE.split(rest[by.end() :], maxsplit=1)[0]) if by else None
    if by is None or found is None or found.sure != SURE:
        return NONE
    return FoundSpeakers(found.names, f'the words after "{by.group()}"')
