"""The conferences over the years: above each year the badges of those that took place."""

from recap.index import Index
from recap.index.same import grouped
from recap.pictures.hue import hue
from recap.pictures.svg import element, image, percent, title
from recap.pictures.years import Years, spanning

MARK = 12
"""How wide a badge is, in pixels, and with the space below it how high."""
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
    each = min(MARK, HIGHEST / tallest)
    floor = tallest * each
    marks = [
        _mark(years, year, name, floor - (row + 1) * each, each)
        for year, names in sorted(stacks.items())
        for row, name in enumerate(names)
    ]
    line = element("path", d="M0 .5h9999", transform=f"translate(0 {floor + 2:.0f})")
    return image(label, *marks, line, years.figures(floor + FOOT - 2), height=floor + FOOT, class_="timeline")


def _mark(years: Years, year: int, name: str, y: float, height: float) -> str:
    """Return a badge: a card with the slot for the lanyard."""
    wide = MARK if len(years.all) <= 2 * MARK else MARK / 2
    middle = percent(years.start(year) + years.width / 2)
    card = element("rect", x=middle, y=y, width=wide, height=max(height - 2.5, 1), rx=1.5)
    slot = element(
        "rect",
        x=middle,
        y=y + 1.5,
        width=wide / 3,
        height=1,
        class_="slot",
        transform=f"translate({wide / 3:.0f})",
    )
    drawn = element("g", card, slot if height > MARK / 2 else "", transform=f"translate(-{wide / 2:.0f})")
    return element("g", title(f"{name} {year}"), drawn, style=f"--hue:{hue(name)}", class_="hued")
