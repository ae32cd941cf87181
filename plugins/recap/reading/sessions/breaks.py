"""Where lines of a paragraph begin though nothing in it says so: who wrote them meant several."""

import re

import bs4

from recap.reading.sessions.labels import CLOCK, EMOJI
from recap.reading.sessions.words import session_words

_TIME_FIRST = re.compile(rf"\s*[(\[]?{CLOCK}")
_EMOJI_FIRST = re.compile(rf"\s*[{EMOJI}]")
_LABEL_FIRST = re.compile(r"\s*(?P<label>[^\W\d_][\w /]{1,24}?)\s?[:：]\s")
_WROTE = re.compile("aut(?:h?or|eur)", re.IGNORECASE)
"""In a form with one of these the title is a book's."""
_LONGEST_LABEL = 28
"""Letters, with the colon."""
_SET_APART = re.compile(r"\s*(?:[-–—|]\s|\(|,\s|by\s)")


def is_of_lines(nodes: list[bs4.PageElement]) -> bool:
    """Return whether a paragraph has several source lines and each begins alike: it stands for itself.

    A timetable's begin with a time of day, others with a little picture, the entries of a form with their labels:
    "Talk: ...", "Speaker: ...", "Slides: ...".
    """
    written = nodes[0].lstrip()[:_LONGEST_LABEL] if nodes and isinstance(nodes[0], str) else ""
    if written[:1].isalpha() and ":" not in written:
        return False
    if not any("\n" in str(node) for node in nodes if not isinstance(node, bs4.Tag)):
        return False
    lines = "".join(node.get_text() for node in nodes).strip().split("\n")
    alike = any(all(map(opens.match, lines)) for opens in (_TIME_FIRST, _EMOJI_FIRST))
    return alike or _is_form(lines)


def _is_form(lines: list[str]) -> bool:
    """Whether each line has a label, the first that of a session, and one that of its speaker."""
    labels = [match["label"] for line in lines if (match := _LABEL_FIRST.match(line))]
    if len(labels) < len(lines):
        return False
    words = session_words()
    of_session = words.is_label(labels[0]) or words.title_labels.fullmatch(labels[0])
    speakers = [label for label in labels[1:] if words.speaker_labels.fullmatch(label) and not _WROTE.match(label)]
    return bool(of_session) and bool(speakers)


def bold_openings(nodes: list[bs4.PageElement]) -> list[int]:
    """Return where later lines of the source open like the first: bold words, then a dash, bracket or "by"."""
    opening = [
        at
        for at, node in enumerate(nodes[:-1])
        if isinstance(node, bs4.Tag)
        and node.name in ("b", "strong")
        and (at == 0 or str(nodes[at - 1]).endswith("\n"))
        and _SET_APART.match(str(nodes[at + 1]))
    ]
    return opening[1:] if opening[:1] == [0] else []
