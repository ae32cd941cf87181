"""A card as a PNG file: drawn as light on dark at twice its size, reduced, and coloured by a palette."""

from functools import lru_cache
from importlib.resources import as_file, files
from io import BytesIO
from itertools import chain

from PIL import Image, ImageColor, ImageDraw, ImageFont

from recap.exports.card import BADGE, BELOW, BESIDE, HIGH, PIXELS, WIDE, Layout
from recap.pictures.badge import BAND, BODY, CORNER, HOLE

TWICE = 2
"""So corners are smooth, and letters stand where they belong to half a pixel."""
UNIT = TWICE * PIXELS[0] / WIDE
"""How many pixels a unit of the card's plane has while it is drawn."""
FACE = files("recap.exports") / "font" / "card.ttf"
"""The one face that is used, so that the picture looks the same wherever it is made."""
STRIPE = 14
"""How high the stripe at the top is."""

STROKE = 1.5
"""How thick the badge's lines are, in its own units."""

PAPER, WHITE, INK, FADED = "#fcf9f4", "#ffffff", "#1f1a16", "#5f5750"
SHADES = 32
"""How many a part has from its paper to its ink."""
COLOURS = {"plain": (PAPER, None), "badge": (WHITE, None), "title": (PAPER, INK), "foot": (PAPER, FADED)}
"""Paper and ink of each part, in the palette's order; None is the card's accent."""
_INDEX = {
    part: [(number * 256 + light) * SHADES // 256 for light in range(256)] for number, part in enumerate(COLOURS)
}
"""Where in the palette a part's shade is for each light that is drawn."""

_Box = tuple[float, float, float, float]


def png(layout: Layout) -> bytes:
    """Return the picture of a card."""
    drawn = _blank(layout.badge).copy()
    pen = ImageDraw.Draw(drawn)
    for words in layout.words:
        pen.text(
            (words.x * UNIT, words.y * UNIT),
            words.text,
            fill=0 if words.part == "band" else 255,
            font=_face(words.size * UNIT),
            anchor="ms" if words.part in ("badge", "band") else "ls",
        )
    file = BytesIO()
    _coloured(drawn.reduce(TWICE), layout).save(file, "PNG", compress_level=3)
    return file.getvalue()


def _coloured(drawn: Image.Image, layout: Layout) -> Image.Image:
    """Return the drawing in the colours of its parts."""
    picture = drawn.point(_INDEX["plain"])
    if layout.badge:
        picture.paste(drawn.point(_INDEX["badge"]), mask=_inside_of_badge())
    left = BESIDE - 40 if layout.badge else 0
    for part, top, bottom in (("title", 2 * STRIPE, BELOW), ("foot", BELOW, HIGH)):
        area = (*_pixel(left, top), *_pixel(WIDE, bottom))
        picture.paste(drawn.crop(area).point(_INDEX[part]), area)
    shades = (_shades(paper, ink or layout.accent) for paper, ink in COLOURS.values())
    picture.putpalette([*chain.from_iterable(shades)])
    return picture


def _pixel(x: float, y: float) -> tuple[int, int]:
    """Return the pixel of the finished picture at a place on the card's plane."""
    return round(x * UNIT / TWICE), round(y * UNIT / TWICE)


@lru_cache
def _blank(badge: bool) -> Image.Image:
    """Return what cards have in common: the stripe, and the badge without its words."""
    drawn = Image.new("L", (TWICE * PIXELS[0], TWICE * PIXELS[1]))
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 0, TWICE * PIXELS[0], STRIPE * UNIT - 1), fill=255)
    if badge:
        line = round(STROKE * BADGE[2] * UNIT)
        body, hole = (_on_badge(box, STROKE / 2) for box in (BODY, HOLE))
        corner = (CORNER + STROKE / 2) * BADGE[2] * UNIT
        pen.rounded_rectangle(body, corner, outline=255, width=line)
        band = (body[0], _on_badge((0, BAND, 0, 0))[1], *body[2:])
        pen.rounded_rectangle(band, corner, fill=255, corners=(False, False, True, True))
        pen.rounded_rectangle(hole, HIGH, outline=255, width=line)
    return drawn


@lru_cache
def _inside_of_badge() -> Image.Image:
    """Return where the badge's own paper is seen: within its edge, but not in the slot or the band."""
    inside = Image.new("1", (TWICE * PIXELS[0], TWICE * PIXELS[1]))
    pen = ImageDraw.Draw(inside)
    pen.rounded_rectangle(_on_badge(BODY), CORNER * BADGE[2] * UNIT, fill=1)
    pen.rounded_rectangle(_on_badge(HOLE), HIGH, fill=0)
    pen.rectangle(_on_badge((BODY[0], BAND, *BODY[2:])), fill=0)
    return inside.resize(PIXELS)


def _on_badge(box: _Box, wider: float = 0) -> _Box:
    """Return where a box of the badge is drawn, its last pixels included; `wider` widens it on all sides."""
    left, top, scale = BADGE
    x0, y0, x1, y1 = box
    return (
        (left + scale * (x0 - wider)) * UNIT,
        (top + scale * (y0 - wider)) * UNIT,
        (left + scale * (x1 + wider)) * UNIT - 1,
        (top + scale * (y1 + wider)) * UNIT - 1,
    )


@lru_cache(maxsize=64)
def _face(size: float) -> ImageFont.FreeTypeFont:
    with as_file(FACE) as file:
        return ImageFont.truetype(file, size)


@lru_cache(maxsize=512)
def _shades(paper: str, ink: str) -> tuple[int, ...]:
    """Return the reds, greens and blues from one colour to the other."""
    ends = tuple(zip(ImageColor.getrgb(paper), ImageColor.getrgb(ink), strict=True))
    return tuple(round(a + (b - a) * step / (SHADES - 1)) for step in range(SHADES) for a, b in ends)
