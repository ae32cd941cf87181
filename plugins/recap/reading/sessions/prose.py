"""Sessions that only running prose names, where a sentence or a link to the programme leaves no doubt."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

import bs4

from recap.reading.links import FoundLink
from recap.reading.names import SURE, bare, certainty
from recap.reading.sessions.blocks import Block, Outline
from recap.reading.sessions.constructions import Piece, constructions, is_title, may_name, names_in
from recap.reading.sessions.labels import unquoted
from recap.reading.sessions.name_shapes import NAME
from recap.reading.sessions.speaker_sentences import in_sentences
from recap.reading.sessions.speakers import FoundSpeakers
from recap.reading.sessions.title_forms import HOW
from recap.reading.sessions.titles import read_title
from recap.reading.sessions.words import session_words

_STOP = re.compile(r"[.!?…。！？](?:(?<=[.!?…])\s(?<!\b[A-Z]\.\s)\s*(?=[A-Z\"“«»(\ue000-\uf8ff])|(?<=[。！？]))")
"""The sign that ends a sentence, with the spaces behind it."""
_TOPIC = re.compile(
    r"\b(?:talk(?:s|ed)?|spoke|speaks|presentation|session|keynote|workshop)\s(?:was\s|is\s)?(?:about|on)\s(?:the\s)?"
    r"(?P<topic>[^.,;:()\n]{4,80}?)(?=\s(?:that|which|and|who|where|at|by|using|with|for|from|as|in)\s|[.,;:()\n]|$)"
)
_TOPICLESS = re.compile(r"(?:my|our|his|her|their|its|this|that|these|what|how|\w+ing)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?!My |Our |This |His |Her |The (?:talk|slides|video))[“\"«]?[A-Z0-9](?!.*\b20\d\d\b).*\s")
_NAME_BEFORE = re.compile(rf"({NAME.pattern})\s(?:on|about|with|in|over|über|sur|sobre)\s$")
_KINDS = ("keynote", "workshop", "panel", "lightning")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseSession:
    """A session that prose names."""

    tag: bs4.Tag
    block: int
    start: int
    """The number of its paragraph's tag."""
    kind: str
    title: str
    names: tuple[str, ...]
    links: tuple[tuple[int, FoundLink], ...]
    """Its own, with the numbers of their tags."""
    reason: str
    speakers_reason: str
    of_programme: bool = False
    """It is another one than the session in whose part it is said."""


def prose_sessions(found: Outline, placed: Sequence[tuple[int, FoundLink]]) -> list[ProseSession]:
    """Return the sessions that paragraphs and prose items name, in document order."""
    sessions: list[ProseSession] = []
    linked: dict[int, dict[int, FoundLink]] = {}
    numbers = [number for number, _ in placed]
    for index, block in enumerate(found.blocks):
        if block.shape in ("paragraph", "item") and not block.override.prevented:
            links = dict(placed[bisect_left(numbers, block.start) : bisect_left(numbers, block.end)])
            sessions += _of_block(index, block, links) or _of_series(found.blocks, index, links)
            if block.shape == "item" and links:
                linked[index] = links
    return [*sessions, *_of_recordings(found.blocks, linked, {one.block for one in sessions})]


def _of_block(index: int, block: Block, links: dict[int, FoundLink]) -> list[ProseSession]:
    """Read a paragraph: a session's links are its sentence's, and all of them where the paragraph names but one,
    until it comes to somebody else.
    """
    raw, pieces = _pieces(block)
    if not may_name(raw, pieces):
        return []
    found: list[ProseSession] = []
    before = ""
    for start, sentence in _sentences(raw):
        inside = [p for p in pieces if start <= p.start and p.end <= start + len(sentence)]
        several = constructions(sentence, start, inside, before=before)
        if not start and pieces and pieces[0].start > len(sentence):
            before = sentence
        if not several:
            continue
        parted = _parted(inside, [start + sentence.find(named.title) for named in several])
        for named, near in zip(several, parted, strict=True):
            own = tuple((n, links[n]) for n in sorted({p.number for p in near if p.number in links}))
            kind = session_words().kind_in(sentence)
            found.append(
                ProseSession(
                    tag=block.tag,
                    block=index,
                    start=block.start,
                    kind=kind if kind in _KINDS else "talk",
                    title=named.title,
                    names=named.names,
                    links=own,
                    reason=named.reason,
                    speakers_reason=f'"{named.words}"' if named.names else "",
                )
            )
    if not found and block.shape == "paragraph":
        found = _of_programme(index, block, raw, pieces, links)
    if len(found) != 1:
        return found
    end = _of_another(raw, found[0])
    beyond = {piece.number for piece in pieces if piece.start >= end}
    return [replace(found[0], links=tuple((n, link) for n, link in links.items() if n not in beyond))]


def _parted(pieces: Sequence[Piece], titles: Sequence[int]) -> list[list[Piece]]:
    """Part the pieces of a sentence at the places of its titles, but for the first: each has what follows it."""
    return [
        [p for p in pieces if (not at or begin < p.end) and p.end <= end]
        for at, (begin, end) in enumerate(pairwise([*titles, _END]))
    ]


_END = 10**9


def _of_another(raw: str, told: ProseSession) -> int:
    """Return where a paragraph, behind the sentence that names a session, comes to one with another name."""
    reached = False
    for start, sentence in _sentences(raw):
        if reached and any(name not in told.names for _, _, name in names_in(sentence)):
            return start
        reached = reached or told.title in sentence
    return len(raw)


def _of_programme(
    index: int, block: Block, raw: str, pieces: Sequence[Piece], links: dict[int, FoundLink]
) -> list[ProseSession]:
    """A paragraph that links to one session's page in the programme reports on that session."""
    pages = [n for n, link in links.items() if link.kind == "abstract"]
    if len(pages) != 1 or session_words().other_occasions.search(raw):
        return []
    linked = next((" ".join(p.text.split()) for p in pieces if p.number == pages[0]), "")
    at = raw.find(linked)
    before = _NAME_BEFORE.search(raw[:at]) if at > 0 else None
    name = bare(before[1]) if before else ""
    names = (name,) if certainty(name) else ()  # the construction itself shows that a name stands there
    title = linked if is_title(linked) and (names or _NAMED.match(linked)) else _topic(raw, links)
    if not title:
        return []
    kind = session_words().kind_told(raw[:160])
    return [
        ProseSession(
            tag=block.tag,
            block=index,
            start=block.start,
            kind=kind if kind in ("keynote", "workshop") else "talk",
            title=unquoted(title),
            names=names,
            links=(),
            reason="its paragraph links to its page in the programme",
            speakers_reason=f'"{before[0]}..."' if names and before else "",
            of_programme=True,
        )
    ]


def _topic(raw: str, links: dict[int, FoundLink]) -> str:
    """Return what a paragraph with a session's slides or video says that the talk was about."""
    topic = _TOPIC.search(raw)
    shown = any(link.kind in ("slides", "video") for link in links.values())
    return topic["topic"] if topic and shown and not _TOPICLESS.match(topic["topic"]) else ""


def _of_series(blocks: Sequence[Block], index: int, links: dict[int, FoundLink]) -> list[ProseSession]:
    """An item "Title of a tutorial by X" in a list that a paragraph about several talks introduces."""
    block, words = blocks[index], session_words()
    if block.shape != "item" or not block.lines or not words.by.search(block.lines[0].text):
        return []
    above = _above_list(blocks, index)
    if not words.kind_of_many(above) or words.elsewhere.search(above):
        return []
    reading = read_title(block.lines[0]).by("by")
    kind = words.kind_in(reading.title) if reading and reading.people.sure == SURE else ""
    if not reading or kind in ("", "talk"):
        return []
    return [
        ProseSession(
            tag=block.tag,
            block=index,
            start=block.start,
            kind=kind,
            title=reading.title,
            names=reading.people.names,
            links=tuple(links.items()),
            reason="an item of a list of talks, and its title says what it was",
            speakers_reason=HOW["by"],
            of_programme=True,
        )
    ]


def _of_recordings(
    blocks: Sequence[Block], linked: Mapping[int, dict[int, FoundLink]], known: Set[int]
) -> Iterator[ProseSession]:
    """Yield the talks of a list whose items each tell of one and link its title to a recording or a page."""
    sizes = Counter(block.group for block in blocks if block.shape == "item")
    titled = {index: title for index, links in linked.items() if (title := _recorded(blocks[index], links))}
    telling = Counter(blocks[index].group for index in titled)
    for index, title in titled.items():
        block = blocks[index]
        if index in known or telling[block.group] < _SEVERAL or telling[block.group] < 0.6 * sizes[block.group]:
            continue
        kind = session_words().kind_told(block.text[:160])
        speaks = _named_after(block.text, title) or in_sentences([block.text])
        yield ProseSession(
            tag=block.tag,
            block=index,
            start=block.start,
            kind=kind if kind in _KINDS else "talk",
            title=unquoted(title),
            names=speaks.names,
            links=tuple(linked[index].items()),
            reason="one of a list's items that each tell of a talk and link its title",
            speakers_reason=speaks.reason,
            of_programme=True,
        )


def _named_after(text: str, title: str) -> FoundSpeakers | None:
    """Return the people whom the words right behind a title name: "[Title] by X"."""
    after = text[text.find(title) + len(title) :]
    by = session_words().by.match(after.strip(' "”»,'))
    name = NAME.match(after.strip(' "”»,')[by.end() :].strip()) if by else None
    sure = name is not None and certainty(bare(name.group())) == SURE
    return FoundSpeakers((bare(name.group()),), f'"{by.group()} {name.group()}"') if sure and by and name else None


_SEVERAL = 3
_TOLD = 15
"""Words of an item that tells of a talk, at least."""


def _recorded(block: Block, links: Mapping[int, FoundLink]) -> str:
    """Return the title in an item that tells of one talk: the words of its one link to a recording or a page."""
    if block.level != 1 or len(block.text.split()) < _TOLD:
        return ""
    pages = [link.text for link in links.values() if link.kind in ("video", "abstract")]
    return pages[0] if len(pages) == 1 and len(pages[0].split()) > 1 and is_title(pages[0]) else ""


def _above_list(blocks: Sequence[Block], index: int) -> str:
    first = next(i for i in range(index, -1, -1) if i == 0 or blocks[i - 1].group != blocks[index].group)
    return blocks[first - 1].text if first and blocks[first - 1].shape == "paragraph" else ""


def _pieces(block: Block) -> tuple[str, list[Piece]]:
    """Return a block's text, and its set-off stretches (joined where one link has several styles)."""
    raw = ""
    pieces: list[Piece] = []
    for line in block.lines:
        link = -1
        for run in line.runs:
            text = run.text.replace("\n", " ")
            end = len(raw) + len(text)
            if run.link >= 0 and run.link == link:
                last = pieces.pop()
                pieces.append(Piece(last.start, end, last.text + text, link))
            elif (run.link >= 0 or run.em or run.bold or run.code) and text.strip():
                pieces.append(Piece(len(raw), end, text, run.link))
            link = run.link if pieces and pieces[-1].end == end else -1
            raw += text
        raw += " "
    return raw, pieces


def _sentences(raw: str) -> Iterator[tuple[int, str]]:
    """Yield (start, text) of each sentence."""
    at = 0
    for match in _STOP.finditer(raw):
        yield at, raw[at : match.start() + 1]
        at = match.end()
    yield at, raw[at:]
