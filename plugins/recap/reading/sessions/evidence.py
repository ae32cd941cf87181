"""What speaks for a part being a session, and what against it.

The table EVIDENCE is all there is to tune: a name, a weight, whether the family's share or the part's own counts,
and the words that tell the author.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from recap.reading.names import SURE
from recap.reading.people import is_role, people
from recap.reading.sessions.facts import Facts, Pattern, is_keynote
from recap.reading.sessions.places import role
from recap.reading.sessions.speaker_sentences import many_voices
from recap.reading.sessions.title_forms import Reading
from recap.reading.sessions.words import session_words

_MATERIAL = re.compile(r"\W*(?:slides?|video|abstract|replay|recording)\b", re.I)
_FIRST_PERSON = re.compile(r"[Im](?<!\w.)(?:(?<=I)|(?<=m)y)\b")
_SMALL_WORD = re.compile(r"[a-zà-ÿ]{2,}\s")
_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?")

MOST_OF_NAMES = 9
"""Words of a line that is the names of people and no more; behind those of a longer one stands a title."""

LAST_SAID = "beside a keynote"
"""Evidence that is the reason given only where there is no other."""

MATERIALS = frozenset(["slides", "video", "abstract"])


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of the table."""

    name: str
    weight: float
    shared: bool
    """Counted as the share of the family that shows it; else by the part alone."""
    shows: Callable[[Facts, Pattern, Reading | None], float]
    """Says by how much a part shows it, given its family's pattern and the reading of its title line by that."""
    reason: str
    """Words for the author, with {n} members, {fitting} the pattern, {shape}, {form}, {section}, {cue}, {kind}."""
    titled: bool = False
    """About title lines: its share is of those that are none of "Food" or "Conclusion"."""


def _labelled(facts: Facts, *_: object) -> float:
    """A label says what it is; "demos: cool ones" in somebody's notes says something else."""
    noted = facts.title.kind == "other" and facts.part.shape == "item" and facts.part.line.text[:1].islower()
    return bool(facts.title.kind) and not noted


def _names_people(_: Facts, pattern: Pattern, reading: Reading | None) -> float:
    if reading is None:
        return 0.0
    alike = pattern.share > 0.8 and pattern.members >= 2 and reading.how == pattern.how
    perhaps = 0.85 if pattern.share == 1 and pattern.known else 0.75
    return max(reading.people.sure, perhaps if alike else 0.0)


def _named_below(facts: Facts, *_: object) -> float:
    return bool(facts.below.names) and not facts.part.row


def _named_beside(facts: Facts, *_: object) -> float:
    return bool(facts.below.names) and facts.part.row is not None


def _materials(facts: Facts, *_: object) -> float:
    for link in facts.near[:12]:
        if link.kind in MATERIALS:
            return 1.0
    return any(_MATERIAL.match(line.text) and len(line.text.split()) <= 8 for line in facts.part.below[:3])


def _under_sessions(facts: Facts, pattern: Pattern, *_: object) -> float:
    one = facts.section.kind in ("keynote", "panel") and not session_words().kind_of_many(facts.section.text)
    if one and facts.part.shape == "item" and not pattern.how:
        return 0.0  # notes on the one session that the heading is
    return bool(facts.section.kind) and facts.section.kind != "other" and not facts.section.negative


def _in_group(facts: Facts, *_: object) -> float:
    if not facts.section.groups or facts.section.kind:
        return 0.0
    return 1.0 + 0.5 * (sum(role.groups for role in facts.place) > 1)


def _on_a_day(facts: Facts, *_: object) -> float:
    """A heading below one that names a day, a track or a room."""
    day = facts.part.shape == "heading" and bool(facts.place) and facts.place[0].groups and not facts.place[0].kind
    impressions = day and session_words().impressions.search(facts.place[0].text)
    return day and not impressions and len(facts.title.text.split()) <= 16


def _beside_keynote(facts: Facts, pattern: Pattern, *_: object) -> float:
    """A heading in a row with one that says "Keynote"."""
    return pattern.keynote and not is_keynote(facts) and not role(facts.title.text).negative


def _elsewhere(facts: Facts, _: Pattern, reading: Reading | None) -> float:
    """Under "Other": but the recording of a talk with its speaker is one wherever it is listed.

    So is what reads "Title - Speaker" under "The good".
    """
    if not facts.section.negative:
        return 0.0
    named = reading is not None and reading.people.sure == SURE
    if named and session_words().appraisals.search(facts.section.text):
        return 0.0
    return not (named and facts.part.shape == "item" and any(link.kind == "video" for link in facts.near))


def off_topic(facts: Facts, *_: object) -> float:
    """It is about lunch; but a row whose column names a speaker is about "Widgets with feelings"."""
    spoken = facts.part.row is not None and bool(facts.below.names)
    return role(facts.title.text).negative and not spoken


def _sentence(facts: Facts, _: Pattern, reading: Reading | None) -> float:
    if facts.part.shape not in ("item", "lead", "bold"):
        return 0.0
    text = reading.title if reading else facts.part.line.text
    named = facts.part.shape == "bold" and (reading is not None or bool(facts.below.names))
    stops = text.rstrip().endswith((".", ";")) and not (facts.part.whole or named)
    size = len(text.split())
    return (size > 3 and stops) or size > (30 if reading else 20)


def _one_of_its_kind(facts: Facts, *_: object) -> float:
    """A heading that says no more than "Keynote" or "Lightning talks", with a report in prose below it."""
    words, text = session_words(), facts.title.text
    if facts.part.shape != "heading" or facts.divided or not words.is_label(text):
        return 0.0
    told = len(facts.part.text.split(maxsplit=3)) > 3
    return told and words.kind_in(text) in ("keynote", "panel", "lightning")


def _divided(facts: Facts, pattern: Pattern, reading: Reading | None) -> float:
    """It has headings inside it, and does not itself name a speaker."""
    plain = not facts.title.kind and reading is None and not pattern.keynote
    return facts.divided and plain


def _first_person(facts: Facts, _: Pattern, reading: Reading | None) -> float:
    if reading:
        return 0.0
    return bool(_FIRST_PERSON.search(facts.title.text))


def _several(facts: Facts, _: Pattern, reading: Reading | None) -> float:
    """It reports several people's talks: a theme, not a session."""
    if reading or facts.below.names:
        return 0.0
    videos = len({link.url for link in facts.near if link.kind == "video"})
    return videos >= 3 or (facts.part.shape == "heading" and many_voices(facts.part.prose))


def _set_off(facts: Facts, *_: object) -> float:
    return facts.part.shape in ("item", "lead", "bold") and facts.part.whole


def _unlike(facts: Facts, pattern: Pattern, reading: Reading | None) -> float:
    """Its siblings name a speaker; it does not, and nothing else about it is like them."""
    named = reading or facts.below.names or facts.said.names
    if named or not (pattern.share > 0.5 or pattern.named_below):
        return 0.0
    words = session_words()
    if words.negatives.search(facts.title.text):
        return 1.0
    alike = (
        words.own.search(facts.part.text)
        or facts.title.pieces > 1
        or words.kind_in(facts.title.text)
        or _materials(facts)
    )
    return 0.0 if alike or facts.part.shape != "heading" else 0.7


def _runs_on(facts: Facts, *_: object) -> float:
    """The set-off words begin a sentence: "[thing](...) is a tool"."""
    return facts.part.shape == "item" and _SMALL_WORD.match(facts.part.rest) is not None


def _lower_case(facts: Facts, *_: object) -> float:
    return facts.part.shape == "item" and not facts.part.led and facts.title.text[:1].islower()


def _listed(facts: Facts, pattern: Pattern, *_: object) -> float:
    """An item of a list right below the word for its kind."""
    below = bool(facts.place) and facts.place[0].groups and facts.direct
    return facts.part.shape in ("item", "row") and below and _under_sessions(facts, pattern) > 0


def _address(facts: Facts, *_: object) -> float:
    return "." in facts.title.text and _ADDRESS.fullmatch(facts.title.text) is not None


def _only_label(facts: Facts, *_: object) -> float:
    """A line that says "Slides", "Talks", "GitHub" and no more."""
    words, text = session_words(), facts.title.text
    if facts.part.shape == "heading" or facts.title.timed:
        return 0.0
    return words.is_material(text) or (words.is_label(text) and words.kind_in(text) in ("", "talk", "workshop"))


def _only_a_name(facts: Facts, _: Pattern, reading: Reading | None) -> float:
    """Its title is a person, and nothing says what they spoke about."""
    short = reading is None and len(facts.title.text.split()) <= MOST_OF_NAMES
    if not short or people(facts.title.text).sure != SURE:
        return 0.0
    below = facts.part.shape == "heading" and facts.section.kind not in ("", "other")
    return not (facts.topic or (below and facts.part.text.strip()))


def _a_role(facts: Facts, _: Pattern, reading: Reading | None) -> float:
    """A person and what they are: "Ada Winter - CEO, Acme"."""
    reading = reading or facts.title.by("first")
    return reading is not None and reading.how in ("first", "linked") and is_role(reading.title)


def _label_line(facts: Facts, *_: object) -> float:
    text = facts.part.line.text
    return facts.part.shape != "heading" and text.endswith((":", "：")) and not facts.part.rest


EVIDENCE = (
    Evidence("label", 4.0, False, _labelled, "its label says {kind}"),
    Evidence("section", 3.0, False, _under_sessions, 'a {shape} under "{section}"'),
    Evidence(
        "one of its kind", 3.2, False, _one_of_its_kind, "its title says what it is, and prose reports on it"
    ),
    Evidence("people", 3.2, True, _names_people, 'one of {fitting} {shape}s that read "{form}"', titled=True),
    Evidence("speaker line", 3.0, True, _named_below, "a line below names the speaker"),
    Evidence("speaker column", 3.0, True, _named_beside, "a column of its row names the speaker", titled=True),
    Evidence("speaker said", 1.3, True, lambda f, *_: bool(f.said.names), "the text names a speaker"),
    Evidence("materials", 1.8, True, _materials, "its part links to slides, a video or an abstract"),
    Evidence("cues", 1.4, True, lambda f, *_: bool(f.cue), 'the text says "{cue}"'),
    Evidence("times", 2.5, True, lambda f, *_: f.title.timed, "one of {n} {shape}s with a time of day"),
    Evidence("named", 3.0, True, lambda f, *_: bool(f.topic), "one of {n} {shape}s that name a speaker"),
    Evidence("own named", 0.8, False, lambda f, *_: bool(f.topic), "it names a speaker"),
    Evidence("own people", 0.8, False, _names_people, 'it reads "{form}"'),
    Evidence("own speaker", 0.8, False, lambda f, *_: bool(f.below.names or f.said.names), "a speaker is named"),
    Evidence("announced", 1.6, False, lambda f, *_: f.announced, "the agenda names it"),
    Evidence("own cue", 0.5, False, lambda f, *_: bool(f.cue), 'the text says "{cue}"'),
    Evidence("own material", 0.5, False, _materials, "its part links to slides, a video or an abstract"),
    Evidence("group", 1.3, False, _in_group, 'a {shape} under "{section}"'),
    Evidence("on a day", 1.8, True, _on_a_day, 'one of {n} {shape}s under "{section}"'),
    Evidence(LAST_SAID, 3.0, False, _beside_keynote, 'a {shape} beside "Keynote"'),
    Evidence("siblings", 0.1, True, lambda *_: 1.0, "one of {n} {shape}s most of which are sessions"),
    Evidence("elsewhere", -4.0, False, _elsewhere, ""),
    Evidence("off topic", -5.0, False, off_topic, ""),
    Evidence("repeated", -6.0, False, lambda f, *_: f.repeated, ""),
    Evidence("sentence", -2.0, True, _sentence, ""),
    Evidence("own sentence", -1.0, False, _sentence, ""),
    Evidence("first person", -1.0, False, _first_person, ""),
    Evidence("set off", 0.5, True, _set_off, "one of {n} {shape}s that are set off"),
    Evidence("listed", 1.7, False, _listed, 'a {shape} under "{section}"'),
    Evidence("runs on", -0.7, True, _runs_on, ""),
    Evidence("addresses", -4.0, True, _address, ""),
    Evidence("only label", -4.0, False, _only_label, ""),
    Evidence("divided", -1.0, False, _divided, ""),
    Evidence("lower case", -2.0, True, _lower_case, ""),
    Evidence("only a name", -3.0, False, _only_a_name, ""),
    Evidence("several", -2.2, True, _several, ""),
    Evidence("several here", -1.0, False, _several, ""),
    Evidence("unlike", -3.0, False, _unlike, ""),
    Evidence("a role", -6.0, False, _a_role, ""),
    Evidence("label line", -4.0, False, _label_line, ""),
)
