"""Sentences that leave no doubt that they name a session: "X gave a talk on *Title*".

A sentence is read with its set-off words (links, italics, quotations, code) and its names as single signs, so that
the constructions can be written down as they are read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from recap.reading.names import SURE, bare, certainty
from recap.reading.sessions.labels import unquoted
from recap.reading.sessions.speakers import whole_names
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


def constructions(sentence: str, start: int, pieces: Sequence[Piece]) -> list[Named]:
    """Return the sessions that a sentence names; it begins at `start` of the text that the pieces are of."""
    if not may_name(sentence, pieces):
        return []
    words, sentence = session_words(), _SIGNS.sub(" ", sentence)
    read = _with_titles(sentence, start, pieces)
    if not read.titles:
        return []
    found = _named_in(sentence, read) or _in_link_text(pieces)
    return [] if found and words.other_occasions.search(sentence) else found


def _named_in(sentence: str, read: "_Signs") -> list[Named]:
    """Return what the constructions name of a sentence whose set-off words are signs."""
    words = session_words()
    there = words.tables_in(read.lowered)
    possible = [one for one in _constructions() if there & one.first and there & one.second]
    read = read.with_names(sentence) if possible else read
    lowered, found = read.lowered, dict[int, Named]()
    for one in possible:
        if not read.names and one.name != _OWNED:
            continue
        if one.name == _BARE and not (words.cues.search(sentence) or words.sequence.search(sentence)):
            continue  # it could be a book
        for match in one.found_in(lowered):
            title, at = read.title(match["title"]), match.start("title")
            if (
                at in found
                or not is_title(title)
                or (one.name == _PRESENTED and len(title.split()) < _MOST_OF_A_THING)
            ):
                continue
            found[at] = Named(
                unquoted(title),
                read.people(match["name"] or ""),
                f"the sentence reads {one.name}",
                read.spelled(read.signs[match.start() : match.end()]),
            )
    return [found[at] for at in sorted(found)]


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
            yield match.start() + match.group().find(tokens[0]), match.end(), " ".join(tokens)


def _with_signs(sentence: str, spans: Sequence[tuple[int, int, str]]) -> str:
    made, at = "", 0
    for start, end, sign in sorted(spans):
        made += sentence[at:start] + sign
        at = end
    return made + sentence[at:]


_OWNED = '"X\'s [title] talk"'
_PRESENTED = '"X presented [title]"'
_MOST_OF_A_THING = 3
"""Words from which what somebody presented is a talk's title, and no product's name."""
_BARE = '"[title] by X"'


@dataclass(frozen=True, eq=False)
class _Construction:
    """A way in which a sentence names a session."""

    name: str
    """How it reads, for the author."""
    first: int
    second: int
    """The bits of tables; it has a word of one of the first, and of one of the second."""
    opens: Callable[[str], Iterable[int]]
    """Where in a text it may begin."""
    written: str
    """How it reads in lower case, which is quicker to compile."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The same, compiled when it is first needed: few posts need all."""
        return re.compile(self.written)

    def found_in(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where a text reads so."""
        end = 0
        for at in self.opens(text):
            match = self.pattern.match(text, at) if at >= end else None
            if match:
                end = match.end()
                yield match


def _names_of(text: str) -> Iterable[int]:
    """Where the signs of names stand."""
    return [match.start() for match in _A_NAME.finditer(text)]


def _titles_of(text: str) -> Iterable[int]:
    """Where the signs of titles stand, with the quotation marks before them."""
    return [len(text[: match.start()].rstrip(_OPENS_TITLE)) for match in _A_TITLE.finditer(text)]


def _owners_of(text: str) -> Iterable[int]:
    """Where what stands before an "'s" and the sign of a title may begin."""
    return range(len(text)) if _OWNS_TITLE.search(text) else ()


_A_TITLE, _A_NAME = re.compile(r"[\ue000-\uefff]"), re.compile(r"[\uf000-\uf8ff]")
_OPENS_TITLE = '"“«»„*_'
_OWNS_TITLE = re.compile(rf"['’]s\s[{_OPENS_TITLE}]*[\ue000-\uefff]")


@lru_cache(maxsize=1)
def _constructions() -> tuple[_Construction, ...]:
    words = session_words()
    title = rf"[{_OPENS_TITLE}]*(?P<title>[\ue000-\uefff])[\"”»«“*_]*(?:\s?\([^()]*\))?"
    one = r"[\uf000-\uf8ff]"
    aside = (
        r"(?:\s*\([^()]{1,60}\)|\s@\S+|,[^,.;]{2,60},|\s(?:from|of|at|von|de|di)\s[^\s,.]+(?:\s[a-z][^\s,.]*)?)?"
    )
    name = rf"(?P<name>{one}(?:\s?(?:,|and|&|und|et|y|e)\s{one})*)"
    kinds = [table for name, table in words.kinds if name != "other"]
    kind = "(?:" + "|".join(table.pattern for table in kinds) + ")"
    about, by = rf"(?:{words.about.pattern})", rf"(?:{words.by.pattern})"
    of = rf"(?:{by}|{words.by_perhaps.pattern})"
    gives = (
        rf"{name}{aside}\s(?:then |also |next |first |later )?(?:{words.verbs.pattern}|had|has|held|did|talking)"
    )
    gave = rf"(?:{words.verbs.pattern})\s{name}{aside}\s"
    few = r"(?:[^.;:\ue000-\uf8ff]{0,60}?\s)??"
    on = rf"\s(?:{few}(?:{about}\s|[,:]\s)(?:the\s)?)?"
    a_kind, a_verb, anything = sum(table.bit for table in kinds), words.verbs.bit, -1
    about_it, presenting, sequence_verb = words.about.bit, words.presenting.bit, words.sequence_verbs.bit
    kinds_of, verbs_of, sequence_of = (
        partial(words.places, bits=bits) for bits in (a_kind, a_verb, words.sequence.bit)
    )
    told = (
        ('"X gave a talk on [title]"', a_kind, anything, _names_of, rf"{gives}\s{few}{kind}{on}{title}"),
        ('"then gave X a talk on [title]"', a_kind, a_verb, verbs_of, rf"{gave}{few}{kind}{on}{title}"),
        ('"then spoke X on [title]"', a_verb, about_it, verbs_of, rf"{gave}{about}\s(?:the\s)?{title}"),
        (
            '"X with the talk [title]"',
            a_kind,
            about_it,
            _names_of,
            rf"{name}{aside}\s(?:with|in)\s(?:the|h..|a)\s{few}{kind}\s{about}\s{title}",
        ),
        (
            '"X spoke on [title]"',
            about_it,
            anything,
            _names_of,
            rf"{gives}\s(?:(?:to |with )?us\s|nous\s)?{about}\s(?:the\s)?{title}",
        ),
        (_PRESENTED, presenting, anything, _names_of, rf"{name}{aside}\s(?:{words.presenting.pattern})\s{title}"),
        (
            '"X closed with [title]"',
            sequence_verb,
            anything,
            _names_of,
            rf"{name}{aside}\s(?:{words.sequence_verbs.pattern})\s{title}",
        ),
        (
            '"X\'s talk [title]"',
            a_kind,
            anything,
            _names_of,
            rf"{name}['’]s?\s(?:[\w-]+\s){{0,3}}?{kind}[,:]?\s(?:{about}\s)?{title}",
        ),
        (
            '"the talk by X, [title]"',
            a_kind,
            anything,
            kinds_of,
            rf"{kind}\s{of}\s{name}{aside},?\s(?:{about}\s)?{title}",
        ),
        ('"the talk [title] by X"', a_kind, anything, kinds_of, rf"{kind}\s?{few}{title},?\s{of}\s{name}"),
        (_OWNED, a_kind, anything, _owners_of, rf"(?:{name}|\w{{2,}})['’]s\s{title},?\s{kind}"),
        (
            '"it began with X and [title]"',
            words.sequence.bit,
            anything,
            sequence_of,
            rf"{words.sequence.pattern}\s{name}{aside}\s(?:and|und|et|y|e)\s{title}",
        ),
        (_BARE, words.by.bit, anything, _titles_of, rf"{title},?\s{by}\s{name}"),
    )
    return tuple(_Construction(*each) for each in told)


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
