"""Who speaks by what sentences say: "Ada Winter showed", "the talk by Ada", "Ada's keynote"."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from recap.reading.links import FoundLink
from recap.reading.names import SURE, bare, certainty, is_first_name
from recap.reading.people import people
from recap.reading.sessions.name_shapes import NAME, shaped_as_names, whole_names
from recap.reading.sessions.speakers import NONE, FoundSpeakers
from recap.reading.sessions.words import session_words

_ASIDE = (
    r"(?:\s*\([^()]{1,60}\)|,[^,.;]{2,70},|\s+[-–—]\s[^–—.]{2,50}\s[-–—]"
    r"|\s+(?:from|of|at|de|von|di)\s+[^\W\d_]\S+)?"
)
_ADVERB = (
    r"(?:\s+(?:then|also|first|next|later|who|has|just|already|quickly|really|nicely|briefly|had"
    r"|invece|ensuite|puis|dann|luego|und))?"
)
_BEFORE_VERB = re.compile(rf"{_ASIDE},?{_ADVERB}(?:\s+(?:and|&|et|und|y|e)\s+{NAME.pattern})?\s+")


def in_sentences(paragraphs: Iterable[str], whole: str = "") -> FoundSpeakers:
    """Return the person whom a sentence makes the speaker, from the first paragraph that does.

    `whole` is all text in which the full name for a first name may stand.
    """
    for text in paragraphs:
        found = _in_paragraph(text[:1500], whole or text)
        if found.names:
            return found
    return NONE


def subject(paragraphs: Iterable[str]) -> FoundSpeakers:
    """Return the one person whom the first paragraph names, where a sentence begins with the name."""
    text = next(iter(paragraphs), "")[:1200]
    two = _TWO_SUBJECTS.match(text)
    both = tuple(map(bare, two.groups())) if two else ()
    if both and all(certainty(name) == SURE for name in both):
        return FoundSpeakers(both, "the people whom the text names")
    names = [_trimmed(match.group()) for match in whole_names(text)]
    whole = {name for name in names if certainty(name) == SURE}
    if len(whole) != 1:
        return NONE
    name = whole.pop()
    starts = re.search(rf"(?:^|[.!?]\s+|talk,?\s+|lecture,?\s+|session,?\s+){re.escape(name)},?\s+[a-z]", text)
    return FoundSpeakers((name,), "the person whom the text names") if starts else NONE


_TWO_SUBJECTS = re.compile(rf"({NAME.pattern})\s+(?:and|&|und|et|y|e|en)\s+({NAME.pattern}),?\s+[a-z]")


def linked(links: Iterable[FoundLink]) -> FoundSpeakers:
    """Return the one person to whose profile a part links by name; of several, nobody is known to speak."""
    names = {found.names for link in links if (found := people(link.text)).names}
    return FoundSpeakers(names.pop(), "the person whom the text links to") if len(names) == 1 else NONE


def many_voices(paragraphs: Iterable[str]) -> bool:
    """Return whether the sentences of a part make several people speakers."""
    named = [
        (name.split(), match, text)
        for text in paragraphs
        for match in whole_names(text[:800])
        if " " in (name := _trimmed(match.group()))
    ]
    if len({name[-1] for name, *_ in named}) < 2:
        return False
    speaking = {
        name[-1]
        for name, match, text in named
        if _role(text, match.start() + match.group().index(name[0]), match.end())
    }
    return len(speaking) >= 2


_HONOURED = re.compile(
    r"(?P<name>[\uac00-\ud7af]{2,4})\s?님(?:의|이|께서|은)|(?P<name_ja>[\u3400-\u9fff]{2,6}?|[\u3040-\u30ff]{2,8}?)\s?(?:さん|氏)(?:の|が|による|は)"
)
"""A name with a polite word and the particle of a subject or owner: "X님의 발표", "Xさんの発表"."""
_POLITE = ("님", "さん", "氏")


def _in_paragraph(text: str, whole: str) -> FoundSpeakers:
    polite = not text.isascii() and any(map(text.__contains__, _POLITE))
    honoured = _HONOURED.search(text) if polite else None
    if honoured and session_words().cues.search(text):
        return FoundSpeakers((honoured["name"] or honoured["name_ja"],), f'"{honoured.group()}" in the text')
    for match in shaped_as_names(text):
        name = _trimmed(match.group())
        if not name:
            continue
        words = _role(text, match.start() + match.group().index(name.split()[0]), match.end())
        if not words:
            continue
        full = name if certainty(name) == SURE else _full_name(name, whole)
        if full:
            also = _second(text[match.end() :])
            return FoundSpeakers((full, *also), f'"{words}" in the text')
    return NONE


@lru_cache(maxsize=2048)
def _trimmed(words: str) -> str:
    """Drop capitalised words in front of a name: "In his talk Jane", "Then Jane Doe"."""
    tokens = bare(words).split()
    while tokens and certainty(" ".join(tokens)) < SURE and len(tokens) > 1:
        tokens = tokens[1:]
    name = " ".join(tokens)
    return name if certainty(name) == SURE or (len(tokens) == 1 and is_first_name(name)) else ""


def _role(text: str, start: int, end: int) -> str:
    """Return the words that make the name at start..end a speaker's, or ""."""
    words = session_words()
    after = text[end : end + 160]
    name = text[start:end]
    owned = _owned().match(after) if after[:1] in "'’" or name.endswith(("'s", "’s")) else None
    if owned:
        return f"{name} {owned['noun']}"
    verb = _BEFORE_VERB.match(after)
    if verb and (said := words.verbs.match(after[verb.end() :])):
        return f"{name} {said.group()}"
    before = text[max(0, start - 80) : start]
    talk_by = re.search(
        r"(?<!\w)(?:by|from|with|par|von|por|di|de|presenter|speaker|speaker,)\s+(?:[Dd]r\.?\s+|[Pp]rof\.?\s+)?$",
        before,
    )
    if talk_by and (words.cues.search(before) or re.search(r"\b(?:given|held|led|run|taught|done) ", before)):
        return f"{before[talk_by.start() :].strip()} {name}"
    return ""


@lru_cache(maxsize=1)
def _owned() -> re.Pattern[str]:
    """What follows a speaker's name: "'s excellent closing keynote"."""
    return re.compile(
        rf"(?:['’]s?)?\s+(?:[\w-]+,?\s+){{0,4}}?(?P<noun>{session_words().session_nouns.pattern})", re.I
    )


_MORE_OF_NAME = re.compile(rf"\s+{NAME.pattern}")


def _places_of(word: str, text: str) -> Iterator[int]:
    """Yield where a word begins in a text, which is found so without a pattern of its own."""
    at = text.find(word)
    while at >= 0:
        if not at or not (text[at - 1].isalnum() or text[at - 1] == "_"):
            yield at
        at = text.find(word, at + 1)


def _full_name(first: str, whole: str) -> str:
    """Return the full name in a text that begins with this first name."""
    for begin in _places_of(first, whole):
        match = _MORE_OF_NAME.match(whole, begin + len(first))
        tokens = bare(whole[begin : match.end()]).split() if match else []
        for length in (2, 3, 4):
            name = " ".join(tokens[:length])
            longer = " ".join(tokens[: length + 1])
            if certainty(name) == SURE and (longer == name or certainty(longer) < SURE):
                return name
    return ""


def _second(after: str) -> tuple[str, ...]:
    """Return the name that "and" joins to the one before: a whole one, or a first name with a verb behind it."""
    match = re.match(rf"(?:\s*\([^()]*\))?\s+(?:and|&|et|und|y|e|og|och)\s+({NAME.pattern})", after)
    name = bare(match[1]) if match else ""
    if not match or not name:
        return ()
    speaks = is_first_name(name) and session_words().verbs.match(after[match.end() :].lstrip())
    return (name,) if certainty(name) == SURE or speaks else ()
