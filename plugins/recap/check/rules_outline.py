"""Rules about headings, sessions and lists."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bs4 import Tag

from recap.check.post import Post
from recap.check.rule import Finding, Rule, each
from recap.model import Section, Session
from recap.reading.annotate import HEADINGS
from recap.reading.markdown.lines import HEADING, QUOTE, RULE, UNDERLINE, list_marker
from recap.reading.sessions.words import session_words

_SHOWS = ["img", "iframe", "video", "audio", "embed", "pre", "table", "a"]
_WIDTH = 60
"""Columns within which nobody's editor breaks a line: such a break was meant."""


def skipped_level(post: Post) -> Iterator[Finding]:
    """Yield the headings that are deeper than the one before by more than a level."""
    for before, section in pairwise(_flat(post.document.recap.sections)):
        if section.level > before.level + 1:
            message = f"the heading {section.title!r} skips from level {before.level} to {section.level}"
            hint = f"write it with {'#' * (before.level + 1)}"
            yield Finding(path=post.path, line=section.line, message=message, hint=hint)


def misnested_session(post: Post) -> Iterator[Finding]:
    """Yield the sessions whose headings stand beside the heading that gathers them, others below one."""
    recap = post.document.recap
    sessions = {session.id for session in recap.sessions if session.id}
    flat = _flat(recap.sections)
    below = next((section for section in flat if _gathers(section, sessions)), None)
    gatherer: Section | None = None
    for before, section in pairwise(flat) if below else ():
        if _is_label(before, sessions) and not before.sections and section.level == before.level:
            gatherer = before
        if gatherer and (section.id not in sessions or section.level != gatherer.level):
            gatherer = None
        if gatherer and below:
            message = f"the session {section.title!r} stands beside the heading {gatherer.title!r}, not below it"
            hint = f"write it with {'#' * (section.level + 1)}, as the sessions below {below.title!r} are"
            yield Finding(path=post.path, line=section.line, message=message, hint=hint)


def _is_label(section: Section, sessions: Iterable[str]) -> bool:
    return section.id not in sessions and session_words().is_label(section.title)


def _gathers(section: Section, sessions: Iterable[str]) -> bool:
    return _is_label(section, sessions) and any(deeper.id in sessions for deeper in section.sections)


def _flat(sections: Iterable[Section]) -> list[Section]:
    return [each for section in sections for each in (section, *_flat(section.sections))]


def bare_session(post: Post) -> Iterator[Finding]:
    """Yield the sessions with a heading or bold line of their own and nothing below it, but for drafts."""
    for session in () if post.is_draft or post.page else post.document.recap.sessions:
        part = post.soup.find(id=session.id) if session.id else None
        if isinstance(part, Tag) and part.name in ("section", "p") and not _says_more(part, session):
            message = f"nothing is said of the session {session.title!r}, and nothing linked"
            hint = "write a sentence, add a link, or mark it {: .not-a-session }"
            yield Finding(path=post.path, line=session.line, message=message, hint=hint)


def _says_more(part: Tag, session: Session) -> bool:
    """Whether anything but title and speakers stands in a session's part, or after the line that it is."""
    if session.links or part.find(_SHOWS):
        return True
    if part.name == "section":
        head = part.find(HEADINGS)
        return bool(_left(part.get_text(" "), head.get_text(" ") if head else "", session))
    following = part.find_next_sibling(True)
    ends = not isinstance(following, Tag) or following.name in (*HEADINGS, "section") or _is_session(following)
    return not ends or bool(_left(part.get_text(" "), "", session))


def _is_session(tag: Tag) -> bool:
    return "session" in tag.get_attribute_list("class")


def _left(text: str, head: str, session: Session) -> str:
    """Return what a text says beside its heading, the session's title and its speakers."""
    for known in (head, session.title, *(speaker.name for speaker in session.speakers)):
        text = _folded(text).replace(_folded(known), "", 1)
    return "".join(letter for letter in text if letter.isalnum())


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def swallowed_paragraph(post: Post) -> Iterator[Finding]:
    """Yield the lines below a list item that were to be a paragraph of their own and became part of the item."""
    for number, (above, line) in enumerate(pairwise(post.prose), 2):
        if list_marker(above) and _runs_on(line) and _was_meant(above, line):
            message = "this line is part of the list item above it"
            hint = "leave a line blank between them, or indent it like the item's text"
            yield Finding(path=post.path, line=number, message=message, hint=hint)


def _runs_on(line: str) -> bool:
    """Whether a line goes on with the paragraph above it, though it is not indented."""
    block = HEADING.match(line) or RULE.match(line) or UNDERLINE.match(line) or QUOTE.match(line)
    return (
        bool(line[:1].strip()) and not block and not list_marker(line, interrupts=True) and line[0] not in "<|`~:{"
    )


def _was_meant(above: str, line: str) -> bool:
    """Whether the break before a line was typed for a new paragraph, not made by an editor that folds lines."""
    first = line.split(maxsplit=1)[0]
    begins = next((letter for letter in first if letter.isalnum()), "")
    folded = _WIDTH < len(above) + len(first) < 2 * _WIDTH
    return not folded and not begins.islower() and len(line) > _WIDTH and line[0] not in "([0123456789-+*"


RULES: Sequence[Rule] = (
    Rule(number="R020", name="skipped-level", judge=each(skipped_level)),
    Rule(number="R021", name="misnested-session", judge=each(misnested_session)),
    Rule(number="R022", name="bare-session", judge=each(bare_session)),
    Rule(number="R030", name="swallowed-paragraph", judge=each(swallowed_paragraph)),
)
