"""Pictures for pages, drawn when the site is built: values in, inline SVG out. Pure.

Colours are the page's own (`currentColor`, `--accent` ...), so that one picture serves both schemes; places along
a line are percentages, so that it fills 280 pixels as well as 1,000 and its letters stay as large as they are.
"""

from recap.pictures.badge import badge
from recap.pictures.heat import heat
from recap.pictures.hue import hue
from recap.pictures.strip import strip
from recap.pictures.timeline import timeline

__all__ = ["badge", "heat", "hue", "strip", "timeline"]
