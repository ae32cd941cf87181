"""Rules for authors: each has a number, a name, one function, and a page in docs/rules/."""

from recap.check.rule import Edit, Finding, Found, Rule, Site
from recap.check.run import check
from recap.check.table import RULES, UnknownRule, chosen

__all__ = ["RULES", "Edit", "Finding", "Found", "Rule", "Site", "UnknownRule", "check", "chosen"]
