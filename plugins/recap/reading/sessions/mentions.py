"""What a post says elsewhere of a session that its agenda only names: links and a speaker join the entry."""

import re
from collections.abc import Sequence
from dataclasses import replace

from recap.reading.links import FoundLink
from recap.reading.names import SURE, bare, certainty
from recap.reading.sessions.blocks import Block
from recap.reading.sessions.merge import Marked
from recap.reading.sessions.name_shapes import NAME


def with_mentions(
    marked: Sequence[Marked], blocks: Sequence[Block], placed: Sequence[tuple[int, FoundLink]]
) -> list[Marked]:
    """Join a paragraph that names one bare entry of the agenda, with the list it introduces, to that entry."""
    bare_ones = {_key(item.title): at for at, item in enumerate(marked) if _is_bare(item)}
    done = list(marked)
    if not bare_ones:
        return done
    extents = [extent for item in marked for extent in item.extents]
    for index, block in enumerate(blocks):
        if block.shape != "paragraph" or any(start <= block.start < end for start, end in extents):
            continue
        text = _key(block.text)
        named = [at for title, at in bare_ones.items() if title in text]
        if len(named) == 1:
            done[named[0]] = _with_mention(done[named[0]], blocks, index, placed)
    return done


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _is_bare(item: Marked) -> bool:
    """An entry of a list with nothing but its title."""
    return item.part.shape in ("item", "row") and not item.part.text.strip() and len(item.title.split()) >= 2


def _with_mention(
    item: Marked, blocks: Sequence[Block], index: int, placed: Sequence[tuple[int, FoundLink]]
) -> Marked:
    end = _end_of_mention(blocks, index)
    links = tuple(link for number, link in placed if blocks[index].start <= number < end)
    names = item.names or _speaker(blocks[index].text, item.title)
    why = item.speakers_reason or ("the person in the sentence that names it" if names else "")
    return replace(item, names=names, speakers_reason=why, further=(*item.further, *links))


def _end_of_mention(blocks: Sequence[Block], index: int) -> int:
    """The paragraph, and lists right below it with the lines that introduce them."""
    at = index + 1
    while at < len(blocks) and (
        blocks[at].shape == "item" or (blocks[at].shape == "paragraph" and blocks[at].text.endswith(":"))
    ):
        if blocks[at].shape == "paragraph" and len(blocks[at].text.split()) > 12:
            break
        at += 1
    return blocks[at - 1].end


def _speaker(text: str, title: str) -> tuple[str, ...]:
    """The one person in the sentence with the title, outside of the title."""
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        if _key(title) in _key(sentence):
            words = re.sub(re.escape(title), " ", sentence, flags=re.IGNORECASE)
            names = {bare(match.group()) for match in NAME.finditer(words)}
            sure = [name for name in names if certainty(name) == SURE]
            return (sure[0],) if len(sure) == 1 else ()
    return ()
