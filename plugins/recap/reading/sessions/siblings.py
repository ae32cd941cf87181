"""What the siblings of a title line tell of it: where they have names, somebody stands, be it no known name."""

import re

from recap.reading.names import MAYBE, SURE, fold, name_words
from recap.reading.people import People
from recap.reading.sessions.facts import Facts, pattern_of
from recap.reading.sessions.labels import cuts_of, tail_of
from recap.reading.sessions.title_forms import Reading
from recap.reading.sessions.words import session_words

_FEW = 3
"""Members from which a family shows a way to write title lines."""

_NICKNAMED = re.compile(
    r"(?P<who>@?[\w.-]{2,20}(?:\s?(?:&|,|\band\b)\s?@?[\w.-]{2,20})*|[\w. ]{2,30}):\s+(?P<title>\S.{6,})"
)
_BETWEEN = re.compile(r"\s*(?:&|,|\band\b)\s*")
_COMPANY = re.compile(r"(?:the\s)?(?:[^\W\d_a-z]\S*|&|of)(?:\s(?:[^\W\d_a-z]\S*|&|of|team)){0,3}")


def with_siblings(family: list[Facts]) -> list[Facts]:
    """Return a family with the readings that members have because their siblings are written so."""
    read = [facts for facts in family if facts.title.readings] if len(family) >= _FEW else family
    if len(read) == len(family):
        return family
    if 2 * len(read) >= len(family):
        pattern = pattern_of(family)
        fits = pattern.how in ("last", "parens") and pattern.share >= 0.5
        return [_with_company(facts, pattern.how) for facts in family] if fits else family
    return _with_nicknames(family)


def _with_company(facts: Facts, how: str) -> Facts:
    """Read "Title - Acme" where most siblings read "Title - Speaker": it names nobody, and is not of the title."""
    text = facts.title.text
    if facts.title.readings or not text:
        return facts
    cuts, tail = cuts_of(text), tail_of(text)
    if how == "last" and len(cuts) == 1:
        title, who = text[: cuts[0].start()], text[cuts[0].end() :]
    elif how == "parens" and tail and tail.start():
        title, who = text[: tail.start()], tail["inside"]
    else:
        return facts
    return _also(facts, Reading(how, title, People((), MAYBE))) if _is_company(who) else facts


def _is_company(text: str) -> bool:
    words = session_words()
    if not _COMPANY.fullmatch(text.strip()) or words.is_label(text) or words.is_material(text):
        return False
    first = text.removeprefix("the ").split()[0]
    return fold(first) not in name_words().not_names


def _with_nicknames(family: list[Facts]) -> list[Facts]:
    """Read "handle: Title" where all below a word for sessions read so, half of them in small letters.

    An account is nobody's name.
    """
    if not all(":" in facts.title.text for facts in family):
        return family
    read = [_NICKNAMED.fullmatch(facts.title.text) for facts in family]
    if not all(read) or not all(facts.section.kind and not facts.section.negative for facts in family):
        return family
    whos = [match["who"] for match in read if match]
    small = sum(who[0] == "@" or who[0].islower() for who in whos)
    if 2 * small < len(whos) or len(set(whos)) < len(whos):
        return family
    return [
        _also(facts, Reading("colon-first", match["title"], People(_nicknames(match["who"]), SURE)))
        for facts, match in zip(family, read, strict=True)
        if match
    ]


def _nicknames(text: str) -> tuple[str, ...]:
    return tuple(name for name in _BETWEEN.split(text) if not name.startswith("@"))


def _also(facts: Facts, reading: Reading) -> Facts:
    return facts._replace(title=facts.title._replace(readings=(*facts.title.readings, reading)))
