"""The cards of recaps: drawn once, kept by what they show, and written beside the recaps."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace as changed
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import as_file, files
from importlib.util import find_spec
from typing import Any

from recap.errors import Problem
from recap.exports import Site, beside, plain_title
from recap.exports.card import FACE, PIXELS, card, drawable
from recap.index import Post
from recap.settings import Settings, save_as
from recap.site.languages import day_words
from recap.site.outputs import replace
from recap.site.state import state_of
from recap.site.writer import RecapWriter
from recap.store import FOLDER

DRAWN = FOLDER / "cards"
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
    post: Post
    site: str
    """The site's name."""
    day: str
    """When the recap was published, as people write it."""
    width: int = PIXELS[0]
    height: int = PIXELS[1]

    def picture(self) -> bytes:
        """Return the picture."""
        return picture(card(self.post, self.site, self.day))


def possible(settings: Settings) -> Settings:
    """Return the settings without cards where none can be drawn."""
    if "card" not in settings.urls or find_spec("resvg_py"):
        return settings
    return changed(settings, urls={name: url for name, url in settings.urls.items() if name != "card"})


class Cards(Mapping[str, Card]):
    """The card of each recap that can have one, by the recap's address below the site's; made when asked for."""

    def __init__(self, site: Site) -> None:
        """Make cards for the posts of a site."""
        self._site, self._url = site, site.urls.get("card")

    def __getitem__(self, url: str) -> Card:
        """Return the card of the post at `url`; KeyError where it has none."""
        post = self._site.index.by_url[url]
        if not self._url or not drawable(post):
            raise KeyError(url)
        return _card(self._site, post, self._url)

    def __iter__(self) -> Iterator[str]:
        """Yield the addresses of the posts that have one."""
        return (url for url in self._site.index.by_url if self._url and drawable(self._site.index.by_url[url]))

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(1 for _ in self)


def _card(site: Site, post: Post, url: str) -> Card:
    conference = post.conference
    said = (plain_title(post), conference.label if conference else "", site.title)
    address = url.replace("{slug}", beside(post.url))
    day = day_words(post.date, post.lang or site.lang)
    return Card(url=address, alt=", ".join(filter(None, said)), post=post, site=site.title, day=day)


def write_cards(writer: RecapWriter, context: Mapping[str, Any]) -> None:
    """Write the pictures of the cards."""
    cards: Cards = context["cards"]
    url = state_of(context).settings.urls.get("card")
    for article in context["articles"] if url else ():
        name = save_as(str(url).replace("{slug}", beside(article.url)))
        if not writer.keeps(name, article) and article.url in cards:
            writer.write_later(name, cards[article.url].picture, article)


def picture(svg: str) -> bytes:
    """Return the picture, from the store where it is there; a store that cannot be written is none."""
    kept = DRAWN / f"{sha256(f'{_made_with()}{svg}'.encode()).hexdigest()[:32]}.png"
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
        png = svg_to_bytes(
            svg_string=svg, width=PIXELS[0], skip_system_fonts=True, font_files=[str(font)], font_family=FACE
        )
    return bytes(png)


@lru_cache
def _made_with() -> str:
    font = (files("recap.exports") / "font" / "card.ttf").read_bytes()
    return f"{version('resvg-py')} {PIXELS} {sha256(font).hexdigest()}"
