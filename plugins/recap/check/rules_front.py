"""Rules about what stands above a post's body."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from recap.check.near import near
from recap.check.post import Post
from recap.check.rule import Address, Finding, Rule, Site, each
from recap.reading.front_matter import as_list, as_text
from recap.reading.front_matter.keys import HINT, NAMES, PROOF

_READ = tuple(sorted((PROOF | HINT | {"place"}) - {"layout", "permalink", "template", "translation"}))
"""What Recap and Pelican read. A key near to one of them is a slip of the pen."""


def misspelt_key(post: Post) -> Iterator[Finding]:
    """Yield the keys that look like a slip of the pen; others are for the theme, and none of our business."""
    for key, line in post.front.lines.items():
        meant = [] if key in NAMES else near(key, _READ)
        if meant and post.front.lines.keys().isdisjoint(meant):
            message = f"nothing reads the key {_shown(key)!r}"
            yield Finding(path=post.path, line=line, message=message, hint=f"did you mean {_shown(meant[0])!r}?")


def _shown(key: str) -> str:
    return key.replace("_", " ").capitalize()


def no_summary(post: Post) -> Iterator[Finding]:
    """Yield a recap without a summary of its own."""
    if not post.page and not post.is_draft and not as_text(post.front.values.get("summary")):
        hint = "write `Summary: ...`, one or two sentences"
        message = "no summary: lists and feeds show how the post begins"
        yield Finding(path=post.path, line=1, message=message, hint=hint)


def future_date(post: Post) -> Iterator[Finding]:
    """Yield a date that has not come yet, unless the post is a draft."""
    day = post.document.recap.date
    if day and day.date() > date.today() and not post.is_draft:
        message = f"the date {day.date().isoformat()} has not come yet"
        hint = "correct the year, or write `Status: draft`"
        yield Finding(path=post.path, line=post.front.lines.get("date", 1), message=message, hint=hint)


def changed_slug(site: Site) -> Iterator[Finding]:
    """Yield the recaps that the published site has at an address which none has any more, and none leads on from.

    A recap is the published one of its title and day; without such, the only one of its day on both sides.
    """
    slugs = site.slugs | {slug for post in site.posts for slug in (post.document.recap.slug, *_left(post))}
    known = {each.slug for each in site.published}
    gone = [each for each in site.published if each.slug not in slugs]
    moved = (post for post in site.posts if not post.is_draft and post.document.recap.slug not in known)
    new = [*moved] if gone else []
    for post in new:
        if old := _published(post, gone, new):
            line = post.front.lines.get("slug") or post.front.lines.get("title", 1)
            message = (
                f"its address was {old!r}, and is {post.document.recap.slug!r} now: links to the old one break"
            )
            hint = f"write `Slug: {old}`, or `Redirect_from: /{old}/`"
            yield Finding(path=post.path, line=line, message=message, hint=hint)


def _left(post: Post) -> Iterator[str]:
    """Yield the last parts of the addresses that readers are sent on from."""
    for key in ("redirect_from", "aliases"):
        for address in as_list(post.front.values.get(key)):
            yield PurePosixPath(address.removesuffix("index.html")).stem


def _published(post: Post, gone: Sequence[Address], new: Sequence[Post]) -> str:
    """Return the slug that a post was published with, or ""."""
    title, day = post.document.recap.title, _day(post)
    of_day = [each for each in gone if day and each.date == day]
    rivals = [other for other in new if _day(other) == day]
    of_title = [each for each in of_day if each.title == title]
    only = of_title or (of_day if len(of_day) == len(rivals) == 1 else [])
    return only[0].slug if only else ""


def _day(post: Post) -> str:
    day = post.document.recap.date
    return day.date().isoformat() if day else ""


RULES = (
    Rule(number="R010", name="misspelt-key", judge=each(misspelt_key)),
    Rule(number="R011", name="no-summary", judge=each(no_summary), default=False),
    Rule(number="R012", name="future-date", judge=each(future_date)),
    Rule(number="R013", name="changed-slug", judge=changed_slug),
)
