"""Does a family of parts hold sessions? Evidence is gathered over the whole family, weighed, and summed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sum for one part, and why."""

    facts: Facts
    pattern: Pattern
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
        facts = self.facts
        reading = chosen(facts.title, self.pattern)
        best = self._strongest(reading)
        return best.reason.format(
            n=self.members,
            shape=SHAPES[facts.part.shape],
            section=facts.section.text,
            cue=facts.cue,
            kind=facts.title.kind,
            fitting=round(self.pattern.share * min(self.members, self.pattern.members)),
            form=FORMS[reading.how] if reading else "",
        )

    def _strongest(self, reading: Reading | None) -> Evidence:
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
        pattern = replace(habit, keynote=pattern.keynote)
    if habit and habit.keynote and len(family) > 2:
        pattern = replace(pattern, keynote=True)
    if pattern.named_below:
        family = [with_line_below(facts) for facts in family]
    for_it = _weighed(FOR, family, pattern)
    if max(map(sum, for_it)) < ENOUGH - SIBLINGS:
        return [_verdict(f, pattern, sums, [], len(family)) for f, sums in zip(family, for_it, strict=True)]
    against = _weighed(AGAINST, family, pattern)
    rows = zip(family, for_it, against, strict=True)
    return _with_siblings([_verdict(facts, pattern, plus, minus, len(family)) for facts, plus, minus in rows])


def _weighed(rows: Sequence[Evidence], family: Sequence[Facts], pattern: Pattern) -> list[tuple[float, ...]]:
    """Return for each member the weight of each row, shares counted over the family."""
    few = FEW_HEADINGS if family[0].part.shape == "heading" else FEW
    shown = {shows: [shows(facts, pattern) for facts in family] for shows in {row.shows for row in rows}}
    on_topic = [not off_topic(facts, pattern) for facts in family]
    size = {True: sum(on_topic) + few, False: len(family) + few}
    columns = [
        [row.weight * (sum(shown[row.shows]) / size[row.titled]) * (on or not row.titled) for on in on_topic]
        if row.shared
        else [row.weight * one for one in shown[row.shows]]
        for row in rows
    ]
    return list(zip(*columns, strict=True))


def _with_siblings(verdicts: list[Verdict]) -> list[Verdict]:
    good = sum(verdict.score >= ENOUGH for verdict in verdicts)
    titled = [v for v in verdicts if not (v.pattern.how and off_topic(v.facts, v.pattern))]
    if len(titled) < 3 or good < 0.6 * len(titled):
        return verdicts
    return [
        verdict if verdict.score >= ENOUGH or verdict.opposed else replace(verdict, score=verdict.score + SIBLINGS)
        for verdict in verdicts
    ]


def _row(name: str) -> Evidence:
    return next(row for row in EVIDENCE if row.name == name)


def _verdict(facts: Facts, pattern: Pattern, plus: Sequence[float], minus: Sequence[float], n: int) -> Verdict:
    opposed = any(value < 0 and not row.shared for row, value in zip(AGAINST, minus, strict=False))
    return Verdict(facts, pattern, sum(plus) + sum(minus), plus, n, opposed)
