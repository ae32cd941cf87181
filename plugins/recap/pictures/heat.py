"""Topics by year: a row for each of the tags used most, darker the more recaps of a year have it."""

from collections import Counter
from collections.abc import Callable
from html import escape
from math import sqrt

from recap.index import Index
from recap.pictures.svg import element, image, percent, title
from recap.pictures.words import shortened
from recap.pictures.years import Years, spanning, year_of

ROW = 20
"""How high a row is, in pixels."""
MOST = 24
"""How many tags are shown."""
NAMES = 0.38
"""The share of the width that the names of the tags have."""
CELLS = 16
"""So many letters of a name have room in it on a telephone."""


def heat(index: Index, label: str, say: Callable[[int], str]) -> str:
    """Return the map, or "" for a site without tags; `say(3)` is `3 recaps` in the page's language."""
    counts = Counter((tag, year_of(post)) for post in index.posts for tag in post.tags)
    totals = Counter(tag for post in index.posts for tag in post.tags)
    years = spanning((year for _, year in counts), NAMES)
    if years is None:
        return ""
    tags = sorted(sorted(totals, key=lambda tag: (-totals[tag], tag.casefold()))[:MOST], key=str.casefold)
    most = max(counts.values())
    rows = [
        element(
            "g",
            element("text", title(tag), escape(shortened(tag, CELLS), quote=False), y=ROW - 6),
            *(_cell(years, year, counts[tag, year] / most, say(counts[tag, year]).strip()) for year in years.all),
            transform=f"translate(0 {number * ROW})",
        )
        for number, tag in enumerate(tags)
    ]
    height = len(tags) * ROW
    return image(label, *rows, years.figures(height + ROW - 6), height=height + ROW, class_="heat")


def _cell(years: Years, year: int, share: float, words: str) -> str:
    """Return the square of a tag in a year that has `share` of the most recaps a square stands for."""
    place = {"x": percent(years.start(year)), "width": percent(years.width), "height": ROW}
    if not share:
        return element("rect", class_="none", **place)
    return element("rect", title(f"{year}: {words}"), opacity=0.25 + 0.75 * sqrt(share), **place)
