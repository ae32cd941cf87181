"""Recap: a folder of conference recaps becomes a site where everything can be found again.

In the settings of a Pelican site: `from recap import THEME` and `PLUGINS = ["recap"]`.
"""

from pathlib import Path

__version__ = "0.1.0"

_HERE = Path(__file__).resolve().parent
THEME = str(next(p for p in (_HERE / "theme", _HERE.parents[1] / "themes" / "recap") if p.is_dir()))
"""The folder of the theme: inside the package when installed, `themes/recap` in a checkout."""


def register() -> None:
    """Connect the plugin to Pelican (called by Pelican)."""
    from recap.site import plugin

    plugin.register()
