"""A session that a post names in several places - agenda, notes, closing list - is one."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from recap.reading.session_parts import Part
from recap.reading.session_words import session_words

_ALIKE = 0.82


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A part of the post that is a session, read."""

    part: Part
    kind: str
    title: str
    names: tuple[str, ...]
    reason: str
    speakers_reason: str
    extents: tuple[tuple[int, int], ...]
    """Where its links stand: (first tag number, number behind the last) of each place that names it."""


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
        kind=first.kind if teller.kind == "talk" else teller.kind,
        extents=first.extents + again.extents,
    )


def _same(a: Marked, b: Marked) -> bool:
    if a.part.family == b.part.family or session_words().is_label(a.title):
        return False
    left, right = _words(a.title), _words(b.title)
    if not left or not right:
        return False
    shared = len(set(left) & set(right)) / min(len(set(left)), len(set(right)))
    if shared < 0.5:
        return False
    if left == right or (bool(a.names) and a.names == b.names):
        return True
    short, long = sorted((" ".join(left), " ".join(right)), key=len)
    return (len(short) >= 12 and short in long) or difflib.SequenceMatcher(None, short, long).ratio() >= _ALIKE


def _words(title: str) -> list[str]:
    return re.findall(r"\w+", title.casefold())
