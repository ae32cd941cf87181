"""The picture that stands for a recap where somebody shares its address, as SVG. Pure."""

import re
from html import escape
from math import cos, radians, sin
from unicodedata import category, normalize

from recap.exports.site import plain_title
from recap.index import Post
from recap.pictures import badge, hue
from recap.pictures.svg import element
from recap.pictures.words import cells, lines, shortened, width

WIDE, HIGH = 1200, 630
"""The plane that it is drawn on, of the shape that the networks ask for."""
PIXELS = (800, 420)
"""What becomes of that: the networks show it no larger, and it is drawn in half the time."""
MARGIN = 72
FACE = "Recap Card"
"""The family of font/card.ttf: no other face is used, so that the picture is the same wherever it is made."""
NARROW = 0.82
"""How wide its letters are, as a share of the broadest that `width` reckons with."""
SIZES = ((84, 2), (70, 3), (58, 4), (48, 5))
"""Sizes of the title, the largest first, and how many lines each may have."""

DRAWN = re.compile(
    "[ -~\u00a0-\u012b\u012e-\u0131\u0134-\u0165\u0168-\u017f\u0218-\u021b\u1e9e"
    "\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490\u0491"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022\u2026\u2032\u2033\u2039\u203a\u20ac\u2122\u2212]*"
)
"""Texts that the face has letters for: Latin, Greek, Cyrillic and their signs."""

PAPER, INK, FADED = "#fcf9f4", "#1f1a16", "#5f5750"


def drawable(post: Post) -> bool:
    """Return whether the face has the letters of all that the card would say."""
    conference = post.conference
    said = (_title(post), conference.label, conference.place) if conference else (_title(post),)
    return all(DRAWN.fullmatch(text) for text in said)


def card(post: Post, site: str, day: str = "") -> str:
    """Return the picture: the conference's badge, the recap's title, the day and the site's name.

    `day` says the date as people write it; where the face lacks its letters the picture has the machine's form.
    """
    conference = post.conference
    left = 470 if conference else MARGIN
    size, written = _fitted(_title(post), WIDE - MARGIN - left)
    top = HIGH / 2 - 0.58 * size * (len(written) - 1) + 0.34 * size - 24
    date = day if day and DRAWN.fullmatch(day) else post.date.date().isoformat()
    foot = " · ".join(filter(None, (site if DRAWN.fullmatch(site) else "", date)))
    accent = _colour(0.46, 0.125, hue(conference.name if conference else site))
    return element(
        "svg",
        element("style", _STYLE.format(accent=accent)),
        element("rect", width=WIDE, height=HIGH, fill=PAPER),
        element("rect", width=WIDE, height=14, fill=accent),
        element("g", badge(conference), transform=f"translate({MARGIN} 193) scale(2.15)") if conference else "",
        *(_line(text, left, top + number * 1.16 * size, size, INK) for number, text in enumerate(written)),
        _line(shortened(foot, 60), left, HIGH - MARGIN, 32, FADED),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDE} {HIGH}",
        font_family=FACE,
    )


def _title(post: Post) -> str:
    """Return the title without pictographs, which no text face has: what they say, the words say too."""
    kept = (letter for letter in normalize("NFC", plain_title(post)) if category(letter) not in {"So", "Cf"})
    return " ".join("".join(kept).replace("\ufe0f", "").split())


_STYLE = (
    ".card {{ fill: #fff }} .slot {{ fill: #fcf9f4 }} .card, .slot {{ stroke: {accent}; stroke-width: 1.5 }}"
    " .band, .name {{ fill: {accent} }} .foot {{ fill: #fcf9f4 }}"
)
"""The badge as pages have it, in the light scheme."""


def _fitted(title: str, room: float) -> tuple[int, list[str]]:
    """Return the largest size at which the title fits, and its lines; a title that never fits is cut."""
    for size, most in SIZES:
        written = lines(title, room / size / NARROW)
        if len(written) <= most and all(width(line) * size * NARROW <= room for line in written):
            return size, written
    size, most = SIZES[-1]
    cut = [_cut(line, room / size / NARROW) for line in lines(title, room / size / NARROW)]
    return size, [*cut[: most - 1], f"{cut[most - 1].rstrip('…')}…"] if len(cut) > most else cut


def _cut(line: str, room: float) -> str:
    """Return a line, one word mostly, no wider than the room."""
    shorter = (shortened(line, letters) for letters in range(cells(line), 1, -1))
    return next((text for text in shorter if width(text) <= room), "…")


def _line(text: str, x: float, y: float, size: int, colour: str) -> str:
    return element("text", escape(text, quote=False), x=x, y=y, font_size=size, fill=colour)


def _colour(lightness: float, chroma: float, angle: float) -> str:
    """Return a colour of the OKLCH wheel as sRGB, which is all that the renderer knows: `#8a3c1e`."""
    a, b = chroma * cos(radians(angle)), chroma * sin(radians(angle))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, part)))):02x}" for part in linear)


def _gamma(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
