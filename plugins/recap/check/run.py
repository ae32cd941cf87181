"""From posts to findings."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from recap.check.post import Post
from recap.check.rule import Finding, Found, Rule, Site
from recap.check.table import is_meant

_COMMENT = re.compile(r"<!--\s*recap:\s*(ignore|ignore-file)\s+([^<>]*?)\s*-->")


@dataclass(frozen=True, slots=True)
class Ignored:
    """What a post's comments ask to be left unsaid."""

    everywhere: frozenset[str] = frozenset()
    """Words for rules: numbers, beginnings of numbers, names."""
    by_line: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """The same for single lines, counted from 1."""

    def silences(self, rule: Rule, line: int) -> bool:
        """Whether a rule is not to speak of a line."""
        words = self.everywhere | self.by_line.get(line, frozenset())
        return any(is_meant(rule, word) for word in words)


def ignored(post: Post) -> Ignored:
    """Return what the comments of a post say: `<!-- recap: ignore R041 -->`, `<!-- recap: ignore-file R041 -->`.

    The first is for the line that it stands on; alone on its line, for the next one that is not blank.
    """
    everywhere: set[str] = set()
    by_line: dict[int, frozenset[str]] = {}
    for number, line in enumerate(post.remarks, 1):
        for verb, rules in _COMMENT.findall(line):
            words = frozenset(re.split(r"[\s,]+", rules))
            if verb == "ignore-file":
                everywhere |= words
            else:
                meant = number if _COMMENT.sub("", line).strip() else _next_line(post, number)
                by_line[meant] = by_line.get(meant, frozenset()) | words
    return Ignored(frozenset(everywhere), by_line)


def _next_line(post: Post, number: int) -> int:
    after = enumerate(post.lines[number:], number + 1)
    return next((n for n, line in after if _COMMENT.sub("", line).strip()), number)


def check(site: Site, rules: Iterable[Rule]) -> list[Found]:
    """Return what the rules have to say of the posts, in the order of paths and lines, each thing once."""
    silent = {post.path: ignored(post) for post in site.judged}
    order = {post.path: place for place, post in enumerate(site.judged)}
    found = {(rule.number, finding.path, finding.line, finding.message): Found(rule=rule, finding=finding)
             for rule in rules for finding in rule.judge(site) if finding.path in order}  # fmt: skip

    def place(each: Found) -> tuple[int, int, str]:
        return order[each.finding.path], each.finding.line, each.rule.number

    return sorted((each for each in found.values() if not _is_silent(each, silent)), key=place)


def _is_silent(found: Found, silent: Mapping[str, Ignored]) -> bool:
    finding: Finding = found.finding
    return silent[finding.path].silences(found.rule, finding.line)
