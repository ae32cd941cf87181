"""The title that an author gave a link list: a heading, or the words that lead in to it."""

import re
from collections.abc import Iterator

from bs4 import PageElement, Tag

from recap.reading.link_lists.items import LISTS, Piece, Places, nested_lists, pieces, words
from recap.reading.links import HEADINGS
from recap.reading.tree import text_of

LONGEST_INTRODUCTION = 80
"""Words between a heading and its list; with more, the list is a part of what the section says."""

Title = tuple[str, Tag | None]
"""The words and the tag they stand in; "" and None when there is no title."""

_UNTITLED: Title = ("", None)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？])|(?<=[:：])\n")
_COLON = re.compile(r"[\s:：]+$")
_FINISHED = re.compile(r"[.!?…。！？;,)\]}»”\"']$")
_LABELS = frozenset(["p", "div", "summary", "dt"])
_BOLD = frozenset(["strong", "b"])


def title(tag: Tag, places: Places) -> Title:
    """Return the title of a list, table or broken paragraph.

    A heading gives it when nothing but introduction stands between the two; but of several lists with links under
    one heading, each has the label that leads in to it.
    """
    if tag.name == "p":
        inside = _first_line(tag, places)
        return (inside, tag) if inside else _above(tag, places)
    item = next((parent for parent in tag.parents if parent.name == "li"), None)
    if item is not None:
        label = _COLON.sub("", _folded("".join(words(pieces(item, places)))))
        return (label, item) if label else _UNTITLED
    return _above(tag, places)


def has_lead_in(tag: Tag) -> bool:
    """Whether the block right above a list leads in to it, even where a heading gives the title."""
    block = next(_climb(tag), None)
    return block is not None and block.name not in HEADINGS and bool(_lead_in(block, runs_on=tag.name != "p"))


def headings_above(tag: Tag) -> Iterator[Tag]:
    """Yield the heading that a tag is or stands under, and those above that one, each of a higher level."""
    level = 7
    for block in (tag, *_climb(tag)):
        if block.name in HEADINGS and int(block.name[1]) < level:
            level = int(block.name[1])
            yield block


def _above(tag: Tag, places: Places) -> Title:
    between: list[Tag] = []
    heading = None
    for block in _climb(tag):
        if block.name in HEADINGS:
            heading = block
            break
        between.append(block)
    lead = _lead_in(between[0], runs_on=tag.name != "p") if between else ""
    led_in: Title = (lead, between[0]) if lead else _UNTITLED
    introduction = sum(len(text_of(block).split()) for block in between)
    if heading is None or introduction > LONGEST_INTRODUCTION or any(map(_holds_list, between)):
        return led_in
    return led_in if lead and _another_follows(tag, places) else (_folded(text_of(heading)), heading)


def _first_line(tag: Tag, places: Places) -> str:
    """Return the label that the first line of a paragraph is, where a hard break ends it; else ""."""
    line: list[Piece] = []
    for piece in pieces(tag, places):
        if piece == "\n" or not isinstance(piece, str):
            break
        line.append(piece)
    else:
        return ""
    said = _folded("".join(words(line)))
    if piece != "\n" or not (said.endswith((":", "：")) or _opens_bold(tag)):
        return ""
    return _COLON.sub("", _SENTENCE_END.split(said)[-1])


def _opens_bold(tag: Tag) -> bool:
    first = next((child for child in tag.children if not isinstance(child, str) or child.strip()), None)
    return isinstance(first, Tag) and first.name in _BOLD


def _lead_in(block: Tag, *, runs_on: bool) -> str:
    """Return the bold label that a block is, or its last sentence if it ends in a colon or runs on; else ""."""
    text = _folded(text_of(block))
    if block.name not in _LABELS or not text or any(_named(block, "img")):
        return ""
    if _is_bold(block, text):
        return _COLON.sub("", text)
    if _is_link(block, text):
        return ""
    if _FINISHED.search(text) or not (runs_on or text.endswith((":", "："))):
        return ""
    return _COLON.sub("", _folded(_SENTENCE_END.split(text_of(block).strip())[-1]))


def _is_bold(block: Tag, text: str) -> bool:
    bold = next((tag for name in _BOLD for tag in _named(block, name)), None)
    return bold is not None and len(_folded(text_of(bold))) >= len(_COLON.sub("", text)) - 1


def _is_link(block: Tag, text: str) -> bool:
    """Whether a block is links and nothing else, without a colon: they are its own, and introduce no list."""
    linked = sum(len(_folded(text_of(link))) for link in _named(block, "a"))
    return linked > 0 and len(re.findall(r"\w", text)) <= linked and not text.endswith((":", "："))


def _another_follows(tag: Tag, places: Places) -> bool:
    """Whether another list with links stands under the same heading, further down."""
    for block in tag.next_siblings:
        if isinstance(block, Tag):
            if block.name in HEADINGS:
                return False
            if _holds_list(block) and any(id(link) in places for link in _named(block, "a")):
                return True
    return False


def _holds_list(block: Tag) -> bool:
    return block.name in LISTS or next(nested_lists(block), None) is not None


def _named(block: Tag, name: str) -> Iterator[Tag]:
    return (child for child in block.descendants if isinstance(child, Tag) and child.name == name)


def _climb(tag: Tag) -> Iterator[Tag]:
    """Yield the blocks before a tag, the nearest first, leaving the wrappers that it is in."""
    place: PageElement | None = tag
    while isinstance(place, Tag):
        for before in place.previous_siblings:
            if isinstance(before, Tag) and before.name != "hr":
                yield before
        place = place.parent if place.parent is not None and place.parent.name != "body" else None


def _folded(text: str) -> str:
    return " ".join(text.split())
