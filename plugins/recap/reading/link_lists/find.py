"""The link lists of a post: runs of items that are mainly links, each with its title.

A list of bullets or numbers, a table, or a paragraph of lines broken by hard breaks is a link list when most of
its items have an external link as their main content. Nested lists belong to the outermost list that is one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from recap.reading.link_lists.items import LISTS, LONGEST_NOTE, Item, Places, items, nested_lists
from recap.reading.link_lists.titles import Title, has_lead_in, headings_above, title
from recap.reading.links import HEADINGS, FoundLink
from recap.reading.links.address import parse
from recap.reading.links.kinds import KindTable, default_table
from recap.reading.sessions.words import session_words
from recap.reading.tree import text_of

LONGEST_NOTES = 25
"""Words beside the links on the average of a list's items; with more, they are notes."""
LONGEST_BROKEN = 8
"""The same for an untitled paragraph of broken lines, which is prose more often than not."""
LONGEST_LABEL = 8
"""Words of a title that says of what kind the links are."""
MOST_MATERIALS = 6
"""Items that a list of one session's materials has at most."""
LONGEST_MATERIAL = 7
"""Words beside a link that is one of a session's materials."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FoundList:
    """One link list."""

    tag: Tag
    """The outermost `ul`, `ol`, `table` or `p` that is the list."""
    title: str
    """The heading or lead-in above it, without the colon; "" when there is none."""
    title_tag: Tag | None
    """The heading, paragraph or item that gave the title."""
    items: tuple[tuple[FoundLink, str], ...]
    """Every link of the list in document order, each with its note: the words of its item beside it."""

    @property
    def title_reason(self) -> str:
        """Where the title stands, in the author's words."""
        if self.title_tag is None:
            return "no heading or words that lead in to it"
        if self.title_tag is self.tag:
            return "its first line"
        if self.title_tag.name == "li":
            return "the item that it stands in"
        return "the heading above it" if self.title_tag.name in HEADINGS else "the words right above it"


def find_link_lists(
    soup: BeautifulSoup, links: Sequence[FoundLink], table: KindTable | None = None
) -> list[FoundList]:
    """Return the link lists of a post in document order; `links` is what find_links found in the same tree."""
    places = {id(link.tag): link for link in links}
    linked = {id(parent) for link in links for parent in link.tag.parents}
    known = table or default_table()
    return [found for tag in _outermost(soup, linked) for found in _judged(tag, places, linked, known)]


_EMBEDDED = re.compile(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|mastodon-embed|bluesky-embed|tiktok-embed)\b"
)
"""Classes of somebody's message shown in a post: what it links to is none of the author's lists."""


def _outermost(soup: BeautifulSoup, linked: set[int]) -> Iterator[Tag]:
    """Yield the lists, tables and broken paragraphs with links that are in no other, in document order."""
    waiting: list[Tag] = [soup]
    while waiting:
        tag = waiting.pop()
        inner = [child for child in tag.children if isinstance(child, Tag)]
        if tag.name in LISTS or (tag.name == "p" and any(child.name == "br" for child in inner)):
            yield tag
        elif tag.name != "p" and not _EMBEDDED.search(str(tag.get("class", ""))):
            waiting.extend(child for child in reversed(inner) if id(child) in linked)


def _judged(tag: Tag, places: Places, linked: set[int], table: KindTable) -> Iterator[FoundList]:
    """Yield the list as one link list if it is one, else those of its nested lists that are."""
    found = list(items(tag, places))
    named = title(tag, places)
    if _is_link_list(tag, found, named, table):
        noted = tuple(pair for item in found for pair in item.notes())
        yield FoundList(tag=tag, title=named[0], title_tag=named[1], items=noted)
        return
    for child in tag.children:
        for inner in nested_lists(child) if isinstance(child, Tag) and id(child) in linked else ():
            if id(inner) in linked:
                yield from _judged(inner, places, linked, table)


def _is_link_list(tag: Tag, found: Sequence[Item], named: Title, table: KindTable) -> bool:
    """Whether most items are mainly links, and they are more than notes or one session's materials."""
    if sum(item.is_mainly_a_link() for item in found) * 2 <= len(found):
        return False
    longest = LONGEST_NOTES if named[0] or tag.name != "p" else LONGEST_BROKEN
    if _usual_note(found, titled=bool(named[0])) > longest or _is_material(tag, found, named, table):
        return False
    return sum(bool(item.links) for item in found) > 1 or _is_about_links(named, table)


def _usual_note(found: Sequence[Item], *, titled: bool) -> float:
    """Return how many words stand beside a link on the average; one long note among bare links does not count."""
    sizes = sorted(item.beside for item in found)
    bare = sum(sizes[:-1]) / max(1, len(sizes) - 1)
    return bare if titled and len(sizes) > 2 and bare <= LONGEST_BROKEN else sum(sizes) / len(sizes)


def _is_material(tag: Tag, found: Sequence[Item], named: Title, table: KindTable) -> bool:
    """Whether every link says no more than what it is, or who: the slides, video and speakers of one session.

    A lead-in of its own ("His materials:") makes a list of them all the same.
    """
    if len(found) > MOST_MATERIALS or _says_links(named[0], table) or named[1] is tag or has_lead_in(tag):
        return False
    if session_words().is_column(named[0], "speaker"):  # "Speakers": of the conference
        return False
    longest = LONGEST_MATERIAL if named[0] else LONGEST_NOTE
    return all(item.beside <= longest and all(_names_itself(link, table) for link in item.links) for item in found)


def _names_itself(link: FoundLink, table: KindTable) -> bool:
    words = link.text.lower()
    if link.kind == "person" or (len(words.split()) <= LONGEST_LABEL and table.labels.find(words)):
        return True
    host = parse(link.url).host
    return not table.says_more(" ".join(word for word in words.split() if word not in host))


def _is_about_links(named: Title, table: KindTable) -> bool:
    """Whether a list of one link is meant as a list: its title, or a heading above it, is about links or tools."""
    words, tag = named
    above = (text_of(heading) for heading in headings_above(tag)) if tag is not None else ()
    return bool(words) and any(_says_links(text, table) for text in (words, *above))


def _says_links(words: str, table: KindTable) -> bool:
    return len(words.split()) <= LONGEST_LABEL and bool(table.about_links.find(words.lower()))
