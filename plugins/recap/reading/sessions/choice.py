"""Which parts of a post are its sessions, once every family is judged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from recap.reading.sessions.evidence import MATERIALS
from recap.reading.sessions.facts import Facts, Pattern, pattern_of
from recap.reading.sessions.merge import same_title
from recap.reading.sessions.places import NOWHERE, Places, role
from recap.reading.sessions.siblings import with_siblings
from recap.reading.sessions.verdicts import ENOUGH, Verdict, judge
from recap.reading.sessions.words import session_words


def sessions_among(facts: Iterable[Facts], where: Places) -> list[Verdict]:
    """Judge families and keep the members that are sessions, leaving out groups of sessions and notes inside one.

    What the author's attribute lists say goes before any evidence.
    """
    families = [with_siblings(family) for family in _families(facts)]
    habits = _habits(families)
    verdicts = [v for family in families for v in judge(family, habits.get(family[0].part.family[:2]))]
    verdicts.sort(key=lambda v: (v.facts.part.start, -v.facts.part.end))
    good = [v for v in verdicts if _is_session(v, verdicts, where)]
    good += _told_of(verdicts, good)
    good.sort(key=lambda v: (v.facts.part.start, -v.facts.part.end))
    kept: list[Verdict] = []
    for verdict in good:
        around = [o for o in kept if o.facts.part.start < verdict.facts.part.start < o.facts.part.end]
        if not around or _stands_alone(verdict):
            kept.append(verdict)
    return kept


def _families(facts: Iterable[Facts]) -> list[list[Facts]]:
    """Part the facts into families; one or two headings of a level of their own join the most numerous level."""
    families: dict[tuple[object, ...], list[Facts]] = defaultdict(list)
    for one in facts:
        families[one.part.family].append(one)
    alone = [key for key, family in families.items() if key[0] == "item" and key[2] == 1 and len(family) == 1]
    if len(alone) > 2:  # pictures or paragraphs between the items of one list
        families["item", "alone"] = [facts for key in alone for facts in families.pop(key)]
    for how, keys in _short_lists(families).items():
        families["item", how] = [facts for key in keys for facts in families.pop(key)]
    for key in [key for key, family in families.items() if key[0] == "heading" and _on_days(family)]:
        families["heading", key[1], "days"] += families.pop(key)  # the days of one programme
    plain = [key for key, family in families.items() if key[0] == "heading" and any(map(_is_plain, family))]
    most = max(plain, key=lambda key: sum(map(_is_plain, families[key])), default=None)
    for key in plain:
        if most and key != most and len(families[key]) < 3 and all(map(_is_plain, families[key])):
            families[most] += families.pop(key)
    return list(families.values())


def _short_lists(
    families: Mapping[tuple[object, ...], Sequence[Facts]],
) -> dict[str, list[tuple[object, ...]]]:
    """Return how title lines are written -> the lists that write all of theirs so; one of them is short."""
    alike: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for key, family in families.items():
        if key[0] == "item" and not family[0].section.negative and (how := _written_alike(family)):
            alike[how].append(key)
    return {
        how: keys for how, keys in alike.items() if len(keys) > 1 and min(len(families[key]) for key in keys) < 3
    }


def _written_alike(family: Sequence[Facts]) -> str:
    """Return the one way in which all title lines of a family name people, the best of them for sure; or ""."""
    how = pattern_of(family).how if all(facts.title.readings for facts in family) else ""
    return how if how and all(facts.title.by(how) for facts in family) else ""


def _habits(families: Iterable[Sequence[Facts]]) -> dict[tuple[object, ...], Pattern]:
    """Return how the headings of each level name their speakers, by the largest family of the level that does."""
    found: dict[tuple[object, ...], Pattern] = {}
    for family in families:
        key = family[0].part.family[:2]
        if key[0] != "heading" or len(family) < 3:
            continue
        pattern = pattern_of(family)
        keynote = pattern.keynote or (key in found and found[key].keynote)
        if (pattern.how or keynote) and (key not in found or found[key].members < pattern.members):
            found[key] = pattern
        if key in found:
            found[key] = found[key]._replace(keynote=keynote)
    return found


def _on_days(family: Sequence[Facts]) -> bool:
    """Whether headings stand below one that names a day, a track or a room."""
    above = family[0].place[0] if family[0].place else NOWHERE
    says_more = above.kind or above.negative or session_words().impressions.search(above.text)
    return above.groups and not says_more


def _is_plain(facts: Facts) -> bool:
    """A heading that nothing above or below it explains."""
    return not facts.place and not facts.divided and not role(facts.part.line.text).groups


def _is_session(verdict: Verdict, verdicts: Sequence[Verdict], where: Places) -> bool:
    author = verdict.facts.override
    if author.prevented or author.name:
        return bool(author.name)
    return verdict.score >= ENOUGH and not _only_groups(verdict, verdicts, where)


def _told_of(verdicts: Sequence[Verdict], good: Sequence[Verdict]) -> list[Verdict]:
    """Headings that repeat an item of the agenda report on that session, though little else shows it."""
    agenda = [v for v in good if v.facts.part.shape in ("item", "row")]
    if not agenda:
        return []
    doubtful = [v for v in verdicts if v.facts.part.shape in ("heading", "bold") and -1 < v.score < ENOUGH]
    return [
        verdict
        for verdict in doubtful
        if not verdict.facts.override.prevented
        and any(same_title(verdict.facts.title.text, item.facts.title.text) for item in agenda)
    ]


def _only_groups(verdict: Verdict, verdicts: Sequence[Verdict], where: Places) -> bool:
    """A heading or item whose own words only gather, or that introduces better sessions below it."""
    part = verdict.facts.part
    inside = [v for v in verdicts if part.start < v.facts.part.start < part.end and v.score >= ENOUGH]
    if part.shape != "heading":
        return part.shape == "item" and bool(inside) and session_words().is_label(part.line.text)
    own = where.roles.get(part.block)
    if own and own.groups:
        single = own.kind not in ("", "talk", "workshop") and bool(part.prose or part.below)
        return not single or bool(inside)
    if verdict.reading or verdict.facts.title.kind:
        return False
    if len(inside) >= 2 and session_words().kind_of_many(part.line.text):
        return True
    if not part.prose and len([v for v in inside if _names_its_own(v)]) >= 2:
        return True  # a topic, and below it a list of talks on it
    strong = [v for v in inside if v.score >= verdict.score + (0 if v.facts.part.shape == "heading" else 0.5)]
    told = verdict.facts.section.kind and sum(len(text.split()) for text in part.prose) > 40
    return len(strong) >= 2 and not (told and all(v.facts.part.shape == "item" for v in strong))


def _names_its_own(verdict: Verdict) -> bool:
    """An item or row that has a title and its speaker, and more to show for a session than it needs."""
    listed = verdict.facts.part.shape in ("item", "row")
    return listed and verdict.score >= ENOUGH + 1 and verdict.reading is not None


def _stands_alone(verdict: Verdict) -> bool:
    """Inside a session, only what shows more than its surroundings is one of its own."""
    if verdict.facts.override.name:
        return True
    facts = verdict.facts
    if facts.part.shape == "item" and facts.part.whole and facts.section.kind and facts.section is facts.place[0]:
        return any(link.kind in MATERIALS for link in facts.near)  # "I bookmarked these talks:"
    if facts.part.shape == "heading":
        return verdict.score >= ENOUGH + 2 and bool(verdict.facts.title.kind or verdict.pattern.how)
    return False
