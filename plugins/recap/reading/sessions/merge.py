"""A session that a post names in several places - agenda, notes, closing list - is one."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from recap.reading.links import FoundLink
from recap.reading.sessions.part import Part
from recap.reading.sessions.prose import ProseSession
from recap.reading.sessions.words import session_words

_ALIKE = 0.82
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A part of the post that is a session, read."""

    part: Part
    kind: str
    title: str
    names: tuple[str, ...]
    reason: str
    kind_reason: str
    title_reason: str
    speakers_reason: str
    extents: tuple[tuple[int, int], ...]
    """Where its links stand: (first tag number, number behind the last) of each place that names it."""
    authored: bool = False
    """The author's attribute list makes it a session: two such are two, however alike their titles."""
    further: tuple[FoundLink, ...] = ()
    """Links of sentences elsewhere that name it too."""


def merged(found: Iterable[Marked]) -> list[Marked]:
    """Join the entries for one session: at the first place, in the words of the part that reports on it."""
    kept: list[Marked] = []
    for item in found:
        at = next((i for i, other in enumerate(kept) if _same(other, item)), None)
        if at is None:
            kept.append(item)
        else:
            kept[at] = _joined(kept[at], item)
    return kept


def _joined(first: Marked, again: Marked) -> Marked:
    teller = again if len(again.part.text) > len(first.part.text) else first
    other = first if teller is again else again
    return replace(
        teller,
        part=replace(first.part, prose=teller.part.prose, below=teller.part.below),
        names=teller.names or other.names,
        speakers_reason=teller.speakers_reason or other.speakers_reason,
        kind=(first if teller.kind == "talk" else teller).kind,
        kind_reason=(first if teller.kind == "talk" else teller).kind_reason,
        extents=first.extents + again.extents,
        authored=first.authored or again.authored,
    )


def with_prose(marked: Sequence[Marked], told: Iterable[ProseSession]) -> tuple[list[ProseSession], list[Marked]]:
    """Part what prose names into sessions of its own and mentions of marked ones, which join these."""
    kept: list[ProseSession] = []
    joined = list(marked)
    for one in told:
        at = next((i for i, item in enumerate(joined) if _mentions(one, item)), None)
        if at is not None:
            joined[at] = _with_mention(joined[at], one)
        elif not any(same_title(one.title, other.title) for other in kept):
            kept.append(one)
    return kept, joined


def _mentions(one: ProseSession, item: Marked) -> bool:
    """It is the marked session itself, or said inside its part and not another page of the programme."""
    if same_title(one.title, item.title):
        return True
    inside = any(s <= one.start < e for s, e in item.extents)
    return inside and not (one.of_programme and one.block > item.part.block + 1)


def _with_mention(item: Marked, one: ProseSession) -> Marked:
    if any(s <= one.start < e for s, e in item.extents):
        return item
    names, why = (item.names, item.speakers_reason) if item.names else (one.names, one.speakers_reason)
    further = (*item.further, *(link for _, link in one.links))
    return replace(item, names=names, speakers_reason=why, further=further)


def _same(a: Marked, b: Marked) -> bool:
    if a.part.family == b.part.family or (a.authored and b.authored):
        return False
    alike = bool(a.names) and a.names == b.names
    return same_title(a.title, b.title, half=alike) and not session_words().is_label(a.title)


def same_title(a: str, b: str, *, half: bool = False) -> bool:
    """Return whether two titles are one; with `half`, half of the shorter one's words are enough."""
    (left, lefts), (right, rights) = _words(a), _words(b)
    if not left or not right or len(lefts & rights) / min(len(lefts), len(rights)) < 0.5:
        return False
    if left != right and _counted_apart(left, right):
        return False
    if left == right or half:
        return True
    short, long = sorted((" ".join(left), " ".join(right)), key=len)
    if long.startswith(short) and min(len(left), len(right)) >= 2:
        return True
    return (len(short) >= 12 and short in long) or difflib.SequenceMatcher(None, short, long).ratio() >= _ALIKE


def _counted_apart(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Both have numbers, and others: "Streams, part 1" and "Streams, part 2"."""
    numbers, others = (tuple(word for word in words if word.isdecimal()) for words in (left, right))
    return len(numbers) == len(others) and numbers != others


@lru_cache(maxsize=4096)
def _words(title: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words of a title, in order and as a set: each is compared with every other of its post."""
    words = tuple(_WORD.findall(title.casefold()))
    return words, frozenset(words)
