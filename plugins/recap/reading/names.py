"""Is this a person's name? Words of a text in, how sure we are out; the names themselves are data (names.toml).

Three answers are enough, and callers compare with them: NO, MAYBE (it has the shape of a name and no word that
speaks against it) and SURE (it also begins with a known first name, or carries a polite word for a person).
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

NO, MAYBE, SURE = 0.0, 0.5, 1.0

_TOKEN = re.compile(r"(?:[^\W\d_]\.)+(?:-?[^\W\d_]\.)*|[^\W\d_][^\W\d_]*(?:['’‘ʼ.\-‐‑][^\W\d_]+)*\.?")
_NICKNAME = re.compile(r"\s*[\"“”‘«»„']([\w .-]{2,20})[\"“”’«»'](?=\s)")
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f々ー]+")
_CASELESS = re.compile(r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_GIVEN = re.compile(
    r"(?!.*[県市区町村駅屋会社店院室組部通線課学のをがはにで]|から|まで|より|など|さん|さま|くん|ちゃん|先生)"
    r"(?:[\u3400-\u9fff々]{1,3}|[\u3040-\u309f]{2,4})"
)
_HANGUL = re.compile(r"[\uac00-\ud7af]{2,4}")
_ASIDES = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")
_AROUND = re.compile(r"^[^\w\"“]+|[^\w.\"”)]+$")
_INITIAL_LAST = re.compile(r"(?:^|\s|\.)[^\W\d_]\.$|\b[JS]r\.$")
_POSSESSIVE = re.compile(r"(?<=\w)(?:-san)?(?:['’]s)?$")
_HANDLE = re.compile(r"(?<!\w)@[\w.@-]+")
_BETWEEN = re.compile(
    r"\s*(?:,\s*(?:and|und|et|y|e|en|og|och|ja)\b|,|、|;|\s&\s|\s\+\s|＆|\s/\s|(?<=\w{3})/(?=\w{3})|\s(?:and|und|et|y|e|en|og|och|with|avec|con|mit)\s)\s*"
)
_FROM = re.compile(r"\s+(?:from|of|at|de chez|von der|vom|@)\s+.*$|\s*,\s*$")


_ABOUT = re.compile(r"\s(?:about|on|über|sur|sobre)\s.*$")
"""Behind the last of several names: what they spoke about."""
_TITLED = re.compile(r"\s*(?:Dr\.?|Prof\.?|Professor|Mrs?\.|Ms\.)\s")
_FULL = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
_INITIALS = re.compile(r"[A-Z]{2}")
_ARTICLE = re.compile(r"^(?:d|l|o|al|el)['’-]", re.IGNORECASE)
"""What may stand before the capital of a surname: `d'Arc`."""
_TWO_CAPITALS = re.compile(r"[A-Z][^A-Z]*[A-Z]")


@dataclass(frozen=True, slots=True)
class NameWords:
    """The sets of names.toml, folded."""

    first: frozenset[str]
    surnames: frozenset[str]
    """Japanese ones, which stand first."""
    particles: frozenset[str]
    titles: frozenset[str]
    not_names: frozenset[str]
    roles: frozenset[str]


@lru_cache(maxsize=1)
def name_words() -> NameWords:
    """Return what names.toml holds; read once."""
    data = tomllib.loads(files("recap.reading").joinpath("names.toml").read_text(encoding="utf-8"))
    return NameWords(
        first=frozenset(fold(word) for group in data["first"].values() for word in group.split()),
        surnames=frozenset(data["surnames"]["japanese"].split()),
        particles=frozenset(data["particles"]["words"]),
        titles=frozenset(data["titles"]["words"]),
        not_names=frozenset(data["not_names"]["words"].split()),
        roles=frozenset(data["roles"]["words"]),
    )


def fold(word: str) -> str:
    """Return a word without case and accents, as the sets hold it: `José` is `jose`."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ı": "i", "’": "'", "‘": "'", "‐": "-", "‑": "-"}
)


@lru_cache(maxsize=2048)
def bare(text: str) -> str:
    """Return a name without what stands around it: titles, handles, companies in parentheses, decoration."""
    text = (
        _HANDLE.sub("", _ASIDES.sub("", text))
        if "(" in text or "（" in text or "@" in text or "[" in text
        else text
    )
    text = " ".join(text.split())
    if not (text[:1].isalnum() and text[-1:].isalnum()):
        text = _AROUND.sub("", text)
    words = text.split(" ")
    while len(words) > 1 and words[0].casefold() in name_words().titles:
        words = words[1:]
    text = " ".join(words)
    if text.endswith(".") and not _INITIAL_LAST.search(text):
        text = text[:-1]
    return _POSSESSIVE.sub("", text) if text.endswith(("s", "-san")) else text


@lru_cache(maxsize=4096)
def certainty(text: str) -> float:
    """Return NO, MAYBE or SURE for a text that is a name and nothing else (see `bare`)."""
    if not 2 <= len(text) <= 60:
        return NO
    caseless = None if text.isascii() else _without_case(text)
    if caseless is not None:
        return caseless
    tokens = _NICKNAME.sub("", text).split()
    return _of_tokens(tokens) if 2 <= len(tokens) <= 6 else NO


def _without_case(text: str) -> float | None:
    """Return the certainty of a name in a script without capitals; None for other texts."""
    if _CASELESS.match(text) and text in name_words().not_names:
        return NO
    if _HAN_OR_KANA.fullmatch(text):
        if _begins_with_surname(text):
            return SURE
        return MAYBE if len(text) <= 5 and not re.search(r"[のをがはにで]", text) else NO
    if _HANGUL.fullmatch(text):
        return MAYBE if len(text) == 3 else NO
    return None


def _begins_with_surname(text: str) -> bool:
    """Whether it reads "山田太郎": a surname, and behind it what can be a given name."""
    surnames = name_words().surnames
    return any(
        text[:length] in surnames and _GIVEN.fullmatch(text, length) is not None
        for length in (3, 2)
        if len(text) <= 6
    )


def is_first_name(word: str) -> bool:
    """Return whether a single capitalised word is a known first name."""
    words = name_words()
    folded = fold(word)
    return word[:1].isupper() and folded in words.first and folded not in words.not_names


def _of_tokens(tokens: list[str]) -> float:
    words = name_words()
    inner = range(1, len(tokens) - 1)  # "Jérôme Le Goff"
    plain = [
        token
        for at, token in enumerate(tokens)
        if token not in words.particles and not (at in inner and token.casefold() in words.particles)
    ]
    if not all(_TOKEN.fullmatch(token) and _capitalised(token) for token in plain):
        initials = _INITIALS.fullmatch(tokens[0]) and fold(tokens[0]) not in words.not_names
        return MAYBE if initials and len(plain) == 2 and _of_tokens(["Jane", *tokens[1:]]) == SURE else NO
    if (
        len(plain) < 2
        or len(plain) > 4
        or not (tokens[0] in plain or tokens[0][:1].isupper())
        or tokens[-1] not in plain
    ):
        return NO
    folded = [fold(token) for token in plain]
    known = [_known(word) for word in folded]
    if folded[0] in words.particles and len(plain) == 3 and known[-1]:  # "Di Maio Luca": the surname first
        known[0] = True
    after_particle = (
        folded[0] not in words.not_names and tokens[-2] in words.particles
    )  # "Jane de Vos": a surname, whatever it means
    against = [word for word in (folded[:-1] if after_particle else folded) if word in words.not_names]
    if against:
        return MAYBE if known[0] and len(against) == 1 and against[0] != folded[-1] else NO
    return (
        SURE
        if known[0] or (known[-1] and len(plain) == 2) or (known[1] and len(folded[0].strip(".")) == 1)
        else MAYBE
    )


def _known(word: str) -> bool:
    first = name_words().first
    return word in first or (("-" in word) and word.split("-", maxsplit=1)[0] in first)


def _capitalised(token: str) -> bool:
    head = _ARTICLE.sub("", token) or token
    if not token.isascii() and _CASELESS.search(token):
        return _HAN_OR_KANA.fullmatch(token) is not None and len(token) <= 4
    if not head[0].isupper():
        return False
    letters = [c for c in token if c.isalpha()]
    if len(letters) <= 1 or not all(c.isupper() for c in letters):
        return True
    return len(letters) >= 3 or "." in token  # surnames in capitals; "AI" and "C" are none


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
    cleaned = _ASIDES.sub(" ", text) if any(map(text.__contains__, "(（[")) else text
    cleaned = _HANDLE.sub("", cleaned) if "@" in cleaned else cleaned
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
    each_with_company = len(pieces) > 1 and len(_ASIDES.findall(text)) >= len(pieces)
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
        named = found == MAYBE or (first == SURE and _FULL.fullmatch(piece) and is_first_name(piece.split()[0]))
        if found == SURE or (named and (not doubtful[at] or (at < last_sure and len(pieces) > 2))):
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
    if not _MAY_HONOUR.search(text):
        return None
    names = [m.group(1) for m in _HONOURED.finditer(text)]
    rest = _HONOURED.sub("", text).strip(" 、,&と/()（）")
    alone = len(rest) <= 12 and not _QUOTED.search(rest)
    return People(tuple(names), SURE) if names and alone else None
