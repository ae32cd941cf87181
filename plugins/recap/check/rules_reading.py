"""Rules about what keeps a post from being read or published: the door's own problems and warnings."""

from collections.abc import Iterator

from recap.check.post import Post
from recap.check.rule import Finding, Rule, each
from recap.errors import NO_DATE, Problem

NO_TITLE = "no title"
"""The door's message for a post without a title."""


def _finding(post: Post, problem: Problem) -> Finding:
    return Finding(path=post.path, line=problem.line or 1, message=problem.message, hint=problem.hint)


def not_utf8(post: Post) -> Iterator[Finding]:
    """Yield the byte that cannot be read."""
    if post.unreadable:
        yield _finding(post, post.unreadable)


def no_title(post: Post) -> Iterator[Finding]:
    """Yield the problem that there is no title."""
    yield from (_finding(post, each) for each in post.document.problems if each.message == NO_TITLE)


def no_date(post: Post) -> Iterator[Finding]:
    """Yield the problem that there is no date; pages need none."""
    if not post.page:
        yield from (_finding(post, each) for each in post.document.problems if each.message == NO_DATE)


def unreadable_date(post: Post) -> Iterator[Finding]:
    """Yield whatever else keeps the post from being published: a date that is none."""
    known = {NO_TITLE, NO_DATE}
    yield from (_finding(post, each) for each in post.document.problems if each.message not in known)


def front_matter_fault(post: Post) -> Iterator[Finding]:
    """Yield what of the front matter was not understood."""
    yield from (_finding(post, each) for each in post.document.warnings)


RULES = (
    Rule(number="R001", name="not-utf-8", judge=each(not_utf8)),
    Rule(number="R002", name="no-title", judge=each(no_title)),
    Rule(number="R003", name="no-date", judge=each(no_date)),
    Rule(number="R004", name="unreadable-date", judge=each(unreadable_date)),
    Rule(number="R005", name="front-matter-fault", judge=each(front_matter_fault)),
)
