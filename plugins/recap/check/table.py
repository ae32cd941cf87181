"""The table of the rules, and which of them are asked for."""

from collections.abc import Iterable
from difflib import get_close_matches

from recap.check import rules_front, rules_links, rules_names, rules_outline, rules_reading
from recap.check.rule import Rule
from recap.errors import Problem, RecapError

RULES: tuple[Rule, ...] = (
    *rules_reading.RULES,
    *rules_front.RULES,
    *rules_names.RULES,
    *rules_outline.RULES,
    *rules_links.RULES,
)
"""All rules, by number."""


class UnknownRule(RecapError):
    """A rule was asked for that does not exist."""


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Return the rules to run: those of `select`, or the usual ones, without those of `ignore`.

    Each word is a rule's name, its number, or the beginning of numbers: `R04`. Raises UnknownRule.
    """
    wanted = [rule for word in select for rule in matching(word)]
    unwanted = {rule.number for word in ignore for rule in matching(word)}
    usual = {rule.number for rule in wanted or RULES if wanted or rule.default}
    return tuple(rule for rule in RULES if rule.number in usual - unwanted)


def matching(word: str) -> list[Rule]:
    """Return the rules that a word means. Raises UnknownRule when there is none."""
    found = [rule for rule in RULES if is_meant(rule, word)]
    if not found:
        near = get_close_matches(word.casefold(), [rule.name for rule in RULES], n=1)
        hint = f"did you mean {near[0]!r}?" if near else "`recap check --rules` lists them all"
        raise UnknownRule(Problem(path="recap check", line=None, message=f"there is no rule {word!r}", hint=hint))
    return found


def is_meant(rule: Rule, word: str) -> bool:
    """Whether a word is a rule's name or number, or the beginning of its number."""
    word = word.strip()
    return rule.name == word.casefold() or (word[:1] in ("R", "r") and rule.number.startswith(word.upper()))
