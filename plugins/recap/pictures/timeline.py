"""The conferences over the years: above each year the badges of those that took place."""

from recap.index import Index
from recap.index.same import grouped
from recap.pictures.hue import hue
from recap.pictures.svg import element, image, percent, shown, title
from recap.pictures.years import Years, spanning

NARROWEST, WIDEST = 6, 24
"""How wide a badge is, in pixels: as wide as the years allow on a telephone."""
LINE = 240
"""The pixels that all years have together there, less the space between them."""
HIGHEST = 168
"""The pixels above the years; where more badges want to stand in one year, all are lower."""
FOOT = 18
"""The pixels of the years' figures."""


def timeline(index: Index, label: str) -> str:
    """Return the picture, or "" when no year is known; `label` is its name in the page's language."""
    held = [
        (edition.year, conference.name)
        for conference in index.conferences
        for edition in conference.editions
        if edition.year
    ]
    years = spanning(year for year, _ in held)
    if years is None:
        return ""
    stacks = {year: [name for _, name in of_year] for year, of_year in grouped(held, lambda pair: pair[0]).items()}
    tallest = max(map(len, stacks.values()))
    wide = min(WIDEST, max(NARROWEST, LINE // len(years.all)))
    high = min(0.9 * wide, HIGHEST / tallest)
    floor = tallest * high
    marks = [
        _mark(years, year, name, y=floor - (row + 1) * high, wide=wide, high=high)
        for year, names in sorted(stacks.items())
        for row, name in enumerate(names)
    ]
    line = element("line", x2="100%", y1=round(floor) + 2.5, y2=round(floor) + 2.5)
    return image(label, *marks, line, years.figures(floor + FOOT - 2), height=floor + FOOT, class_="timeline")


def _mark(years: Years, year: int, name: str, *, y: float, wide: float, high: float) -> str:
    """Return a badge: a card with the slot for the lanyard."""
    middle = percent(years.start(year) + years.width / 2)
    card = element("rect", x=middle, y=y, width=wide, height=max(high - 2.5, 1), rx=wide / 9)
    slot = element("rect", class_="slot", x=middle, y=y + high / 8, width=wide / 3, height=high / 9)
    third = f"translate({shown(wide / 3)})"
    drawn = (card, element("g", slot, transform=third)) if high > NARROWEST else (card,)
    place = f"translate(-{shown(wide / 2)})"
    return element(
        "g", title(f"{name} {year}"), *drawn, transform=place, style=f"--hue:{hue(name)}", class_="hued"
    )
