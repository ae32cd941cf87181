"""Is this a person's name? Words of a text in, how sure we are out; the names themselves are data (names.toml).

Three answers are enough, and callers compare with them: NO, MAYBE (it has the shape of a name and no word that
speaks against it) and SURE (it also begins with a known first name, or carries a polite word for a person).
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

NO, MAYBE, SURE = 0.0, 0.5, 1.0

_TOKEN = re.compile(r"(?:[^\W\d_]\.)+(?:-?[^\W\d_]\.)*|[^\W\d_][^\W\d_]*(?:['’‘ʼ.\-‐‑][^\W\d_]+)*\.?")
_NICKNAME = re.compile(r"\s*[\"“”‘«»„']([\w .-]{2,20})[\"“”’«»'](?=\s)")
_QUOTES = re.compile(r"[\"“”‘«»„']")
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f々ー]+")
_CASELESS = re.compile(r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_GIVEN = re.compile(
    r"(?!.*[県市区町村駅屋会社店院室組部通線課学のをがはにで]|から|まで|より|など|さん|さま|くん|ちゃん|先生)"
    r"(?:[\u3400-\u9fff々]{1,3}|[\u3040-\u309f]{2,4})"
)
_HANGUL = re.compile(r"[\uac00-\ud7af]{2,4}")
ASIDES = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")
"""Words in brackets, behind a name: a company."""
_AROUND = re.compile(r"^[^\w\"“]+|[^\w.\"”)]+$")
_INITIAL_LAST = re.compile(r"(?:^|\s|\.)[^\W\d_]\.$|\b[JS]r\.$")
_POSSESSIVE = re.compile(r"(?<=\w)(?:-san)?(?:['’]s)?$")
HANDLE = re.compile(r"(?<!\w)@[\w.@-]+")
"""An account, as people write it behind a name."""
_INITIALS = re.compile(r"[A-Z]{2}")
_ARTICLE = re.compile(r"^(?:d|l|o|al|el)['’-]", re.IGNORECASE)
"""What may stand before the capital of a surname: `d'Arc`."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """The sets of names.toml, folded."""

    first: frozenset[str]
    surnames: frozenset[str]
    """Japanese ones, which stand first."""
    surnames_too: frozenset[str]
    """Of `not_names`, those that are surnames behind a known first name."""
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
        surnames_too=frozenset(data["surnames_too"]["words"]),
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
        HANDLE.sub("", ASIDES.sub("", text)) if "(" in text or "（" in text or "@" in text or "[" in text else text
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
    return _POSSESSIVE.sub("", text) if text.endswith(("'s", "’s", "-san")) else text


@lru_cache(maxsize=4096)
def certainty(text: str) -> float:
    """Return NO, MAYBE or SURE for a text that is a name and nothing else (see `bare`)."""
    if not 2 <= len(text) <= 60:
        return NO
    caseless = None if text.isascii() else _without_case(text)
    if caseless is not None:
        return caseless
    tokens = (_NICKNAME.sub("", text) if _QUOTES.search(text) else text).split()
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
    if not all((token.isalpha() or _TOKEN.fullmatch(token)) and _capitalised(token) for token in plain):
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
        folded[0] not in words.not_names and tokens[-2].casefold() in words.particles
    )  # "Jane de Vos": a surname, whatever it means
    against = [word for word in (folded[:-1] if after_particle else folded) if word in words.not_names]
    if against == folded[-1:] and len(plain) == 2 and known[0] and against[0] in words.surnames_too:
        return SURE
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
    head = token if token.isalpha() else _ARTICLE.sub("", token) or token
    if not token.isascii() and _CASELESS.search(token):
        return _HAN_OR_KANA.fullmatch(token) is not None and len(token) <= 4
    if not head[0].isupper():
        return False
    letters = [c for c in token if c.isalpha()]
    if len(letters) <= 1 or not all(c.isupper() for c in letters):
        return True
    return len(letters) >= 3 or "." in token  # surnames in capitals; "AI" and "C" are none
