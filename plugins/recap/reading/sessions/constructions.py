"""Sentences that leave no doubt that they name a session: "X gave a talk on *Title*".

A sentence is read with its set-off words (links, italics, quotations, code) and its names as single signs, so that
the constructions can be written down as they are read.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from recap.reading.names import SURE, bare, certainty
from recap.reading.sessions.construction_forms import (
    BARE,
    BRACKETED,
    OWNED,
    PRESENTED,
    bracketed,
    construction_forms,
)
from recap.reading.sessions.labels import unquoted
from recap.reading.sessions.name_shapes import whole_names
from recap.reading.sessions.words import session_words

_QUOTED = re.compile(r"[“\"«»„「『](?P<inside>[^“”\"«»„「『』」]{4,120})[”\"»«“」』]")
_QUOTED_AND_MORE = re.compile(r"[“\"«»„「『][^“”\"«»„「『』」]{4,120}[”\"»«“」』]\s*\S")
_TITLE_SIGN, _NAME_SIGN, _MOST = 0xE000, 0xF000, 1000
_SIGNS = re.compile(r"[\ue000-\uf8ff]")
_NO_TITLE = re.compile(r"[a-z]+$|https?:|@|#|this |that |his |her |the (?:talk|slides|video)|\d+$")
_TELLS = re.compile("talk|spoke|present|keynote")
_TOLD = re.compile(
    r"(?P<name>.+?)(?:['’]s?)?\s(?:talk(?:s|ed)?|spoke|presented|presents|presentation|keynote)\s"
    r"(?:(?:about|on|of)\s)?(?P<title>.{8,90})"
)


class Piece(NamedTuple):
    """A stretch of a paragraph that stands for itself: a link, italics, code."""

    start: int
    end: int
    text: str
    number: int = -1
    """The number of its link's tag, or -1."""


class Named(NamedTuple):
    """A session that a sentence names."""

    title: str
    names: tuple[str, ...]
    reason: str
    words: str
    """The words that name it, for the author."""


def may_name(text: str, pieces: Sequence[Piece]) -> bool:
    """Return False where nothing is set off that could be a title."""
    return bool(pieces) or next(_quoted(text), None) is not None


def _quoted(text: str) -> Iterator[re.Match[str]]:
    """Yield the quotations in a text."""
    return iter(()) if text.isascii() and '"' not in text else _QUOTED.finditer(text)


def constructions(sentence: str, start: int, pieces: Sequence[Piece], *, before: str = "") -> list[Named]:
    """Return the sessions that a sentence names; it begins at `start` of the text that the pieces are of.

    `before` is its paragraph's first sentence, if that one sets nothing off: it may announce sessions.
    """
    if not may_name(sentence, pieces):
        return []
    words, sentence = session_words(), _SIGNS.sub(" ", sentence)
    read = _with_titles(sentence, start, pieces)
    if not read.titles:
        return []
    found = _named_in(sentence, read, before) or _in_link_text(pieces)
    return [] if found and words.other_occasions.search(sentence) else found


def _named_in(sentence: str, read: "_Signs", before: str) -> list[Named]:
    """Return what the constructions name of a sentence whose set-off words are signs."""
    there = session_words().tables_in(read.lowered)
    possible = [one for one in construction_forms() if there & one.first and there & one.second]
    if not bracketed(read.signs):
        possible = [one for one in possible if one.name != BRACKETED]
    read = read.with_names(sentence) if possible else read
    lowered, found = read.lowered, dict[int, Named]()
    for one in possible:
        if not read.names and one.name != OWNED:
            continue
        if one.name in _COULD_BE_BOOK and not (
            _COULD_BE_BOOK[one.name](sentence, read) or _announced(sentence, before)
        ):
            continue
        for match in one.found_in(lowered):
            title, at = read.title(match["title"]), match.start("title")
            if (
                at in found
                or not is_title(title)
                or (one.name == PRESENTED and len(title.split()) < _MOST_OF_A_THING)
            ):
                continue
            found[at] = Named(
                unquoted(title),
                read.people(match["name"] or ""),
                f"the sentence reads {one.name}",
                read.spelled(read.signs[match.start() : match.end()]),
            )
    return [found[at] for at in sorted(found)]


def _speaks_of_session(sentence: str, _: "_Signs") -> bool:
    words = session_words()
    return bool(words.cues.search(sentence) or words.sequence.search(sentence)) or _was_attended(sentence)


def _lists_sessions(sentence: str, read: "_Signs") -> bool:
    """Return whether, before its first title, a sentence speaks of several sessions or says no more than a label.

    In "the talk cited *Title* (X)" X wrote a book.
    """
    before, words = _SIGNS.split(read.signs, maxsplit=1)[0], session_words()
    several = words.kind_of_many(before) and not words.works.search(sentence)
    return bool(several) or _was_attended(sentence) or words.is_label(before.strip(' :：*_“"«»„'))


def _announced(sentence: str, before: str) -> bool:
    words = session_words()
    return bool(before and words.kind_of_many(before)) and not words.works.search(sentence)


def _was_attended(sentence: str) -> bool:
    words = session_words()
    return bool(words.attended.search(sentence)) and not words.works.search(sentence)


_COULD_BE_BOOK: Mapping[str, Callable[[str, "_Signs"], bool]] = {
    BARE: _speaks_of_session,
    BRACKETED: _lists_sessions,
}
"""Forms in which books are named as well -> whether a sentence means sessions."""


def is_title(text: str) -> bool:
    """Return whether set-off words can be a session's title: not "slides", "here", an address, "the talk"."""
    words, text = session_words(), text.strip()
    long_enough = len(text) >= 4 and len(text.split()) <= 20
    return long_enough and not (words.is_material(text) or words.is_label(text) or _NO_TITLE.match(text))


class _Signs(NamedTuple):
    """A sentence with a sign for each set-off stretch and each name, and what the signs stand for."""

    signs: str
    titles: Sequence[str]
    names: Sequence[str]
    spans: Sequence[tuple[int, int, str]]
    """Where in the sentence each sign stands."""

    @property
    def lowered(self) -> str:
        """In lower case, sign for sign."""
        return self.signs.replace("İ", "i").lower()  # no letter becomes two

    def title(self, sign: str) -> str:
        return self.titles[ord(sign) - _TITLE_SIGN]

    def people(self, signs: str) -> tuple[str, ...]:
        return tuple(self.names[ord(sign) - _NAME_SIGN] for sign in signs if ord(sign) >= _NAME_SIGN)

    def spelled(self, signs: str) -> str:
        text = _SIGNS.sub(lambda m: self.people(m[0])[0] if ord(m[0]) >= _NAME_SIGN else self.title(m[0]), signs)
        return " ".join(text.split())[:80]

    def with_names(self, sentence: str) -> "_Signs":
        """Give the names between the stretches their signs, too."""
        titles, names, spans = list(self.titles), list(self.names), list(self.spans)
        for at, end, name in names_in(sentence):
            _take(spans, names, _NAME_SIGN, (at, end, name))
        return _Signs(_with_signs(sentence, spans), titles, names, spans)


def _with_titles(sentence: str, start: int, pieces: Sequence[Piece]) -> _Signs:
    titles: list[str] = []
    names: list[str] = []
    spans: list[tuple[int, int, str]] = []
    for piece in pieces:
        text = " ".join(piece.text.split())
        if text.startswith("@") or _QUOTED_AND_MORE.match(text):
            continue  # a handle; a quotation with a name beside it, which is read on its own
        at, end, name = piece.start - start, piece.end - start, bare(text)
        if certainty(name) == SURE:
            _take(spans, names, _NAME_SIGN, (at, end, name))
        else:
            _take(spans, titles, _TITLE_SIGN, (at, end, text))
    for quoted in _quoted(sentence):
        _take(spans, titles, _TITLE_SIGN, (*quoted.span(), quoted["inside"]))
    return _Signs(_with_signs(sentence, spans), titles, names, spans)


def _take(spans: list[tuple[int, int, str]], kept: list[str], first: int, taken: tuple[int, int, str]) -> None:
    """Let the next sign, counted from `first`, stand for a stretch that no other stands for."""
    start, end, text = taken
    if len(kept) < _MOST and not any(a < end and start < b for a, b, _ in spans):
        spans.append((start, end, chr(first + len(kept))))
        kept.append(text)


def names_in(sentence: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, name) of the sure names in a sentence, without capitalised words before them."""
    for match in whole_names(sentence):
        tokens = bare(match.group()).split()
        while len(tokens) > 1 and certainty(" ".join(tokens)) < SURE:
            tokens = tokens[1:]
        if tokens and certainty(" ".join(tokens)) == SURE:
            owner = 2 * match.group().endswith(("'s", "’s"))
            yield match.start() + match.group().find(tokens[0]), match.end() - owner, " ".join(tokens)


def _with_signs(sentence: str, spans: Sequence[tuple[int, int, str]]) -> str:
    made, at = "", 0
    for start, end, sign in sorted(spans):
        made += sentence[at:start] + sign
        at = end
    return made + sentence[at:]


_MOST_OF_A_THING = 3
"""Words from which what somebody presented is a talk's title, and no product's name."""


def _in_link_text(pieces: Sequence[Piece]) -> list[Named]:
    """Read a link that tells it all: "[X talked about indexing](...)"."""
    found: list[Named] = []
    for piece in pieces:
        tells = piece.number >= 0 and _TELLS.search(piece.text)
        match = _TOLD.fullmatch(" ".join(piece.text.split())) if tells else None
        if match and certainty(match["name"]):
            found.append(
                Named(match["title"], (match["name"],), 'the link reads "X talked about ..."', match[0][:80])
            )
    return found
