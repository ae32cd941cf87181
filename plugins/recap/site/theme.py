"""What the templates of Recap's theme ask for beside the pages' own values."""

from hashlib import sha256
from pathlib import Path

from pelican import Pelican
from pelican.generators import Generator

from recap import THEME, pictures
from recap.exports.vague import is_vague
from recap.index.same import address_key
from recap.site.link_names import link_name, link_note
from recap.site.session_heads import session_heads
from recap.site.state import state_of
from recap.site.writer import replace

SEARCH_SCRIPT = "js/search.js"
"""What the search page needs of our theme's static files, whatever theme the site has."""


def install(generator: Generator) -> None:
    """Give the templates of a generator `pictures`, and the filters of the table below."""
    filters = {
        "session_heads": session_heads,
        "hue": pictures.hue,
        "address_id": address_id,
        "is_vague": is_vague,
        "link_name": link_name,
        "link_note": link_note,
    }
    for name, function in filters.items():
        generator.env.filters.setdefault(name, function)
    generator.env.globals.setdefault("pictures", pictures)
    generator.env.globals.setdefault("pictures_sprite", _sprite())


def lend_script(site: Pelican) -> None:
    """Put the search's script where the pages look for it, when the site's theme has none."""
    folders = [Path(site.theme, folder) for folder in site.settings["THEME_STATIC_PATHS"]]
    if "search" in state_of(site.settings).settings.urls and not any(
        (f / SEARCH_SCRIPT).is_file() for f in folders
    ):
        file = Path(site.output_path, site.settings["THEME_STATIC_DIR"], SEARCH_SCRIPT)
        file.parent.mkdir(parents=True, exist_ok=True)
        replace(file, Path(THEME, "static", SEARCH_SCRIPT).read_bytes())


def _sprite() -> str:
    """Return the signs of the theme for pages that are read from disk, where no file may use another."""
    text = Path(THEME, "static", "icons.svg").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if line.startswith("<symbol")).replace(
        ' id="', ' id="_icon-'
    )


def address_id(url: str) -> str:
    """Return eight letters that stand for an address, the same however it is written."""
    return sha256(address_key(url).encode()).hexdigest()[:8]
