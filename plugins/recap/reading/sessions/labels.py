"""What stands around a title and is none of it: labels, times, numbers, ratings, languages, quotation marks."""

import re
from collections.abc import Sequence

from recap.reading.people import people
from recap.reading.sessions.words import SessionWords

_SYMBOL = "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d★☆✓✔"
EMOJI = "\u231a-\u23ff\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff"
"""Little pictures in front of a line."""
CLOCK = r"\d{1,2}(?:[:.hH]\d{2}|\s?(?:[hH]|Uhr)(?!\w)|(?=\s?[aApP][mM]))\s?(?:[aApP]\.?[mM]\.?|Uhr|h)?"
_MARKS = (
    re.compile(rf"(?P<symbol>[{_SYMBOL}\s]+)"),
    re.compile(rf"(?P<time>[(\[]?{CLOCK}(?:\s?(?:-|–|—|to|bis|à|~|〜|～)\s?{CLOCK})?[)\]]?)\s*[-–—:|,./]?\s+"),
    re.compile(r"(?P<number>(?:#\s?\d{1,3}|\d{1,3}[.)]|\(\d{1,3}\)|\[\d{1,3}\])(?=\s))\s*[-:–.]?\s*"),
    re.compile(r"[\[【(（<]\s*(?P<label>[^\[\]【】()（）<>]{2,40}?)\s*[\]】)）>]\s*[-–—:|]*\s*(?=\S)"),
)
_LABELS = (
    re.compile(r"(?P<label>(?:[^:：|–—\-/]|(?<=\w)-(?=\w)){2,40}?)\s*(?:[:：|]|\s[-–—/]|—)\s+(?=\S)"),
    re.compile(
        r"(?P<label>[^:：|–—\-“\"«»„「『]{2,40}?)(?:\s+(?=[“\"«»„].{3,}[”\"»«“])|\s*(?=[「『].{2,}[」』]))"
    ),
)
"""What stands before a title and begins with a letter or a sign like it."""
_LEADING: Sequence[re.Pattern[str]] = (*_MARKS, *_LABELS)
"""All that stands before a title."""
_ENDS_LABEL = re.compile(r"[:：|–—\-/“\"«»„「『]")
"""One of these stands behind every label of _LEADING that is not in brackets."""
_A_SYMBOL = re.compile(rf"[{_SYMBOL}]")
_RATING = re.compile(rf"[\s\-–—:|,(]*(?:[{_SYMBOL}]|\b\d(?:[.,]\d)?\s?/\s?(?:5|10)\b)[{_SYMBOL}\s:)\d/.,\-–]*$")
TAIL = re.compile(r"\s*[(\[（【]\s*(?P<inside>[^()\[\]（）【】]{1,120}?)\s*[)\]）】][\s.]*$")
MATERIAL = re.compile(r"[\s(\[](?:(?<=\s)\s*[(\[]|(?<=[(\[]))([^()\[\]]{2,40})[)\]](?=\s|$)")
_ASIDE = re.compile(
    r"(?:(?:in )?(?:german|english|french|spanish|italian|dutch|deutsch|englisch|français|anglais|inglés|inglese"
    r"|日本語|英語|de|en|fr|es)"
    r"|\d{1,3}\s?(?:min\w*|mn|'|h|分)|\d/\d{1,2}|youtube|link|.*\bmin(?:utes)?)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*[,;]\s+")
_OWNER = re.compile(r"^(?:\w+['’]s?|my|our)\s+", re.IGNORECASE)
_CLOSES_TAIL = tuple(")]）】")
_MAY_SPLIT = re.compile(r"[-–—|·•~―/:｜→]|=>")
SPLIT = re.compile(
    r"[\s—―|｜–-](?:(?<=\s)(?:\s*(?:[-–—|·•~―]{1,3}|//?|::|[-=]>|→)\s+|\s*[—―|｜]\s*|[-–](?=[A-Z][a-z]))"
    r"|(?<=[—―|｜])\s*|(?<=[\w)][-–])\s+(?=[A-Z]))"
)
"""What parts a line. A pattern that begins with a set of signs is looked for three times as quickly."""
_PAIRS = ("“”", '""', "«»", "»«", "„“", "„”", '„"', "‘’", "「」", "『』", "《》", "``", "''")
_CLOSING = frozenset(pair[1] for pair in _PAIRS)


def unquoted(text: str) -> str:
    """Return a title without the separators and quotation marks that stand around it as a whole."""
    text = text.strip(" \t\n\u200b-–—|·,:：;~*_=")
    if text[-1:] not in _CLOSING:
        return text
    for pair in _PAIRS:
        opening, closing = pair[0], pair[1]
        inner = text[1:-1]
        if (
            len(text) > 2
            and text[0] == opening
            and text[-1] == closing
            and opening not in inner
            and closing not in inner
        ):
            return inner.strip()
    return text


def cuts_of(text: str) -> list[re.Match[str]]:
    """Return the dashes and bars that part a line."""
    return list(SPLIT.finditer(text)) if _MAY_SPLIT.search(text) else []


def tail_of(text: str) -> re.Match[str] | None:
    """Return the brackets that end a line."""
    return TAIL.search(text) if text.rstrip(" .\n").endswith(_CLOSES_TAIL) else None


def without_head(text: str, words: SessionWords) -> tuple[str, str, bool]:
    """Take labels, times, numbers and symbols off a line's beginning; return it with the label's kind."""
    kind, timed = "", False
    for _ in range(5):
        possible = _LEADING
        if text[:1].isalpha():
            if not _ENDS_LABEL.search(text):
                break
            possible = _LABELS
        match = next((m for m in (pattern.match(text) for pattern in possible) if m and _drops(m, words)), None)
        if match is None or not text[match.end() :].strip():
            break
        if label := match.groupdict().get("label"):
            kind = kind or words.kind_in(label)
        timed = timed or bool(match.groupdict().get("time"))
        text = text[match.end() :]
    return text.strip(), kind, timed


def starts_with_clock(text: str) -> bool:
    """Return whether a line begins with a time of day."""
    return _MARKS[1].match(text) is not None


def _drops(match: re.Match[str], words: SessionWords) -> bool:
    label = match.groupdict().get("label")
    if label is None or words.is_label(label):
        return True
    own = words.own.fullmatch(label) or words.title_labels.fullmatch(label)
    return bool(own) or words.picks.fullmatch(_OWNER.sub("", label)) is not None


def without_tail(text: str, words: SessionWords) -> tuple[str, str]:
    """Take ratings, languages, durations and labels in brackets off a line's end."""
    kind = ""
    for _ in range(4):
        rated = "/" in text or (not text.isascii() and _A_SYMBOL.search(text))
        shorter = (_RATING.sub("", text) if rated else text).rstrip(" :：")
        match = tail_of(shorter)
        if match and match.start() and _is_aside(match["inside"], words):
            kind = kind or words.kind_in(match["inside"])
            shorter = shorter[: match.start()]
        cuts = cuts_of(shorter)
        last = shorter[cuts[-1].end() :] if cuts else ""
        said = words.kind_in(last) if len(cuts) > 1 and words.is_label(last) else ""
        said = "" if said and people(shorter[: cuts[0].start()]).sure else said  # "Ada Winter - Acme - Keynote"
        if cuts and (said or _says_nothing(last, words)):
            kind = kind or said
            shorter = shorter[: cuts[-1].start()]
        if shorter == text or not shorter:
            break
        text = shorter
    return text, kind


def _says_nothing(last: str, words: SessionWords) -> bool:
    """The words behind the last dash only name the material or the conference: "talk video", "FooConf 2018"."""
    if re.search(r"\b\w*(?:conf|con|summit|days?|camp|meetup|fest)\b.*\b(?:19|20)\d\d$", last.strip(), re.I):
        return True
    return words.is_material(last) and re.search(r"[^\W\d_]", last) is not None


def _is_aside(inside: str, words: SessionWords) -> bool:
    return all(
        _ASIDE.fullmatch(piece) or words.is_label(piece) or words.is_material(piece)
        for piece in _LISTED.split(inside.rstrip("!."))
    )
