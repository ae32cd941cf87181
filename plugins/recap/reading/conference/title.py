"""A title -> the conference it names.

The title is cut into parts; what is said about the conference is taken from both ends of each (`Notes from`,
`Day 1`); what is left is a name when enough speaks for it. Of several parts the one that most speaks for wins.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from recap.reading.conference.words import is_latin, plain, squashed, tokens, vocabulary

_ENOUGH = 3
"""The weight from which a part counts as a conference's name."""
_LONGEST = 9
"""Words that a name has at most; what is longer is a sentence."""
_PHRASE = 4
"""Words that a phrase of words.toml has at most."""

_CUT = re.compile(
    r"\s+[-–—|/~·•→]+\s+|\s*[—|｜：；…]\s*|[:,;]+(?=\s|$)|[(（](?![)）])|(?<![(（])[)）]|[\[\]【】「」『』〈〉《》“”\"„«»]|[?？！。](?=\s|$)|(?<=\w{3})\.\s"
)
_YEAR = re.compile(
    r"(?<!\d)(?:(?P<full>19[7-9]\d|20[0-3]\d)(?:\s?[年년]|-[01]\d(?:-[0-3]\d)?)?(?!\d)|['’‘](?P<short>\d\d)(?!\d))"
)
_GLUED_YEAR = re.compile(r"\b(?P<word>[^\W\d_][^\W\d]*)[-_]?(?P<short>[0-3]\d)(?=[\W_]|$)")
_EDITION = re.compile(r"#?\d{1,2}(?:st|nd|rd|th|er|ème|te|[.ºª°eao])?|[XVI]{2,}\.?")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
_NUMBERED = re.compile(r"#\d+\b|\b\d+(?:st|nd|rd|th)\b|^\s*\d+\.\s")
_BRACES = str.maketrans("", "", "{}")
"""`NDC {London}` is said without them."""
_ACRONYM = re.compile(r"\s*\([A-Z]{2,}[a-z]?\)(?=\s|$)")
"""`Frozen Open Source Conference (FOSC)` names it twice."""
_EDGE = re.compile(r"^[^\w(.]+|[^\w+#!).]+$|(?<=\w\w)[.!]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What is left of one part of a title."""

    name: str
    dated: bool
    """True when a year or the number of the edition stood in this part."""
    is_name: bool
    """True when it can be a conference's name."""


class _Opening:
    """A post's first paragraph, as far as it speaks of an event."""

    def __init__(self, text: str) -> None:
        sentences = ((sentence, _speaks_of_event(sentence)) for sentence in _SENTENCE.split(text))
        self.sentences = [(sentence, weight) for sentence, weight in sentences if weight]
        self.speaks_of_none = bool(text) and not self.sentences

    def weight(self, name: str) -> int:
        """Return 1 or 2 when it speaks of the name as of an event, -1 when it speaks of no event, else 0."""
        own = _own_weight(name)
        if self.speaks_of_none:
            return -1 if own < _ENOUGH else 0
        named = (
            2 if own else weight for sentence, weight in self.sentences if mentions(sentence, name, whole=False)
        )
        return max(named, default=0)


def years_in(text: str) -> list[int]:
    """Return the years that a title or another short text holds, in order: `2015`, `'15`, `devopsdays16`."""
    found = [int(match["full"] or 2000 + int(match["short"])) for match in _YEAR.finditer(text)]
    if found:
        return found
    glued = (m for m in _GLUED_YEAR.finditer(text) if _names(m["word"]))
    return [2000 + int(match["short"]) for match in glued]


def conference_in(title: str, *, opening: str, linked: Callable[[str], bool], reports: bool = False) -> str:
    """Return the name of the conference that a title names, or "".

    `linked` tells whether an event link of the post leads to a conference of that name, `reports` that the post
    reports on several sessions.
    """
    title = _ACRONYM.sub(" ", html.unescape(title).translate(_BRACES))
    said = _said(title)
    first_words = _Opening(opening)
    best, name = _ENOUGH - 1, ""
    parts = [_part(text) for text in _cut(title)]
    for part, following in zip(parts, [*parts[1:], None], strict=False):
        if not part.is_name:
            continue
        shown = said + part.dated + _own_weight(part.name) + 2 * linked(part.name)
        opened = first_words.weight(part.name)
        weight = shown + (max(0, opened) + 2 if reports and shown else opened)
        weight += _ENOUGH * _is_whole_title(title, part)
        if weight > best:
            best, name = weight, part.name + (_place_of(following) if not part.dated else "")
    return name


def _is_whole_title(title: str, part: _Part) -> bool:
    """True for `Agora Brazil 2018` and `Agora Brazil 2018 recap`: several proper words, the year, no more."""
    name = part.name.split()
    match = re.fullmatch(rf"{re.escape(part.name)} (?:19|20)\d\d(?P<more>\s.+)?", title.strip())
    said = not match or not match["more"] or plain(match["more"]) in vocabulary().recap
    yearly = not vocabulary().yearly.isdisjoint(plain(word) for word in name[-1:])
    return bool(match) and said and not yearly and len(name) >= 2 and all(map(_is_proper, name))


def _place_of(following: "_Part | None") -> str:
    """Return the place when the next part is just that and the year: `PHP Conference - Barcelona 2019`."""
    alone = following is not None and following.dated and plain(following.name) in vocabulary().places
    return f" {following.name}" if following and alone else ""


def _cut(title: str) -> list[str]:
    """Return a title's parts, numbered days and parts of a series cut out."""
    return [part for part in _CUT.split(vocabulary().counted.sub(" | ", title)) if part and part.strip()]


def _said(title: str) -> int:
    """Return the weight of what a title says of its post: 2 for `Recap of`, 1 for `My experience` or `Day 1`."""
    words = vocabulary()
    text = title.replace("-", " ").split()
    phrases = {plain(" ".join(text[i : i + n])) for i in range(len(text)) for n in (1, 2, 3)}
    if phrases & words.recap or words.unspaced_after.search(title) or words.unspaced_before.search(title):
        return 2
    return 1 if phrases & words.framing or words.counted.search(title) else 0


def _part(text: str) -> _Part:
    """Return what a part leaves when all that is not the name is taken off."""
    words = vocabulary()
    text = words.unspaced_after.sub("", words.unspaced_before.sub("", text))
    before, after, dated = _around_year(text)
    dated = dated or bool(_NUMBERED.search(text))
    kept = _strip(before.split())
    kept = [*kept, *_place(after.split())] if kept else _strip(words.unspaced_before.sub("", after).split())
    kept = _strip(_first_of_two(_proper_run(_before_place(kept))))
    name = _EDGE.sub("", " ".join(kept))
    if plain(before) == plain(f"The {name}"):
        name = _EDGE.sub("", " ".join(before.split()))
    return _Part(name=name, dated=dated, is_name=_can_be_name(name))


def without_year(name: str) -> str:
    """Return a conference's name as written, without its year."""
    before, after, _ = _around_year(name)
    return " ".join(f"{before} {after}".split())


def _around_year(text: str) -> tuple[str, str, bool]:
    """Return what stands before and after the first year, and whether there is one."""
    match = _YEAR.search(text)
    if match:
        return text[: match.start()], text[match.end() :], True
    glued = next((m for m in _GLUED_YEAR.finditer(text) if _names(m["word"])), None)
    return (text[: glued.end("word")], text[glued.end() :], True) if glued else (text, "", False)


def _strip(kept: list[str]) -> list[str]:
    """Take what is said about the conference off both ends."""
    while kept and (n := _length_said(kept, at_end=False)):
        kept = kept[n:]
    while kept and (n := _length_said(kept, at_end=True)):
        kept = kept[:-n]
    if kept and "-" in kept[-1] and plain(kept[-1].rpartition("-")[2]) in vocabulary().recap:
        kept = [*kept[:-1], kept[-1].rpartition("-")[0]]
    return kept


def _length_said(kept: list[str], *, at_end: bool) -> int:
    """Return how many words at one end say something about the conference and are not of its name."""
    words = vocabulary()
    for n in range(min(_PHRASE, len(kept)), 0, -1):
        phrase = kept[-n:] if at_end else kept[:n]
        key = plain(" ".join(phrase))
        if key in words.known or (at_end and key in words.types):
            return 0
        if key in words.recap or key in words.framing or (key in words.glue and not _is_code(phrase[-1])):
            return n
    only = kept[-1] if at_end else kept[0]
    hashtag = only.startswith("#") and len(kept) > 1
    return 1 if hashtag or not plain(only) or _EDITION.fullmatch(only) else 0


def _is_code(word: str) -> bool:
    """True for `DE`, `IT`, `ES`: a country, though the same letters are an article in some language."""
    return len(word) == 2 and word.isupper()


def _place(after: list[str]) -> list[str]:
    """Return the place that stands right after the year: `Chicago` of `GOTO 2015 Chicago`."""
    for n in (3, 2, 1):
        if plain(" ".join(after[:n])) in vocabulary().places and after[0][:1].isupper():
            return after[:n]
    return []


def _before_place(kept: list[str]) -> list[str]:
    """Leave out `in Brussels`; of a local event, whose place is half its name, only the `in`."""
    words = vocabulary()
    _, core_end = _core(kept)
    end = next((i for i in range(core_end, len(kept)) if kept[i] in words.place_follows), len(kept))
    local = not words.local.isdisjoint(plain(" ".join(kept).replace("-", " ")).split())
    return [*kept[:end], *(_place(kept[end + 1 :]) if local else [])]


def _proper_run(kept: list[str]) -> list[str]:
    """Of words that make a sentence keep the run of proper ones around the conference's own words."""
    start, end = core = _core(kept)
    inner = vocabulary().inner | vocabulary().types
    while start and (_is_proper(kept[start - 1]) or kept[start - 1] in inner) and kept[start - 1][-1] != "!":
        start -= 1
    while end < len(kept) and (_is_proper(kept[end]) or kept[end] in inner) and kept[end - 1][-1] != "!":
        end += 1
    while start < core[0] and kept[start] in inner:
        start += 1
    while end > core[1] and kept[end - 1] in vocabulary().inner:
        end -= 1
    return kept[start:end]


def _core(kept: list[str]) -> tuple[int, int]:
    """Return where the conference's surest words stand: a known name, else the first proper word."""
    words = vocabulary()
    for n in range(_PHRASE, 0, -1):
        for i in range(len(kept) - n + 1):
            if plain(" ".join(kept[i : i + n])) in words.known or (n == 1 and _names(kept[i])):
                return i, i + n
    proper = [i for i, word in enumerate(kept) if _is_proper(word)]
    first = next((i for i in proper if plain(kept[i]) not in words.glue), next(iter(proper), 0))  # not the "I"
    return first, min(first + 1, len(kept))


def _names(word: str) -> bool:
    """True for a word that is a conference's name by itself."""
    words = vocabulary()
    return words.is_named(word) or plain(word) in words.known or plain(word) in words.ambiguous


def _is_proper(word: str) -> bool:
    """True for a word with a capital, a digit, a sign inside, or of a script without capitals."""
    if not is_latin(word):
        return True
    return word != word.lower() or bool(re.search(r"\d|\w[._:/+-]\w|\+", word)) or _names(word)


def _first_of_two(kept: list[str]) -> list[str]:
    """Return the first-named of two conferences: `CSSconf EU` of `CSSconf & JSConf EU`."""
    words = vocabulary()
    for i, word in enumerate(kept):
        if plain(word) in words.joins or word in words.joins:
            before, after = kept[:i], kept[i + 1 :]
            if any(map(_names, before)) and any(map(_names, after)):
                shared = [] if any(map(words.is_place, before)) else _place(after[-1:])
                return [*before, *shared]
    return kept


def _can_be_name(name: str) -> bool:
    """True unless nothing in it is a name: only kinds of event, places, numbers, or too long for one."""
    words = vocabulary()
    key = plain(name)
    parts = key.split()
    if key in words.known or any(map(words.is_named, parts)):
        return len(parts) <= _LONGEST
    plainly = words.types | words.vague | words.places | words.inner | words.glue | words.framing
    telling = [part for part in parts if part not in plainly and not part.isdigit() and len(squashed(part)) > 1]
    return (
        bool(telling) and key not in words.never and len(parts) <= _LONGEST and any(map(_is_proper, name.split()))
    )


def _own_weight(name: str) -> int:
    words = vocabulary()
    kept = plain(name).split()
    phrases = {" ".join(kept[i : i + n]) for i in range(len(kept)) for n in range(1, _PHRASE + 1)}
    if phrases & words.known or any(map(words.is_named, kept)):
        return 3
    phrases |= set(plain(name.replace("-", " ")).split())
    return 2 if phrases & (words.ambiguous | words.types) or words.unspaced_types.search(name) else 0


def mentions(text: str, name: str, *, whole: bool = True) -> bool:
    """True when a text holds a name, however it is spaced and spelled; short names only as words.

    With `whole` false its place may be missing: `Devoxx` mentions `Devoxx Antwerp`.
    """
    if not whole:
        own = " ".join(word for word in name.split() if not vocabulary().is_place(word))
        return bool(own) and mentions(text, own)
    words = " ".join(tokens(name))
    if f" {words} " in f" {' '.join(tokens(text))} ":
        return True
    return len(squashed(name)) >= 6 and squashed(name) in squashed(text)


def _speaks_of_event(sentence: str) -> int:
    """Return 2 for a sentence about a conference or going to one, 1 for one about talks, else 0."""
    words = vocabulary()
    said = set(map(plain, sentence.split()))
    if said & words.events or words.unspaced_events.search(sentence):
        return 2
    return 1 if said & words.talks or words.unspaced_talks.search(sentence) else 0
