"""What each part shows by itself, and how a family of parts writes its title lines."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from recap.reading.links import FoundLink
from recap.reading.names import SURE
from recap.reading.sessions import speaker_sentences, speakers
from recap.reading.sessions.blocks import Block
from recap.reading.sessions.overrides import Override
from recap.reading.sessions.part import Part
from recap.reading.sessions.places import NOWHERE, Places, Role, is_deeper_day, role
from recap.reading.sessions.speaker_headings import names_speakers
from recap.reading.sessions.speakers import FoundSpeakers
from recap.reading.sessions.title_forms import HOW, Reading
from recap.reading.sessions.titles import TitleLine
from recap.reading.sessions.topics import topic
from recap.reading.sessions.words import session_words


class Facts(NamedTuple):
    """What one part shows by itself."""

    part: Part
    title: TitleLine
    """Its title line, read."""
    place: tuple[Role, ...]
    """What stands above it, the nearest first."""
    section: Role
    """The nearest role above it that says something."""
    direct: bool
    """Its list stands right below the heading or the line that introduces it."""
    near: tuple[FoundLink, ...]
    """The links of its extent, before any heading inside it."""
    divided: bool
    """It has headings inside it."""
    below: FoundSpeakers
    said: FoundSpeakers
    """The speaker whom its sentences name."""
    cue: str
    """The first word in its text that speaks of a session, or ""."""
    repeated: bool
    """Its title stands several times in the post, or is one of notes on a talk: "Topics", "Q&A"."""
    topic: str
    """Where the title line is a speaker's name alone: what the lines below call the session; else ""."""
    announced: bool
    """An item of the agenda has the same title."""
    override: Override
    """What the author's attribute list says."""


class Pattern(NamedTuple):
    """How a family writes its title lines."""

    how: str = ""
    """The reading that fits most members, or ""."""
    share: float = 0.0
    """The share of these that it fits."""
    members: int = 0
    """How many there are, without "Food" and "Conclusion"."""
    known: bool = False
    """One of the people it names there is known for sure."""
    company: bool = False
    """A company stands between: "Speaker - Company - Title"."""
    named_below: bool = False
    """Most members have a line below that names the speaker."""
    keynote: bool = False
    """One of its headings says "Keynote"."""


_LIKE = {
    "last": ("middle", "by", "comma"),
    "middle": ("last", "by", "comma"),
    "linked": ("last", "by", "comma"),
    "by": ("last",),
}
"""Where a family names people in one way, the ways that stand in for it on a line with the shape of a name."""


_RANK = {how: rank for rank, how in enumerate(HOW)}


def is_keynote(facts: Facts) -> bool:
    """Return whether a heading says "Keynote", alone or in front of a title."""
    words, text = session_words(), facts.title.text
    if facts.part.shape != "heading":
        return False
    alone = words.is_label(text) and words.kind_in(text) == "keynote" and not words.kind_of_many(text)
    return alone or facts.title.kind == "keynote"


def pattern_of(family: Sequence[Facts]) -> Pattern:
    """Return the way of naming people that fits the members best, all together."""
    return _naming(family)._replace(keynote=len(family) > 2 and any(map(is_keynote, family)))


def _naming(family: Sequence[Facts]) -> Pattern:
    sums: dict[str, float] = defaultdict(float)
    fits: Counter[str] = Counter()
    for facts in family:
        for how, sure in {(r.how, r.people.sure) for r in facts.title.readings}:
            sums[how] += sure
            fits[how] += 1
    if not sums:
        return Pattern(named_below=_named_below(family))
    how = max(sums, key=lambda name: (sums[name], -_RANK[name]))
    titled = max(fits[how], sum(not role(facts.title.text).negative for facts in family))
    if (sums[how] < 0.34 * len(family) and sums[how] < 3) or (len(family) < 4 and sums[how] < 1):
        return Pattern(company=_with_company(family), named_below=_named_below(family))
    known = any(r.how == how and r.people.sure == SURE for facts in family for r in facts.title.readings)
    return Pattern(how, fits[how] / titled, titled, known, _with_company(family), _named_below(family))


def _with_company(family: Sequence[Facts]) -> bool:
    pieces = [facts.title.pieces for facts in family if facts.title.by("first")]
    many = sum(count >= 3 for count in pieces)
    return many >= 2 and many > 0.5 * len(pieces)


def _named_below(family: Sequence[Facts]) -> bool:
    """Most members name a speaker on a line below, some for sure, others on a line that looks like a name."""
    sure = sum(bool(facts.below.names) for facts in family) / len(family)
    if sure > 0.4 or sure < 0.2:
        return sure > 0.4
    perhaps = sum(bool(speakers.below(facts.part.below, perhaps=True).names) for facts in family)
    return perhaps > 0.6 * len(family)


def with_line_below(facts: Facts) -> Facts:
    """Let the line below a title name its speaker by the shape of a name, as those of its siblings do."""
    if facts.below.names or facts.part.row:
        return facts
    return facts._replace(below=speakers.below(facts.part.below, perhaps=True))


def chosen(title: TitleLine, pattern: Pattern) -> Reading | None:
    """Return the reading of a title line that the family's pattern gives it."""
    if not title.readings:
        return None
    own = title.by(pattern.how) if pattern.how else None
    if own is None or not (own.people.sure == SURE or pattern.share >= 0.3):
        sure = [r for r in title.readings if r.people.sure == SURE]
        own = min(sure, key=lambda r: _RANK[r.how], default=None)
        if own is None and pattern.share >= 0.5:
            perhaps = [r for r in title.readings if r.how in _LIKE.get(pattern.how, ())]
            own = min(perhaps, key=lambda r: _RANK[r.how], default=None)
    if own and own.how in ("first", "linked") and pattern.company:
        return title.by("first-company") or own
    return own


def _said(part: Part, near: Sequence[FoundLink]) -> FoundSpeakers:
    found = speakers.behind(part.rest) if part.rest else speakers.NONE
    found = found if found.names else speaker_sentences.in_sentences(part.prose, part.text)
    found = found if found.names else speaker_sentences.subject(part.prose)
    return found if found.names else speaker_sentences.linked(link for link in near if link.kind == "person")


def _section(place: Sequence[Role], *, introduced: bool) -> Role:
    """Return the nearest role that says something; a line of its own above a list hides those further up."""
    if introduced and not (place[0].kind or place[0].negative or place[0].groups):
        return NOWHERE
    return next((r for r in place if r.kind or r.negative or r.groups), NOWHERE)


def _firsts(blocks: Sequence[Block]) -> dict[tuple[int, str], int]:
    """Return where the blocks of each list, table and so on begin."""
    first: dict[tuple[int, str], int] = {}
    for index, block in enumerate(blocks):
        first.setdefault((block.group, block.shape), index)
    return first


def _is_direct(block: Block, first: int, where: Places) -> bool:
    """At most one paragraph stands between a list and its heading, or a lead-in of its own does."""
    return block.group in where.lead_ins or first - (block.heading + 1) <= 1


def _key(part: Part) -> str:
    return part.title.text.casefold()


def _divides_nothing(blocks: Sequence[Block], index: int, where: Places) -> bool:
    """A heading inside a part that begins the next day, or stands over remarks: the part above it is whole."""
    own = where.roles.get(index)
    return is_deeper_day(blocks, index) or bool(own and own.negative)


def _one_each_day(part: Part) -> bool:
    """Whether a title can stand several times in a post: "Keynote", of each day."""
    words, text = session_words(), part.line.text
    return words.is_label(text) and words.kind_in(text) == "keynote" and not words.kind_of_many(text)


def _in_agenda(above: Sequence[Role]) -> bool:
    return bool(above) and above[0].groups and not above[0].negative


def facts_of(
    all_parts: Sequence[Part], where: Places, links: Sequence[tuple[int, FoundLink]], blocks: Sequence[Block]
) -> list[Facts]:
    """Gather what each part shows by itself; the links are those of the post, in order."""
    words = session_words()
    counts = Counter(
        (p.shape, p.line.text.casefold()) for p in all_parts if p.shape in ("heading", "bold", "lead")
    )
    headings = [
        block.start
        for at, block in enumerate(blocks)
        if block.shape == "heading" and not (names_speakers(blocks, at) or _divides_nothing(blocks, at, where))
    ]
    agenda = {
        _key(p) for p in all_parts if p.shape in ("item", "row") and _in_agenda(where.of_block(blocks[p.block]))
    }
    firsts = _firsts(blocks)
    at = [number for number, _ in links]
    found: list[Facts] = []
    for part in all_parts:
        block = blocks[part.block]
        cue = next(words.cues.matches(part.text), None)
        after = bisect_right(headings, part.start)
        inner = headings[after] if after < len(headings) else part.end
        note = words.notes.fullmatch(part.line.text.strip(" :")) is not None
        above = where.of_heading(part.block) if part.shape == "heading" else where.of_block(block)
        end = min(part.end, inner)
        near = tuple(link for _, link in links[bisect_left(at, part.start) : bisect_left(at, end)])
        found.append(
            Facts(
                part=part,
                title=part.title,
                place=tuple(above),
                section=_section(above, introduced=part.shape == "item" and block.group in where.lead_ins),
                direct=_is_direct(block, firsts[block.group, block.shape], where),
                near=near,
                divided=inner < part.end,
                below=speakers.in_row(part.row.cells, part.row.head) if part.row else speakers.below(part.below),
                said=_said(part, near),
                cue=cue.group() if cue else "",
                repeated=(counts[part.shape, part.line.text.casefold()] > 1 and not _one_each_day(part)) or note,
                topic=topic(part.title.text, part.below, part.prose),
                announced=part.shape in ("heading", "bold") and _key(part) in agenda,
                override=part.override,
            )
        )
    return found
