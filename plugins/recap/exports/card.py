"""What stands where on the picture of a recap, for those who share its address. Pure."""

import re
from dataclasses import dataclass
from math import cos, radians, sin
from typing import Literal
from unicodedata import category, normalize

from recap.exports.face import width
from recap.exports.site import plain_title
from recap.index import Post
from recap.model import Conference
from recap.pictures.badge import WIDE as BADGE_WIDE
from recap.pictures.badge import badge_words
from recap.pictures.hue import hue
from recap.pictures.words import lines, shortened

WIDE, HIGH = 1200, 630
"""The plane that it is drawn on, of the shape that the networks ask for."""
PIXELS = (800, 420)
"""What becomes of that: the networks show it no larger."""
MARGIN = 72
BADGE = (MARGIN, 193, 2.15)
"""Where the badge is, and how many times as large as its own units."""
BESIDE, BELOW = 470, 500
"""Where the title begins that stands beside a badge, and where the foot does."""
FOOT = 32
"""The size of the words at the foot."""
SIZES = ((84, 2), (70, 3), (58, 4), (48, 5))
"""Sizes of the title, the largest first, and how many lines each may have."""

DRAWN = re.compile(
    "[ -~\u00a0-\u012b\u012e-\u0131\u0134-\u0165\u0168-\u017f\u0218-\u021b\u1e9e"
    "\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490\u0491"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022\u2026\u2032\u2033\u2039\u203a\u20ac\u2122\u2212]*"
)
"""Texts that the face has letters for: Latin, Greek, Cyrillic and their signs."""


def drawable(post: Post) -> bool:
    """Return whether the face has the letters of all that the card would say."""
    conference = post.conference
    said = (_title(post), conference.label, conference.place) if conference else (_title(post),)
    return all(DRAWN.fullmatch(text) for text in said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line of words."""

    text: str
    x: float
    """Where it begins; for words of the badge, its middle."""
    y: float
    size: float
    part: Literal["title", "foot", "badge", "band"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The conference's badge, the recap's title, the day and the site's name."""

    accent: str
    """The conference's colour: `#8a3c1e`."""
    badge: bool
    words: tuple[Words, ...]


def layout(post: Post, site: str, day: str = "") -> Layout:
    """Return how the card of a recap is laid out.

    `day` says the date as people write it; where the face lacks its letters the card has the machine's form.
    """
    conference = post.conference
    left = BESIDE if conference else MARGIN
    size, written = _fitted(_title(post), WIDE - MARGIN - left)
    top = HIGH / 2 - 0.58 * size * (len(written) - 1) + 0.34 * size - 24
    date = day if day and DRAWN.fullmatch(day) else post.date.date().isoformat()
    foot = " · ".join(filter(None, (site if DRAWN.fullmatch(site) else "", date)))
    return Layout(
        accent=_colour(0.46, 0.125, hue(conference.name if conference else site)),
        badge=bool(conference),
        words=(
            *(_badge_words(conference) if conference else ()),
            *(
                Words(text=text, x=left, y=top + number * 1.16 * size, size=size, part="title")
                for number, text in enumerate(written)
            ),
            Words(
                text=shortened(foot, (WIDE - MARGIN - left) / FOOT, width),
                x=left,
                y=HIGH - MARGIN,
                size=FOOT,
                part="foot",
            ),
        ),
    )


def _badge_words(conference: Conference) -> tuple[Words, ...]:
    left, top, scale = BADGE
    return tuple(
        Words(
            text=words.text,
            x=left + scale * BADGE_WIDE / 2,
            y=top + scale * words.y,
            size=scale * words.size,
            part="band" if words.part == "foot" else "badge",
        )
        for words in badge_words(conference)
    )


def _title(post: Post) -> str:
    """Return the title without pictographs, which no text face has: what they say, the words say too."""
    kept = (letter for letter in normalize("NFC", plain_title(post)) if category(letter) not in {"So", "Cf"})
    return " ".join("".join(kept).replace("\ufe0f", "").split())


def _fitted(title: str, room: float) -> tuple[int, list[str]]:
    """Return the largest size at which the title fits, and its lines; a title that never fits is cut."""
    for size, most in SIZES:
        written = lines(title, room / size, width)
        if len(written) <= most and all(width(line) * size <= room for line in written):
            return size, written
    size, most = SIZES[-1]
    cut = [shortened(line, room / size, width) for line in lines(title, room / size, width)]
    return size, [*cut[: most - 1], f"{cut[most - 1].rstrip('…')}…"] if len(cut) > most else cut


def _colour(lightness: float, chroma: float, angle: float) -> str:
    """Return a colour of the OKLCH wheel as sRGB: `#8a3c1e`."""
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
