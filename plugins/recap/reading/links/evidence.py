"""What the words and the address of one link say for its kind: the questions that the rules ask."""

import re
from collections import Counter

from recap.reading.links.kinds import KindTable, PathRules, Words
from recap.reading.links.mention import Mention
from recap.reading.names import MAYBE, SURE, bare, certainty, fold, is_first_name

Verdict = tuple[str, str]
"""A kind and the reason for it."""

LONGEST_LABEL = 80
"""Characters of a text that may be a label and no more."""
LONGEST_HEADED = 12
"""Words of a text that may have a label for its head."""

_LETTER = re.compile(r"[^\W\d_]")
_BY = re.compile(
    r"(?:talk|keynote|session|workshop|tutorial|presentation|slides|given|held|led|^\W*)\W* (?:by|von|par|por)$",
    re.I,
)


def attending(before: str, table: KindTable) -> str:
    """Return the words that end a text and say that somebody was at what follows, or ""."""
    hits = table.attending.find(before)
    if not hits or _LETTER.search(table.fillers.remove(before[hits[-1][2] :])):
        return ""
    return before[hits[-1][1] : hits[-1][2]]


def quoted(words: str) -> str:
    """Return words as a reason cites them: `the word "slides"`."""
    many = " " in words.strip()
    return f'the word{"s" if many else ""} "{" ".join(words.split())}"'


def whole(words: Words, text: str, link: Mention, table: KindTable) -> str:
    """Return the kind that a text names when it says nothing else; of several, the one the address speaks for."""
    kinds = [kind for kind, _, _ in words.find(text)] if len(text) <= LONGEST_LABEL else []
    if not kinds or _LETTER.search(table.fillers.remove(words.remove(text))):
        return ""
    return _spoken_for(kinds, link, table)


def _spoken_for(kinds: list[str], link: Mention, table: KindTable) -> str:
    """Return the one of the kinds named that the address speaks for, else the one named most."""
    host_kind = link.host[0]
    if host_kind in kinds and host_kind != "event":
        return host_kind
    kind = Counter(kinds).most_common(1)[0][0]
    if kind == "article" and host_kind == "docs":  # an article of an encyclopedia
        return ""
    # "in the schedule" names the place: the page may be of one session, and then its path says so
    return "" if kind == "event" and by_paths(link, table.sure_paths) else kind


def head(words: Words, link: Mention, table: KindTable) -> tuple[str, str]:
    """Return kind and word of a label that is the head of a longer text, or two empty strings."""
    text = link.words
    hits = words.find(text) if len(text.split()) <= LONGEST_HEADED else []
    if not hits or not _spoken_for([hits[0][0]], link, table):
        return "", ""
    kind, start, end = hits[0]
    opens = not _LETTER.search(table.fillers.remove(text[:start]))
    if opens and table.head_follows.match(text, end):
        return kind, link.text[start:end]
    kind, start, end = hits[-1]
    closes = not _LETTER.search(table.fillers.remove(text[end:]))
    if closes and (link.text[start : start + 1].islower() or not link.text[:1].isupper() or len(text.split()) < 4):
        return kind, link.text[start:end]
    return "", ""


def by_paths(link: Mention, rules: PathRules) -> Verdict | None:
    """Return what the first of the rules says whose pattern is in the path."""
    for rule in rules.about(link.address.host, *link.host):
        if rule.pattern.search(link.address.path):
            return rule.kind, f"the address is {rule.says}"
    return None


def is_name(link: Mention, table: KindTable) -> bool:
    """Say whether a link is a person's name: surely one, one after "by", or one in the host (jexample.com)."""
    name, address = bare(link.text), link.address
    if " " not in name:
        return is_first_name(name) and name.lower() not in table.not_single
    certain = certainty(name)
    if certain == MAYBE and _BY.search(link.before):
        return True
    if certain != MAYBE or address.segments or address.host.count(".") != 1:
        return certain == SURE
    own, *_, surname = fold(name).split()
    host = address.host.partition(".")[0].replace("-", "")
    return host == own[0] + surname or (len(surname) > 3 and surname in host and own + surname != host)
