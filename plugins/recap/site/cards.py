"""The cards of recaps: drawn once, kept by what they show, and written beside the recaps."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace as changed
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path

from recap.errors import Problem
from recap.exports import Site, beside, plain_title
from recap.exports.card import FACE, HIGH, WIDE, card, drawable
from recap.index import Post
from recap.settings import Settings, save_as
from recap.site.writer import RecapWriter, replace

STORE = Path(".recap", "cards")
"""Where drawn cards are kept, from the folder that the build runs in; it can be deleted at any time."""

MISSING = Problem(
    path="cards",
    line=None,
    message="resvg-py is not installed, so that recaps have no pictures for those who share their addresses",
    hint='pip install resvg-py, or say that you want none: RECAP = {"cards": False}',
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card as a page names it, and what it is drawn from."""

    url: str
    """Its address below the site's."""
    alt: str
    """What it says, in words."""
    svg: str
    width: int = WIDE
    height: int = HIGH


def possible(settings: Settings) -> Settings:
    """Return the settings without cards where none can be drawn."""
    if "card" not in settings.urls or find_spec("resvg_py"):
        return settings
    return changed(settings, urls={name: url for name, url in settings.urls.items() if name != "card"})


def cards(site: Site) -> Mapping[str, Card]:
    """Return the card of each recap that can have one, by the recap's address below the site's."""
    url = site.urls.get("card")
    return {post.url: _card(site, post, url) for post in site.index.posts if drawable(post)} if url else {}


def _card(site: Site, post: Post, url: str) -> Card:
    conference = post.recap.conference
    said = (plain_title(post), conference.label if conference else "", site.title)
    return Card(
        url=url.replace("{slug}", beside(post)), alt=", ".join(filter(None, said)), svg=card(post, site.title)
    )


def write_cards(writer: RecapWriter, found: Iterable[Card]) -> None:
    """Write the pictures of the cards."""
    for each in found:
        writer.write_bytes(save_as(each.url), picture(each.svg))


def picture(svg: str) -> bytes:
    """Return the picture, from the store where it is there; a store that cannot be written is none."""
    kept = STORE / f"{sha256(f'{_made_with()}{svg}'.encode()).hexdigest()[:32]}.png"
    with suppress(OSError):
        return kept.read_bytes()
    png = _render(svg)
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        replace(kept, png)
    return png


def _render(svg: str) -> bytes:
    from resvg_py import svg_to_bytes  # noqa: PLC0415  (not every platform has a wheel)

    with as_file(files("recap.exports") / "font" / "card.ttf") as font:
        png = svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[str(font)], font_family=FACE)
    return bytes(png)


@lru_cache
def _made_with() -> str:
    font = (files("recap.exports") / "font" / "card.ttf").read_bytes()
    return f"{version('resvg-py')} {sha256(font).hexdigest()}"
