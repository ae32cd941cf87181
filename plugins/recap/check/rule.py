"""What a rule is, what it is given, and what it says."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from recap.check.post import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change within one line of a post that mends a finding and does nothing else."""

    line: int
    """The line, counted from 1."""
    start: int
    """Where the old text begins in the line, counted from 0; a byte order mark does not count."""
    old: str
    """What stands there; an edit whose old text is not there is not made."""
    new: str
    """What takes its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a rule has to say."""

    path: str
    """The post, as it was asked for."""
    line: int
    """The line, counted from 1."""
    message: str
    """What is wrong, in plain words, without a final stop."""
    hint: str
    """What to do about it, without a final stop."""
    edit: Edit | None = None
    """What mends it, where that is safe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the published site has a recap."""

    title: str
    date: str
    """The day, as `2015-06-07`; "" when there was none."""
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that the rules look at."""

    posts: tuple[Post, ...]
    """The posts, in the order of their paths."""
    published: tuple[Address, ...] = ()
    """What the published site, or the last build of it, says of itself; empty where neither is known."""
    slugs: frozenset[str] = field(default_factory=frozenset)
    """The slugs of the site's posts, also of those that are not looked at."""
    content: Path | None = None
    """The folder that `{static}/...` is meant from; where it is not known nobody looks whether a file is there."""
    secure: frozenset[str] = field(default_factory=frozenset)
    """Addresses that begin with http:// and are known to answer at https:// as well."""
    rules: tuple["Rule", ...] = ()
    """The rules that the site's settings leave; empty for the usual ones."""
    only: Post | None = None
    """The post that is judged among the others; None: all are."""

    @property
    def judged(self) -> tuple[Post, ...]:
        """The posts that rules speak of; others are there to compare with."""
        return (self.only,) if self.only else self.posts


Judge = Callable[[Site], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its page is docs/rules/<number>.md."""

    number: str
    """`R` and three digits; once given, it is never given to another rule."""
    name: str
    """What it finds, as a slug."""
    judge: Judge
    default: bool = True
    """False for a rule that speaks only when it is selected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding and the rule that made it."""

    rule: Rule
    finding: Finding

    def __str__(self) -> str:
        found = self.finding
        return f"{found.path}:{found.line}: {self.rule.number} {found.message}; {found.hint}"


def each(judge: Callable[[Post], Iterable[Finding]]) -> Judge:
    """Return the rule that looks at one post after another."""

    def judge_all(site: Site) -> Iterator[Finding]:
        for post in site.judged:
            yield from judge(post)

    return judge_all
