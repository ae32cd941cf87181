"""Which people does a text name? One or several, with what may stand between them and behind each."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from recap.reading.names import (
    ASIDES,
    HANDLE,
    MAYBE,
    NO,
    SURE,
    bare,
    certainty,
    is_first_name,
    name_words,
)

_BETWEEN = re.compile(
    r"[\s,、;＆/](?:(?<=\s)\s*(?:,(?:\s*(?:and|und|et|y|e|en|og|och|ja)\b)?|[、;＆]"
    r"|(?<=\s)(?:[&+/]|and|und|et|y|e|en|og|och|with|avec|con|mit)\s)"
    r"|(?<=,)(?:\s*(?:and|und|et|y|e|en|og|och|ja)\b)?|(?<=[、;＆])|(?<=\w{3}/)(?=\w{3}))\s*"
)
_FROM = re.compile(r"[\s,](?:(?<=\s)\s*(?:(?:from|of|at|de chez|von der|vom|@)\s+.*$|,\s*$)|(?<=,)\s*$)")
_ABOUT = re.compile(r"\s(?:about|on|über|sur|sobre)\s.*$")
"""Behind the last of several names: what they spoke about."""
_TITLED = re.compile(r"\s*(?:Dr\.?|Prof\.?|Professor|Mrs?\.|Ms\.)\s")
_FULL = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
_INITIALS = re.compile(r"(?:[A-Z]\.-?)+\s?[A-Z]")
"""So no company begins."""
_TWO_CAPITALS = re.compile(r"[A-Z][^A-Z]*[A-Z]")


class People(NamedTuple):
    """Names read from one piece of text."""

    names: tuple[str, ...]
    """In the text's order."""
    sure: float
    """The certainty of the first name, lowered where the rest does not fit."""


NOBODY = People((), NO)


@lru_cache(maxsize=2048)
def people(text: str, *, all_people: bool = False) -> People:
    """Read `X`, `X and Y`, `X, Y & Z (Company)`, `X, Company` as names; NOBODY when it begins with none.

    With `all_people` (a column of names), what has the shape of a name is one behind a comma too.
    """
    if text.isascii() and not _TWO_CAPITALS.search(text) and "-san" not in text:
        return NOBODY
    text = _OTHERS.sub("", text) if text.rstrip().endswith(_ENDS_OTHERS) else text
    honoured = _honoured(text)
    if honoured:
        return honoured
    if ";" in text and (listed := _listed(text)):
        return listed
    cleaned = ASIDES.sub(" ", text) if any(map(text.__contains__, "(（[")) else text
    cleaned = HANDLE.sub("", cleaned) if "@" in cleaned else cleaned
    cut = _BETWEEN.search(cleaned)
    first = _without_company(cleaned[: cut.start()] if cut else cleaned)
    if first and certainty(first) == NO and not is_first_name(first):
        return NOBODY
    signs = _BETWEEN.findall(cleaned) if cut else []
    read = [
        (piece, not sign.strip() or sign.strip()[0] in ",;、")
        for sign, piece in zip(["", *signs], map(_without_company, _BETWEEN.split(cleaned)), strict=True)
    ]
    read = [
        (_without_topic(piece) if at else piece, comma)
        for at, (piece, comma) in enumerate(read)
        if piece and not (at and is_role(piece))
    ]
    pieces = [piece for piece, _ in read]
    if not pieces or len(pieces) > 8:
        return NOBODY
    joined_last = len(signs) == len(pieces) - 1
    each_with_company = len(pieces) > 1 and len(ASIDES.findall(text)) >= len(pieces)
    commas_only = "," in cleaned and joined_last and not all_people and not each_with_company
    found = _first_and_rest(pieces, [comma and commas_only for _, comma in read])
    return People(found.names, SURE) if found.sure == MAYBE and _TITLED.match(cleaned) else found


_OTHERS = re.compile(r"\s*(?:외\s*\d*\s*[인명]|\bet\.? al\.?|\band (?:\w+ )?others\b|ほか|等)\s*$")
"""Behind a name: there were more."""
_ENDS_OTHERS = ("al", "al.", "others", "ほか", "等", "인", "명")


def _listed(text: str) -> People | None:
    """Read `X, Company; Y, Company`: each piece begins with a name."""
    each = [people(piece) for piece in text.split(";") if piece.strip()]
    if len(each) < 2 or not all(one.sure for one in each) or max(one.sure for one in each) < SURE:
        return None
    return People(tuple(name for one in each for name in one.names), SURE)


_WHERE = re.compile(r"\s*(?:,|@|\(|\[|\s(?:at|of|for|bei|chez|en|de|della|presso|na|no)\s).*$")


@lru_cache(maxsize=2048)
def is_role(text: str) -> bool:
    """Return whether a text says what somebody is and no more: `Senior Engineer`, `CEO and Founder, Acme`."""
    said = _WHERE.sub("", text.strip()).split()
    roles = name_words().roles
    return 0 < len(said) <= 6 and (
        said[-1].strip(".,").casefold() in roles or (said[0].strip(".,").casefold() in roles and len(said) <= 3)
    )


def _without_company(piece: str) -> str:
    """Drop "from Acme" behind a name; the "von der Heide" of a surname stays."""
    shorter = _FROM.sub("", piece)
    name = bare(shorter)
    if shorter == piece or certainty(name) != NO:
        return name
    whole = bare(piece)
    return whole if certainty(whole) == SURE else name


def _without_topic(piece: str) -> str:
    """Drop what the last of several people spoke about; a sentence that goes on stays one."""
    name = _ABOUT.sub("", piece)
    return name if certainty(name) else piece


def opens_name(particle: str, after: str) -> bool:
    """Return whether "Di" before "Maio Luca" belongs to the name: capitalised, and no first name behind it."""
    known = particle[:1].isupper() and not particle.isupper() and particle.casefold() in name_words().particles
    return known and not is_first_name(after.split(maxsplit=1)[0]) if after.split() else False


def _first_and_rest(pieces: Sequence[str], doubtful: Sequence[bool]) -> People:
    """Read pieces of which the first is a name; a doubtful one, behind a comma, may be a company."""
    first = certainty(pieces[0])
    if first == NO:
        return _shared_surname(pieces)
    names, lowered = [pieces[0]], first
    last_sure = max((at for at, piece in enumerate(pieces) if certainty(piece) == SURE), default=0)
    for at, piece in enumerate(pieces[1:], 1):
        found = certainty(piece)
        initials = _INITIALS.match(piece) is not None
        named = found == MAYBE or (first == SURE and _FULL.fullmatch(piece) and is_first_name(piece.split()[0]))
        if found == SURE or (named and (initials or not doubtful[at] or (at < last_sure and len(pieces) > 2))):
            names.append(piece)
        elif len(piece.split()) > 5:  # a sentence goes on: these are no names in a row
            lowered = NO
    if first == MAYBE and lowered and sum(certainty(name) == SURE for name in names) > len(names) / 2:
        lowered = SURE  # who stands among people is one
    return People(tuple(names), lowered) if lowered else NOBODY


def _shared_surname(pieces: Sequence[str]) -> People:
    """Read `Jane and John Example`: a first name alone is one where a whole name follows."""
    if len(pieces) == 2 and is_first_name(pieces[0]) and certainty(pieces[1]) == SURE:
        return People((f"{pieces[0]} {pieces[1].split(' ', 1)[1]}", pieces[1]), SURE)
    if len(pieces) == 2 and all(map(is_first_name, pieces)):
        return People(tuple(pieces), SURE)
    return NOBODY


_QUOTED = re.compile(r"[「『《“\"]")
"""Beside a name with a polite word: a title."""
_MAY_HONOUR = re.compile(r"-san|[さ氏先様老女博님씨교박]")
"""With one of these begins every polite word of _HONOURED."""
_HONOURED = re.compile(
    r"((?:[\u3040-\u30ff]{2,8}|[\u3400-\u9fff々]{2,8}|[\uac00-\ud7af]{2,4}|[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}))"
    r"\s?(?:さん|氏|先生|様(?![子々々な])|老师|老師|女士|博士|님|씨|교수|박사|-san\b)"
)


def _honoured(text: str) -> People | None:
    if not ("-san" in text if text.isascii() else _MAY_HONOUR.search(text)):
        return None
    names = [m.group(1) for m in _HONOURED.finditer(text)]
    rest = _HONOURED.sub("", text).strip(" 、,&と/()（）")
    alone = len(rest) <= 12 and not _QUOTED.search(rest)
    return People(tuple(names), SURE) if names and alone else None
