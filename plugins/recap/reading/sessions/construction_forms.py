"""How sentences read that name a session, with signs in place of titles and names."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

from recap.reading.sessions.words import session_words

OWNED = '"X\'s [title] talk"'
PRESENTED = '"X presented [title]"'
BRACKETED = '"[title] (X)"'
BARE = '"[title] by X"'


@dataclass(frozen=True, eq=False)
class Construction:
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
_BEFORE_BRACKET = re.compile(r"[\ue000-\uefff][\"”»«“*_]*\s\(")
_OWNS_TITLE = re.compile(rf"['’]s\s[{_OPENS_TITLE}]*[\ue000-\uefff]")


def bracketed(text: str) -> bool:
    """Return whether brackets stand behind the sign of a title."""
    return "(" in text and _BEFORE_BRACKET.search(text) is not None


@lru_cache(maxsize=1)
def construction_forms() -> tuple[Construction, ...]:
    """Return all of them; in their patterns signs stand for titles (U+E000 on) and names (U+F000 on)."""
    words = session_words()
    title_alone = rf"[{_OPENS_TITLE}]*(?P<title>[\ue000-\uefff])[\"”»«“*_]*"
    title = rf"{title_alone}(?:\s?\([^()]*\))?"
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
    kinds_of, verbs_of, sequence_of, attended_of = (
        partial(words.places, bits=bits) for bits in (a_kind, a_verb, words.sequence.bit, words.attended.bit)
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
        (PRESENTED, presenting, anything, _names_of, rf"{name}{aside}\s(?:{words.presenting.pattern})\s{title}"),
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
        (OWNED, a_kind, anything, _owners_of, rf"(?:{name}|\w{{2,}})['’]s\s{title},?\s{kind}"),
        (
            '"it began with X and [title]"',
            words.sequence.bit,
            anything,
            sequence_of,
            rf"{words.sequence.pattern}\s{name}{aside}\s(?:and|und|et|y|e|with|mit|avec|con|com)\s{title}",
        ),
        ('"X, whose [title] talk"', a_kind, anything, _names_of, rf"{name},\swhose\s{title},?\s{kind}"),
        (
            '"saw X on [title]"',
            words.attended.bit,
            about_it,
            attended_of,
            rf"(?:{words.attended.pattern})\s(?:[^.;:\ue000-\uf8ff]{{0,30}}\s)?{name}{aside}\s{about}\s{title}",
        ),
        (
            BRACKETED,
            anything,
            anything,
            _titles_of,
            rf"{title_alone}\s\((?P<name>{one}(?:\s?(?:,|and|&|und|et|y|e)\s{one})*)(?:,\s[^()]{{2,40}})?\)",
        ),
        (BARE, words.by.bit, anything, _titles_of, rf"{title},?\s{by}\s{name}"),
    )
    return tuple(Construction(*each) for each in told)
