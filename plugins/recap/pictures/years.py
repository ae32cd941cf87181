"""A line of years, as the timeline and the heat map have it."""

from collections.abc import Iterable
from dataclasses import dataclass

from recap.index import Post
from recap.pictures.svg import element, percent

FEW = 6
"""So many years have room for all their figures on a telephone."""


@dataclass(frozen=True, slots=True)
class Years:
    """All years from the first to the last, side by side from `left`, a share of the width, to the right edge."""

    first: int
    last: int
    left: float = 0.0

    @property
    def all(self) -> range:
        """The years, oldest first."""
        return range(self.first, self.last + 1)

    @property
    def width(self) -> float:
        """The share of the picture's width that one year has."""
        return (1 - self.left) / len(self.all)

    def start(self, year: int) -> float:
        """Return where a year begins, as a share of the width."""
        return self.left + (year - self.first) * self.width

    def figures(self, y: float) -> str:
        """Return the figures of the years that have room for them, standing on the line `y`."""
        step = next((step for step in (1, 5, 10, 25, 100) if len(self.all) <= FEW * step), 500)
        return "".join(
            element("text", str(year), x=percent(self.start(year) + self.width / 2), y=y, text_anchor="middle")
            for year in self.all
            if year % step == 0
        )


def spanning(years: Iterable[int], left: float = 0.0) -> Years | None:
    """Return the line that holds these years; None when there are none."""
    known = sorted(years)
    return Years(known[0], known[-1], left) if known else None


def year_of(post: Post) -> int:
    """Return the year that a post reports on, else the one it was written in."""
    conference = post.conference
    return (conference and conference.year) or post.date.year
