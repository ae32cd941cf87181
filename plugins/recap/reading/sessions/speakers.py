"""Who speaks, where the title line does not say: the line below, or a sentence of the first paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from recap.reading.links import FoundLink
from recap.reading.names import MAYBE, NO, SURE, bare, certainty, fold, is_first_name, name_words
from recap.reading.people import opens_name, people
from recap.reading.sessions.blocks import Line
from recap.reading.sessions.words import session_words

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_CAPITALISED = rf"(?:{_CAPITAL}\.(?:-?{_CAPITAL}\.)*|{_CAPITAL}(?:[^\W\d_]|['’\-](?=[^\W\d_]))*)"
_PARTICLES = r"(?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|ten|ter|al|el|bin)\s+){0,3}"
_NICKNAME = r"(?:[“\"'«][\w .-]{2,20}[”\"'»]\s+)?"
_NEXT = rf"\s+{_NICKNAME}{_PARTICLES}{_CAPITALISED}"
NAME = re.compile(rf"{_CAPITALISED}(?:{_NEXT}){{0,3}}")
_WORDS_OF_NAME = re.compile(rf"{_CAPITALISED}({_NEXT}){{0,3}}")
"""The same, with a group where there are several."""
_IN_ASCII = re.compile(_WORDS_OF_NAME.pattern.replace(_CAPITAL, "[A-Z]").replace(r"[^\W\d_]", "[A-Za-z]"))
"""The same for text without other letters, twice as quick."""
_ASIDE = (
    r"(?:\s*\([^()]{1,60}\)|,[^,.;]{2,70},|\s+[-–—]\s[^–—.]{2,50}\s[-–—]"
    r"|\s+(?:from|of|at|de|von|di)\s+[^\W\d_]\S+)?"
)
_ADVERB = (
    r"(?:\s+(?:then|also|first|next|later|who|has|just|already|quickly|really|nicely|briefly|had"
    r"|invece|ensuite|puis|dann|luego|und))?"
)
_BEFORE_VERB = re.compile(rf"{_ASIDE},?{_ADVERB}(?:\s+(?:and|&|et|und|y|e)\s+{NAME.pattern})?\s+")
_COLON = re.compile(r"\s*(?:\([^)]*\))?\s*[:：]\s*|\s+")
_MORE = re.compile(r"[\s.;](?:(?<=\s)(?:[-–—|]\s|[-–—]$)|(?<=[.;])(?<!\b[A-Z].)(?<!\b[SDJM][trs].)(?=\s|$))")
_SYMBOLS = re.compile(r"^[^\w\"“(\[@]+")


class FoundSpeakers(NamedTuple):
    """Names with the words that say where they were found."""

    names: tuple[str, ...]
    reason: str


NONE = FoundSpeakers((), "")


def whole_names(text: str) -> list[re.Match[str]]:
    """Return what could be names of several words; one word alone is never a name for sure."""
    return [match for match in _names(text) if match.lastindex]


@lru_cache(maxsize=64)
def _names(text: str) -> list[re.Match[str]]:
    """Return what could be names: three questions are asked about those of a paragraph, one after the other."""
    return list((_IN_ASCII if text.isascii() else _WORDS_OF_NAME).finditer(text))


def below(lines: Iterable[Line], *, perhaps: bool = False) -> FoundSpeakers:
    """Return the people whom one of the first lines below a title names and nothing else.

    With `perhaps`, the family has such lines, and a line with the shape of a name is one.
    """
    names: list[str] = []
    reason = ""
    for line in list(lines)[:3]:
        found, why = _line_of_names(line, perhaps)
        if found and (not reason or why == reason):
            names += [name for name in found if name not in names]
            reason = why
        elif names:
            break
    return FoundSpeakers(tuple(names), reason) if names else NONE


def names_people(line: Line) -> bool:
    """Return whether a line is short and begins with names, labelled or bare."""
    text = line.text if line.text[:1].isalnum() else re.sub(r"^[^\w\"“]+", "", line.text)
    by = session_words().by.match(text) or session_words().speaker_labels.match(text)
    return len(line.text.split()) <= 14 and people(text[by.end() :].lstrip(" :") if by else text).sure > 0


def _line_of_names(line: Line, perhaps: bool) -> tuple[tuple[str, ...], str]:
    linked = sum(len(run.text) for run in line.runs if run.url) > 0.5 * len(line.text) or _opens_set_off(line)
    raw = line.raw
    pieces = _before_by().split(raw) if "\n" in raw else [raw]
    found: list[str] = []
    why = ""
    alone = dict.fromkeys((line.text, raw.split("\n")[0]))
    for piece in [" ".join(p.split()) for p in pieces] if len(pieces) > 1 else alone:
        names, reason = _names_in(piece, linked or perhaps)
        if len(pieces) == 1 and len(names) > len(found):
            found, why = list(names), reason
        elif names and len(pieces) > 1:
            found += [name for name in names if name not in found]
            why = why or reason
    return tuple(found), why


_COMPANY = re.compile(rf",\s+{_CAPITAL}|\s*[(@]")
"""Behind a name."""


def _opens_set_off(line: Line) -> bool:
    """Return whether a bold or linked name opens a line, and where the person works follows: "**X**, Acme"."""
    if len(line.runs) != 2 or not (line.runs[0].bold or line.runs[0].url):
        return False
    return certainty(line.runs[0].text.strip()) > NO and _COMPANY.match(line.runs[1].text) is not None


@lru_cache(maxsize=1)
def _before_by() -> re.Pattern[str]:
    return re.compile(rf"\n(?=(?:{session_words().by.pattern})\s)", re.IGNORECASE)


def _names_in(written: str, perhaps: bool) -> tuple[tuple[str, ...], str]:
    """Read one line as the names of people and no more, labelled ("Speaker: X", "by X") or bare."""
    words = session_words()
    text = written if written[:1].isalnum() else _SYMBOLS.sub("", written)
    if len(text) > 300 or words.is_material(text):
        return (), ""
    label = words.speaker_labels.match(text) or words.by.match(text)
    if label and not opens_name(label.group(), text[label.end() :]):
        colon = _COLON.match(text[label.end() :])
        rest = text[label.end() + (colon.end() if colon else 0) :]
        found = people(before_more(rest))
        if found.sure >= (MAYBE if perhaps or (colon and colon.group().strip()) else SURE):
            return found.names, f'the line "{label.group()} ..." below'
        if colon and colon.group().strip() and len(label.group()) > 4 and (name := _known_as(rest)):
            return (name,), f'the line "{label.group()} ..." below'
    if len(text.split()) > 16:
        return (), ""
    found = people(before_more(text))
    latin = text[:1].isalpha() and text[0] != text[0].lower()
    if found.sure == SURE or (found.sure == MAYBE and latin and (perhaps or text != written)):
        return found.names, "the line below"
    return (), ""


_FEW_WORDS = re.compile(r"[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,2}")


def _known_as(text: str) -> str:
    """Return what stands behind "Speaker:" where it is one to three words of a name: `lvh`, `peter baumann`."""
    name = bare(text)
    against = name_words().not_names
    plain = _FEW_WORDS.fullmatch(name) and not any(fold(word) in against for word in name.split())
    return name if plain else ""


def before_more(text: str) -> str:
    """Return a line's words up to a dash, bar or full stop (not that of an initial)."""
    return _MORE.split(text, maxsplit=1)[0]


def in_row(cells: Sequence[Line], head: Sequence[str]) -> FoundSpeakers:
    """Return the people of a table row: those under "Speaker"; without a head, of the cell that is a name."""
    words = session_words()
    for cell, name in zip(cells, head, strict=False):
        if words.is_column(name, "speaker") and (found := people(cell.text, all_people=True)).names:
            return FoundSpeakers(found.names, f'the column "{name}"')
    if head:
        return NONE
    sure = [found for cell in cells if (found := people(cell.text)).sure == SURE]
    return FoundSpeakers(sure[0].names, "the cell with a name") if len(sure) == 1 else NONE


_IN_BRACKETS = re.compile(r"\s*(?:[(\[][^()\[\]]{2,60}[)\]]\s*)*,?\s*")
_CLAUSE = re.compile(r"[,.:;!?](?=\s|$)|\s[-–—(]")


def behind(rest: str) -> FoundSpeakers:
    """Return the people whom the words right behind a title name: "(video) by Ada Winter, who ..."."""
    rest = _IN_BRACKETS.sub("", rest, count=1)[:160]
    by = session_words().by.match(rest)
    found = people(_CLAUSE.split(rest[by.end() :], maxsplit=1)[0]) if by else None
    if by is None or found is None or found.sure != SURE:
        return NONE
    return FoundSpeakers(found.names, f'the words after "{by.group()}"')


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
    for match in _names(text):
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
