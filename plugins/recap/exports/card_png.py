"""A card as a PNG file: what cards have in common, and on it, letter by letter, the words of this one.

A picture is shades, 24 of each part, and a palette. A letter is drawn once, at twice its size, and kept.
"""

from functools import lru_cache
from importlib.resources import as_file, files
from io import BytesIO
from itertools import chain
from zlib import Z_RLE

from PIL import Image, ImageColor, ImageDraw, ImageFont

from recap.exports.card import BADGE, BELOW, BESIDE, HIGH, PIXELS, WIDE, Layout, Words
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
SHADES = 24
"""How many a part has from its paper to its ink."""
COLOURS = {"plain": (PAPER, None), "badge": (WHITE, None), "title": (PAPER, INK), "foot": (PAPER, FADED)}
"""Paper and ink of each part, in the palette's order; None is the card's accent."""
_PARTS = {part: number * SHADES for number, part in enumerate(COLOURS)}
"""Where in the palette the shades of a part begin: its paper."""
_INKS = {"band": 0, **{part: paper + SHADES - 1 for part, paper in _PARTS.items()}}
"""Where in the palette the ink is that words are written in; those of the band are light on dark."""

_Box = tuple[float, float, float, float]


def png(layout: Layout) -> bytes:
    """Return the picture of a card."""
    picture = _blank(layout.badge).copy()
    for words in layout.words:
        _write(picture, words)
    shades = (_shades(paper, ink or layout.accent) for paper, ink in COLOURS.values())
    picture.putpalette([*chain.from_iterable(shades)])
    file = BytesIO()
    picture.save(file, "PNG", compress_type=Z_RLE)  # runs of a shade are nearly all there is to find
    return file.getvalue()


def _write(picture: Image.Image, words: Words) -> None:
    """Write a line of words, each letter at the nearest half pixel."""
    size, text, ink = words.size * UNIT, words.text, _INKS[words.part]
    advances = [_advance(size, *pair) for pair in zip(text, f"{text[1:]} ", strict=False)]
    x, y = words.x * UNIT, round(words.y * UNIT)
    if words.part in ("badge", "band"):
        x -= sum(advances) / 2
    for letter, advance in zip(text, advances, strict=True):
        at = round(x)
        drawn = _letter(size, letter, at % TWICE, y % TWICE)
        if drawn:
            mask, left, top = drawn
            picture.paste(ink, (at // TWICE + left, y // TWICE + top), mask)
        x += advance


@lru_cache(maxsize=4096)
def _advance(size: float, letter: str, following: str) -> float:
    """Return how far it is from a letter to the one that follows, kerned."""
    face = _face(size)
    return face.getlength(letter + following) - face.getlength(following)


@lru_cache(maxsize=4096)
def _letter(size: float, letter: str, right: int, down: int) -> tuple[Image.Image, int, int] | None:
    """Return a letter as light, and where its corner is from where it stands; None for a space.

    It stands so many pixels to the right and down as it is drawn, before it is reduced.
    """
    face = _face(size)
    edges = [int(edge) // TWICE for edge in face.getbbox(letter, anchor="ls")]
    left, top = edges[0] - 1, edges[1] - 1
    wide, high = edges[2] + 2 - left, edges[3] + 2 - top
    drawn = Image.new("L", (TWICE * wide, TWICE * high))
    place = (right - TWICE * left, down - TWICE * top)
    ImageDraw.Draw(drawn).text(place, letter, fill=255, font=face, anchor="ls")
    light = drawn.reduce(TWICE)
    inner = light.getbbox()
    return (light.crop(inner), left + inner[0], top + inner[1]) if inner else None


def _pixel(x: float, y: float) -> tuple[int, int]:
    """Return the pixel of the finished picture at a place on the card's plane."""
    return round(x * UNIT / TWICE), round(y * UNIT / TWICE)


@lru_cache
def _blank(badge: bool) -> Image.Image:
    """Return what cards have in common, in shades: the stripe, and the badge without its words."""
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
    plain = drawn.reduce(TWICE).point([light * SHADES // 256 for light in range(256)])
    if badge:
        plain.paste(plain.point([_PARTS["badge"] + shade for shade in range(256)]), mask=_inside_of_badge())
    left = BESIDE - 40 if badge else 0
    for part, top, bottom in (("title", 2 * STRIPE, BELOW), ("foot", BELOW, HIGH)):
        plain.paste(_PARTS[part], (*_pixel(left, top), *_pixel(WIDE, bottom)))
    return plain


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
