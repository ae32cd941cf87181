"""Does a family of parts hold sessions? Evidence is gathered over the whole family, weighed, and summed."""

from collections.abc import Sequence
from typing import NamedTuple

from recap.reading.sessions.evidence import EVIDENCE, LAST_SAID, Evidence, off_topic
from recap.reading.sessions.facts import Facts, Pattern, chosen, pattern_of, with_line_below
from recap.reading.sessions.title_forms import FORMS, Reading

ENOUGH = 3.0
"""The sum from which a part is a session."""

SIBLINGS = 0.8
"""Added to a part most of whose family are sessions, if nothing speaks against it."""

FEW, FEW_HEADINGS = 0.7, 0.35
"""Added to the number of members when a share is taken: one or two alike show less than twenty."""

SHAPES = {"heading": "heading", "bold": "bold line", "lead": "lead line", "item": "list item", "row": "table row"}

FOR = tuple(row for row in EVIDENCE if row.weight > 0)
AGAINST = tuple(row for row in EVIDENCE if row.weight < 0)
_OWN = tuple(at for at, row in enumerate(AGAINST) if not row.shared)
"""Where in AGAINST the rows stand that tell of one part."""


Member = tuple[Facts, Pattern, Reading | None]
"""A part, how its family writes title lines, and the reading of its own that this gives it."""


class Verdict(NamedTuple):
    """The sum for one part, and why."""

    facts: Facts
    pattern: Pattern
    """Its family's."""
    reading: Reading | None
    """The reading of its title line that the pattern gives it."""
    score: float
    weights: Sequence[float]
    """What each row of FOR weighs for it."""
    members: int
    """How many its family has."""
    opposed: bool
    """Something about the part itself speaks against it."""

    @property
    def reason(self) -> str:
        """The strongest evidence, in the author's words."""
        facts, reading = self.facts, self.reading
        best = self._strongest()
        return best.reason.format(
            n=self.members,
            shape=SHAPES[facts.part.shape],
            section=facts.section.text,
            cue=facts.cue,
            kind=facts.title.kind,
            fitting=round(self.pattern.share * min(self.members, self.pattern.members)),
            form=FORMS[reading.how] if reading else "",
        )

    def _strongest(self) -> Evidence:
        reading = self.reading
        best = max(
            zip(FOR, self.weights, strict=True),
            key=lambda pair: (pair[0].name != LAST_SAID and pair[1] > 0.5, pair[1]),
        )[0]
        if best.name == "people" and reading is None:
            return _row("siblings")
        if best.name == "people" and reading and (self.members == 1 or reading.how != self.pattern.how):
            return _row("own people")
        return best


def judge(family: Sequence[Facts], habit: Pattern | None = None) -> list[Verdict]:
    """Weigh the evidence for each member of a family; what speaks against it only where enough speaks for it.

    `habit` is how headings of the same level in other sections name speakers: it holds where this family, often
    one heading alone, shows none of its own.
    """
    pattern = pattern_of(family)
    if habit and habit.how and not pattern.how and any(facts.title.by(habit.how) for facts in family):
        pattern = habit._replace(keynote=pattern.keynote)
    if habit and habit.keynote and len(family) > 2:
        pattern = pattern._replace(keynote=True)
    if pattern.named_below:
        family = [with_line_below(facts) for facts in family]
    members = [(facts, pattern, chosen(facts.title, pattern)) for facts in family]
    for_it = _weighed(FOR, members)
    if max(map(sum, for_it)) < ENOUGH - SIBLINGS:
        return [_verdict(member, plus, (), len(family)) for member, plus in zip(members, for_it, strict=True)]
    against = _weighed(AGAINST, members)
    rows = zip(members, for_it, against, strict=True)
    return _with_siblings([_verdict(member, plus, minus, len(family)) for member, plus, minus in rows])


def _weighed(rows: Sequence[Evidence], members: Sequence[Member]) -> list[tuple[float, ...]]:
    """Return for each member the weight of each row, shares counted over the family."""
    few = FEW_HEADINGS if members[0][0].part.shape == "heading" else FEW
    nothing = [0.0] * len(members)
    shown: dict[object, list[float]] = {}
    columns: list[list[float]] = []
    for row in rows:
        answers = shown.get(row.shows)
        if answers is None:
            shows = row.shows
            answers = shown[shows] = [shows(facts, pattern, reading) for facts, pattern, reading in members]
        if not any(answers):
            columns.append(nothing)
        elif not row.shared:
            columns.append([row.weight * one for one in answers])
        elif row.titled:
            on_topic = [not off_topic(facts) for facts, *_ in members]
            share = row.weight * (sum(answers) / (sum(on_topic) + few))
            columns.append([share * on for on in on_topic])
        else:
            columns.append([row.weight * (sum(answers) / (len(members) + few))] * len(members))
    return list(zip(*columns, strict=True))


def _with_siblings(verdicts: list[Verdict]) -> list[Verdict]:
    good = sum(verdict.score >= ENOUGH for verdict in verdicts)
    titled = [v for v in verdicts if not (v.pattern.how and off_topic(v.facts))]
    if len(titled) < 3 or good < 0.6 * len(titled):
        return verdicts
    return [
        verdict if verdict.score >= ENOUGH or verdict.opposed else verdict._replace(score=verdict.score + SIBLINGS)
        for verdict in verdicts
    ]


def _row(name: str) -> Evidence:
    return next(row for row in EVIDENCE if row.name == name)


def _verdict(member: Member, plus: Sequence[float], minus: Sequence[float], members: int) -> Verdict:
    opposed = any(minus) and any(minus[at] < 0 for at in _OWN)
    return Verdict(*member, sum(plus) + sum(minus), plus, members, opposed)
