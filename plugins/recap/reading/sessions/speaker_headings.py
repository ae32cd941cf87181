"""Headings that are the speaker of the heading right above them, or right below."""

from collections.abc import Sequence

from recap.reading.names import SURE
from recap.reading.people import people
from recap.reading.sessions import speakers
from recap.reading.sessions.blocks import Block
from recap.reading.sessions.words import session_words


def names_speakers(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a heading only names the speakers of the one right above it: "#### by Ada Winter [Acme]"."""
    block = blocks[index]
    if block.shape != "heading" or not index or block.heading != index - 1:
        return False
    if session_words().is_label(blocks[index - 1].text):
        return False  # "Talks", and each below it bears its speaker's name
    if session_words().by.match(block.text):
        return bool(speakers.below(block.lines[:1], perhaps=True).names)
    return len(block.lines) == 1 and people(block.text).sure == SURE


def heading_family(blocks: Sequence[Block], index: int) -> tuple[object, ...]:
    """The headings of one level below one heading; titles that each have their speaker's heading above them."""
    above = "speakers" if has_speaker_above(blocks, index) else blocks[index].heading
    return ("heading", blocks[index].level, above)


def has_speaker_above(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a heading is the title right below, and alone below, a heading that is its speaker's name."""
    if index >= len(blocks) or blocks[index].shape != "heading" or not index or blocks[index].heading != index - 1:
        return False
    words, text = session_words(), blocks[index].text
    if words.is_label(text) or words.is_material(text) or words.notes.fullmatch(text) or people(text).sure:
        return False
    alone = (
        sum(block.shape == "heading" and block.heading == index - 1 for block in blocks[index : index + 40]) == 1
    )
    return alone and people(blocks[index - 1].text).sure == SURE
