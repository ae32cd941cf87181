"""The badge of a conference, as it hung around the neck: name, place and year, and the slot for the lanyard."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from recap.model import Conference
from recap.pictures.hue import hue
from recap.pictures.svg import element
from recap.pictures.words import lines, shortened, width

WIDE, HIGH = 160, 112
"""The picture's own units; a page shows it at any size."""
ROOM = 142
"""How much of the width letters may take."""
SIZES = ((32, 1), (25, 2), (22, 2), (18, 3), (15, 3), (13, 3))
"""Sizes of the name, the largest first, and how many lines each may have."""
LINE = 13
"""The size of the words in the band, which are not bold, and so take less room than `width` says."""
BELOW = ROOM / LINE / 0.87
BODY, CORNER, HOLE = (1, 1, 159, 111), 11, (62, 9, 98, 17)
"""The badge's edges, how round its corners are, and the edges of the slot, which is as round as can be."""
SLOT, BAND, CAPITAL, LEADING = 20, 86, 0.73, 1.16
"""Where the slot ends and the band below begins; the height of capitals and of lines, as shares of the size."""

WHOLE = "M12 1H148a11 11 0 0 1 11 11V100a11 11 0 0 1-11 11H12A11 11 0 0 1 1 100V12A11 11 0 0 1 12 1Z"
TORN = (
    "M12 1H106l5 9 8 1 2 10 10 3 1 10 9 5-1 9 11 6 8 9"
    "V100a11 11 0 0 1-11 11H12A11 11 0 0 1 1 100V12A11 11 0 0 1 12 1Z"
)
FOOT = f"M1 {BAND}H159V100a11 11 0 0 1-11 11H12A11 11 0 0 1 1 100Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line of words on a badge, in its middle."""

    text: str
    y: float
    """Where they stand, in the picture's own units."""
    size: int
    part: str
    """What they are: its `name`, or the `foot` in the band."""


@lru_cache(maxsize=4096)
def badge(conference: Conference | None, *, name: str = "", foot: str = "", torn: bool = False) -> str:
    """Return the badge of a conference, or one with the words given; `torn` lacks a corner.

    It is hidden from those who hear the page: the words beside it say the same.
    """
    name, foot = (conference.name, _place_and_year(conference)) if conference else (name, foot)
    return element(
        "svg",
        element("path", d=TORN if torn else WHOLE, class_="card"),
        element("path", d=FOOT, class_="band"),
        element(
            "rect", x=HOLE[0], y=HOLE[1], width=HOLE[2] - HOLE[0], height=HOLE[3] - HOLE[1], rx=4, class_="slot"
        ),
        *map(_text, _words(name, foot)),
        class_="plate hued",
        style=f"--hue:{hue(name)}",
        viewBox=f"0 0 {WIDE} {HIGH}",
        width=WIDE,
        height=HIGH,
        aria_hidden="true",
    )


def badge_words(conference: Conference) -> tuple[Words, ...]:
    """Return what the badge of a conference says, for those who draw it themselves."""
    return tuple(_words(conference.name, _place_and_year(conference)))


def _words(name: str, foot: str) -> Iterator[Words]:
    yield from _name(name)
    if foot:
        yield Words(text=shortened(foot, BELOW, width), y=103, size=LINE, part="foot")


def _place_and_year(conference: Conference) -> str:
    """Return what stands in the band; a place that has no room beside the year is left out."""
    said = [word for word in (conference.place, str(conference.year or "")) if word]
    together = " · ".join(said)
    return together if width(together) <= BELOW else said[-1]


def _name(name: str) -> Iterator[Words]:
    """Yield the lines of the name, in the middle between slot and band."""
    size, written = _fitted(name)
    high = (len(written) - 1) * LEADING * size + CAPITAL * size
    first = (SLOT + BAND - high) / 2 + CAPITAL * size
    for number, text in enumerate(written):
        yield Words(text=text, y=first + number * LEADING * size, size=size, part="name")


def _fitted(name: str) -> tuple[int, list[str]]:
    """Return the largest size at which the name fits, and its lines; a name that never fits is cut."""
    for size, most in SIZES:
        written = lines(name, ROOM / size)
        if len(written) <= most and all(width(line) <= ROOM / size for line in written):
            return size, written
    size, most = SIZES[-1]
    first = lines(name, ROOM / size)[: most - 1]
    rest = name.split()[sum(len(line.split()) for line in first) :]
    return size, [shortened(line, ROOM / size, width) for line in (*first, " ".join(rest)) if line]


def _text(words: Words) -> str:
    written = escape(words.text, quote=False)
    return element(
        "text", written, x=WIDE // 2, y=words.y, font_size=words.size, text_anchor="middle", class_=words.part
    )
