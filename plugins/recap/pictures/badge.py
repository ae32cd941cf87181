"""The badge of a conference, as it hung around the neck: name, place and year, and the slot for the lanyard."""

from html import escape

from recap.model import Conference
from recap.pictures.hue import hue
from recap.pictures.svg import element
from recap.pictures.words import cells, lines, shortened

WIDE, HIGH = 160, 112
"""The picture's own units; a page shows it at any size."""
ROOM = 138
"""How much of the width letters may take."""
LETTER = 0.66
"""How wide a bold letter is at most on average, as a share of its size: nobody can measure the reader's face."""
SIZES = ((34, 1), (27, 2), (22, 2), (19, 3), (16, 3), (14, 3))
"""Sizes of the name, the largest first, and how many lines each may have."""
MIDDLE = 60
"""Where the name stands, when there is something below it."""

WHOLE = "M12 1H148a11 11 0 0 1 11 11V100a11 11 0 0 1-11 11H12A11 11 0 0 1 1 100V12A11 11 0 0 1 12 1Z"
TORN = (
    "M12 1H106l5 9 8 1 2 10 10 3 1 10 9 5-1 9 11 6 8 9"
    "V100a11 11 0 0 1-11 11H12A11 11 0 0 1 1 100V12A11 11 0 0 1 12 1Z"
)


def badge(conference: Conference | None, *, name: str = "", foot: str = "", torn: bool = False) -> str:
    """Return the badge of a conference, or one with the words given; `torn` lacks a corner.

    It is hidden from those who hear the page: the words beside it say the same.
    """
    if conference:
        name = conference.name
        foot = " · ".join(filter(None, (conference.place, str(conference.year or ""))))
    size, written = _fitted(name)
    top = (MIDDLE if foot else MIDDLE + 6) + 0.36 * size - 0.58 * size * (len(written) - 1)
    return element(
        "svg",
        element("path", d=TORN if torn else WHOLE),
        element("rect", x=62, y=10, width=36, height=8, rx=4, class_="slot"),
        *(_line(text, top + number * 1.16 * size, size) for number, text in enumerate(written)),
        _line(shortened(foot, 24), 100, 13, "foot") if foot else "",
        class_="plate hued",
        style=f"--hue:{hue(name)}",
        viewBox=f"0 0 {WIDE} {HIGH}",
        width=WIDE,
        height=HIGH,
        aria_hidden="true",
    )


def _fitted(name: str) -> tuple[int, list[str]]:
    """Return the largest size at which the name fits, and its lines; a name that never fits is cut."""
    for size, most in SIZES:
        written = lines(name, _letters(size))
        if len(written) <= most and all(cells(line) <= _letters(size) for line in written):
            return size, written
    size, most = SIZES[-1]
    cut = [shortened(line, _letters(size)) for line in lines(name, _letters(size))]
    return size, [*cut[: most - 1], f"{cut[most - 1].rstrip('…')}…"] if len(cut) > most else cut


def _letters(size: int) -> int:
    return int(ROOM / (LETTER * size))


def _line(text: str, y: float, size: int, class_: str = "name") -> str:
    return element(
        "text", escape(text, quote=False), x=WIDE // 2, y=y, font_size=size, text_anchor="middle", class_=class_
    )
