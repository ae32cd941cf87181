"""Sessions that only running prose names, where a sentence leaves no doubt: "X gave a talk on *Title*".

A sentence is read with its set-off words (links, italics, quotations, code) and its names as single signs, so that
the constructions below can be written down as they are read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import bs4

from recap.reading.links import FoundLink
from recap.reading.names import SURE, bare, certainty
from recap.reading.outline import Block, Outline
from recap.reading.session_titles import HOW, read_title, unquoted
from recap.reading.session_words import session_words
from recap.reading.speakers import NAME

_SENTENCE = re.compile(r"(?<=[.!?…])(?<!\b[A-Z]\.)\s+(?=[A-Z\"“«»(\ue000-\uf8ff])|(?<=[。！？])")
_QUOTED = re.compile(r"[“\"«»„「『](?P<inside>[^“”\"«»„「『』」]{4,120})[”\"»«“」』]")
_TITLE_SIGN, _NAME_SIGN = 0xE000, 0xF000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseSession:
    """A session that a sentence names."""

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
    """Its paragraph links to its page in the conference's programme."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a paragraph that stands for itself."""

    start: int
    end: int
    text: str
    number: int = -1
    """The number of its link's tag, or -1."""


def prose_sessions(found: Outline, placed: Sequence[tuple[int, FoundLink]]) -> list[ProseSession]:
    """Return the sessions that paragraphs and prose items name, in document order."""
    sessions: list[ProseSession] = []
    for index, block in enumerate(found.blocks):
        if block.shape in ("paragraph", "item"):
            sessions += _of_block(index, block, placed) or _of_series(found.blocks, index, placed)
    return sessions


def _of_series(blocks: Sequence[Block], index: int, placed: Sequence[tuple[int, FoundLink]]) -> list[ProseSession]:
    """An item "Title of a tutorial by X" in a list that a paragraph about several talks introduces."""
    block = blocks[index]
    words = session_words()
    if block.shape != "item" or not block.lines or not words.by.search(block.lines[0].text):
        return []
    if words.kind_in(block.lines[0].text) in ("", "talk"):
        return []
    first = next(i for i in range(index, -1, -1) if i == 0 or blocks[i - 1].group != block.group)
    above = blocks[first - 1].text if first and blocks[first - 1].shape == "paragraph" else ""
    reading = read_title(block.lines[0]).by("by")
    kind = words.kind_in(reading.title) if reading and reading.people.sure == SURE else ""
    if not reading or kind in ("", "talk") or not words.kind_of_many(above) or words.elsewhere.search(above):
        return []
    own = tuple((number, link) for number, link in placed if block.start <= number < block.end)
    return [
        ProseSession(
            tag=block.tag, block=index, start=block.start, kind=kind, title=reading.title, names=reading.people.names,
            links=own, reason="an item of a list of talks, and its title says what it was",
            speakers_reason=HOW["by"], of_programme=True,
        )
    ]  # fmt: skip


def _of_block(index: int, block: Block, placed: Sequence[tuple[int, FoundLink]]) -> list[ProseSession]:
    raw, pieces = _read(block)
    if not pieces and not _QUOTED.search(raw):
        return []
    links = {number: link for number, link in placed if block.start <= number < block.end}
    found: list[ProseSession] = []
    for start, sentence in _sentences(raw):
        inside = [p for p in pieces if start <= p.start and p.end <= start + len(sentence)]
        own = tuple((n, links[n]) for n in sorted({p.number for p in inside if p.number in links}))
        for title, names, why, words in _constructions(sentence, start, inside):
            found.append(
                ProseSession(
                    tag=block.tag, block=index, start=block.start, kind=_kind(sentence), title=title, names=names, links=own, reason=why,
                    speakers_reason=f'"{words}"' if names else "",
                )
            )  # fmt: skip
    if not found:
        found = _of_programme(index, block, raw, pieces, links)
    return [replace(found[0], links=tuple(links.items()))] if len(found) == 1 else found


_TOPIC = re.compile(
    r"\b(?:talk(?:s|ed)?|spoke|speaks|presentation|session|keynote|workshop)\s(?:was\s|is\s)?(?:about|on)\s(?:the\s)?"
    r"(?P<topic>[^.,;:()\n]{4,80}?)(?=\s(?:that|which|and|who|where|at|by|using|with|for|from|as|in)\s|[.,;:()\n]|$)"
)


_NAMED = re.compile(r"(?!My |Our |This |His |Her |The (?:talk|slides|video))[“\"«]?[A-Z0-9](?!.*\b20\d\d\b).*\s")
_TOPICLESS = re.compile(r"(?:my|our|his|her|their|its|this|that|these|what|how|\w+ing)\b", re.IGNORECASE)


def _topic(raw: str, links: dict[int, FoundLink]) -> str:
    """Return what a paragraph with a session's slides or video says that the talk was about."""
    topic = _TOPIC.search(raw)
    shown = any(link.kind in ("slides", "video") for link in links.values())
    return topic["topic"] if topic and shown and not _TOPICLESS.match(topic["topic"]) else ""


def _of_programme(
    index: int, block: Block, raw: str, pieces: Sequence[_Piece], links: dict[int, FoundLink]
) -> list[ProseSession]:
    """A paragraph that links to a session's page in the programme reports on that session."""
    pages = [n for n, link in links.items() if link.kind == "abstract"]
    if block.shape != "paragraph" or len(pages) != 1 or session_words().other_occasions.search(raw):
        return []
    linked = next((" ".join(p.text.split()) for p in pieces if p.number == pages[0]), "")
    at = raw.find(linked)
    before = (
        re.search(rf"({NAME.pattern})\s(?:on|about|with|in|over|über|sur|sobre)\s$", raw[:at]) if at > 0 else None
    )
    name = bare(before[1]) if before else ""
    names = (name,) if certainty(name) else ()  # the construction itself shows that a name stands there
    title = linked if _is_title(linked) and (names or _NAMED.match(linked)) else _topic(raw, links)
    if not title:
        return []
    kind = session_words().kind_told(raw[:160])
    return [
        ProseSession(
            tag=block.tag, block=index, start=block.start, kind=kind if kind in ("keynote", "workshop") else "talk",
            title=unquoted(title), names=names, links=(), reason="its paragraph links to its page in the programme",
            speakers_reason=f'"{before.group()}..."' if names and before else "", of_programme=True,
        )
    ]  # fmt: skip


def _kind(sentence: str) -> str:
    kind = session_words().kind_in(sentence)
    return kind if kind in ("keynote", "workshop", "panel", "lightning") else "talk"


def _read(block: Block) -> tuple[str, list[_Piece]]:
    """Return a block's text, and its set-off stretches (joined where one link has several styles)."""
    raw = ""
    pieces: list[_Piece] = []
    for line in block.lines:
        url = ""
        for run in line.runs:
            set_off = bool(run.url) or run.em or run.bold or run.code
            text = re.sub(r"\s", " ", run.text)
            if set_off and pieces and run.url and run.url == url and pieces[-1].end == len(raw):
                last = pieces.pop()
                pieces.append(_Piece(last.start, len(raw) + len(text), last.text + text, last.number))
            elif set_off and text.strip():
                pieces.append(_Piece(len(raw), len(raw) + len(text), text, run.link))
            raw += text
            url = run.url
        raw += " "
    return raw, pieces


def _sentences(raw: str) -> Iterator[tuple[int, str]]:
    at = 0
    for match in _SENTENCE.finditer(raw):
        yield at, raw[at : match.start()]
        at = match.end()
    yield at, raw[at:]


def _constructions(
    sentence: str, start: int, pieces: Sequence[_Piece]
) -> list[tuple[str, tuple[str, ...], str, str]]:
    """Return (title, names, reason, words that show the speaker) of the sessions that a sentence names."""
    if not pieces and not _QUOTED.search(sentence):
        return []
    signs, titles, names = _signs(sentence, start, pieces)
    if not titles or session_words().other_occasions.search(sentence):
        return []
    for name, pattern in _patterns():
        if name == _BARE and not session_words().cues.search(sentence):
            continue  # it could be a book
        found = []
        for match in pattern.finditer(signs):
            title = titles[ord(match["title"]) - _TITLE_SIGN]
            who = tuple(names[ord(c) - _NAME_SIGN] for c in match["name"] if ord(c) >= _NAME_SIGN)
            if _is_title(title):
                found.append((unquoted(title), who, f"the sentence reads {name}", match.group()))
        if found:
            return [(t, w, why, _spelled(said, titles, names)) for t, w, why, said in found]
    return _in_link_text(pieces)


def _spelled(signs: str, titles: Sequence[str], names: Sequence[str]) -> str:
    text = "".join(names[ord(c) - _NAME_SIGN] if ord(c) >= _NAME_SIGN and ord(c) < 0xF8FF else
                   titles[ord(c) - _TITLE_SIGN] if _TITLE_SIGN <= ord(c) < _NAME_SIGN else c for c in signs)  # fmt: skip
    return " ".join(text.split())[:80]


def _is_title(text: str) -> bool:
    words = session_words()
    text = text.strip()
    return (
        1 <= len(text.split()) <= 20
        and len(text) >= 4
        and not words.is_material(text)
        and not words.is_label(text)
        and not re.match(r"[a-z]+$|https?:|@|#|this |that |his |her |the (?:talk|slides|video)|\d+$", text)
    )


def _signs(sentence: str, start: int, pieces: Sequence[_Piece]) -> tuple[str, list[str], list[str]]:
    """Return a sentence with a sign for each set-off stretch and each name, and what the signs stand for."""
    titles: list[str] = []
    names: list[str] = []
    spans: list[tuple[int, int, str]] = []
    for piece in pieces:
        a, b, text = piece.start - start, piece.end - start, " ".join(piece.text.split())
        if certainty(bare(text)) == SURE:
            spans.append((a, b, chr(_NAME_SIGN + len(names))))
            names.append(bare(text))
        else:
            spans.append((a, b, chr(_TITLE_SIGN + len(titles))))
            titles.append(text)
    for quoted in _QUOTED.finditer(sentence):
        if not any(a < quoted.end() and quoted.start() < b for a, b, _ in spans):
            spans.append((*quoted.span(), chr(_TITLE_SIGN + len(titles))))
            titles.append(quoted["inside"])
    for match in NAME.finditer(sentence):
        if any(a < match.end() and match.start() < b for a, b, _ in spans):
            continue
        tokens = bare(match.group()).split()
        while len(tokens) > 1 and certainty(" ".join(tokens)) < SURE:
            tokens = tokens[1:]
        name = " ".join(tokens)
        if certainty(name) == SURE:
            at = match.start() + match.group().find(tokens[0])
            spans.append((at, match.end(), chr(_NAME_SIGN + len(names))))
            names.append(name)
    made, at = "", 0
    for a, b, sign in sorted(spans):
        if a >= at:
            made += sentence[at:a] + sign
            at = b
    return made + sentence[at:], titles, names


_BARE = '"[title] by X"'


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The constructions: what they are called, and how they read."""
    words = session_words()
    title, one = r"[\"“«»„*_]*(?P<title>[\ue000-\uefff])[\"”»«“*_]*", r"[\uf000-\uf8ff]"
    name = rf"(?P<name>{one}(?:\s?(?:,|and|&|und|et|y|e)\s{one})*)"
    aside = r"(?:\s*\([^()]{1,60}\)|,[^,.;]{2,60},|\s(?:from|of|at|von|de|di)\s[^\s,.]+(?:\s[A-Z][^\s,.]*)?)?"
    kind = "(?:" + "|".join(p.pattern for k, p in words.kinds if k != "other") + ")"
    about = rf"(?:{words.about.pattern})"
    by = rf"(?:{words.by.pattern})"
    gives = rf"(?:then |also |next |first |later )?(?:{words.verbs.pattern})"
    few = r"(?:[^.;:\ue000-\uf8ff]{0,45}?\s)??"
    flags = re.IGNORECASE
    return (
        ('"X gave a talk on [title]"', re.compile(rf"{name}{aside}\s{gives}\s{few}{kind}\s?{few}(?:{about}\s|[,:]\s)(?:the\s)?{title}", flags)),
        ('"X spoke on [title]"', re.compile(rf"{name}{aside}\s{gives}\s(?:(?:to|with) us\s|us\s|nous\s)?{about}\s(?:the\s)?{title}", flags)),
        ('"X\'s talk [title]"', re.compile(rf"{name}['’]s?\s(?:[\w-]+\s){{0,3}}?{kind}[,:]?\s(?:{about}\s)?{title}", flags)),
        ('"the talk [title] by X"', re.compile(rf"{kind}\s?{few}{title}(?:\s?\([^()]*\))?,?\s{by}\s{name}", flags)),
        (_BARE, re.compile(rf"{title}(?:\s?\([^()]*\))?,?\s{by}\s{name}", flags)),
    )  # fmt: skip


_TOLD = re.compile(
    r"(?P<name>.+?)(?:['’]s?)?\s(?:talk(?:s|ed)?|spoke|presented|presents|presentation|keynote)\s(?:(?:about|on|of)\s)?(?P<title>.{8,90})"
)


def _in_link_text(pieces: Sequence[_Piece]) -> list[tuple[str, tuple[str, ...], str, str]]:
    """Read a link that tells it all: "[X talked about indexing](...)"."""
    found: list[tuple[str, tuple[str, ...], str, str]] = []
    for piece in pieces:
        match = _TOLD.fullmatch(" ".join(piece.text.split())) if piece.number >= 0 else None
        if match and certainty(match["name"]):
            found.append(
                (match["title"], (match["name"],), 'the link reads "X talked about ..."', match.group()[:80])
            )
    return found
