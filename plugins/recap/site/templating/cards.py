"""The cards of recaps: drawn once, kept by what they show, and written beside the recaps."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from recap.exports import Site, beside, plain_title
from recap.exports.card import PIXELS, Layout, drawable, layout
from recap.files import replace
from recap.index import Post
from recap.settings import save_as
from recap.site.state import state_of
from recap.site.templating.languages import day_words
from recap.site.writer import RecapWriter
from recap.store import FOLDER

DRAWN = FOLDER / "cards"
"""Where drawn cards are kept, from the folder that the build runs in; it can be deleted at any time."""


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
        return picture(layout(self.post, self.site, self.day))


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

    def __contains__(self, url: object) -> bool:
        """Whether the post at `url` has one: none is made for that."""
        post = self._site.index.by_url.get(str(url))
        return bool(self._url and post and drawable(post))

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
            writer.write_later(name, partial(_picture_of, article.url, cards), article)


def _picture_of(url: str, cards: Cards) -> bytes:
    return cards[url].picture()


def picture(drawn: Layout) -> bytes:
    """Return the picture, from the store where it is there; a store that cannot be written is none."""
    kept = DRAWN / f"{sha256(f'{_made_with()}{drawn}'.encode()).hexdigest()[:32]}.png"
    with suppress(OSError):
        return kept.read_bytes()
    from recap.exports.card_png import png  # noqa: PLC0415  (it brings Pillow, which most builds do without)

    made = png(drawn)
    with suppress(OSError):
        replace(kept, made)
    return made


@lru_cache
def _made_with() -> str:
    """Return a digest of what makes pictures of cards: the code, the face, the library."""
    room = files("recap.exports")
    parts = ((room / name).read_bytes() for name in ("card_png.py", "font/card.ttf"))
    return sha256(b"".join((version("pillow").encode(), *parts))).hexdigest()
