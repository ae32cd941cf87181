"""Where a part stands: what the headings and lead-ins above it say it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from recap.reading.names import SURE
from recap.reading.sessions.blocks import Block, Outline
from recap.reading.sessions.titles import read_title
from recap.reading.sessions.words import session_words

LONGEST_OPENING = 30
"""Words below a heading that announces its siblings; with more, it reports on something itself."""


class Role(NamedTuple):
    """What a heading or lead-in is for those below it."""

    text: str = ""
    kind: str = ""
    """The kind of session its words name, or ""."""
    groups: bool = False
    """It only gathers: "Talks", "Day 1", "My favourite sessions"."""
    negative: bool = False
    """It is about something else: food, the venue, what the author learned, tools."""


NOWHERE = Role()


@lru_cache(maxsize=1024)
def role(text: str) -> Role:
    """Say what a heading's text makes of what stands below it."""
    words = session_words()
    plain = text if text[:1].isalpha() else re.sub(r"^[\W\d_]+", "", text)
    if words.sections.search(text):
        return _section_role(text, plain)
    if words.negatives.search(plain):
        return Role(text, negative=_mostly_negative(plain))
    said = len(plain) < 30 and re.search(r"[^\W\d_]{2,}", plain)  # "Other", "More"
    return Role(text, negative=bool(said) and not _LETTERS.search(words.fillers.sub(" ", plain)))


_LETTERS = re.compile(r"[^\W\d_]{2,}|[\u3040-\u9fff\uac00-\ud7af]{2}")


def _section_role(text: str, plain: str) -> Role:
    """The role of a text that holds a word for sessions, days or tracks."""
    words = session_words()
    if _taken_from_sessions(plain):
        return Role(text, negative=True)
    kind, many = words.kind_in(text), words.kind_of_many(text)
    negative = not many and bool(words.negatives.search(plain)) and _mostly_negative(plain)
    if words.is_label(text):
        return Role(text, kind, groups=True, negative=negative and not kind)
    rest = words.unsaid(text)
    size = len(_LETTERS.findall(plain))
    mostly = len(rest) <= max(1, 0.4 * size)
    groups = bool(many or words.groups.search(text)) and mostly and size <= 10
    return Role(text, kind, groups and not negative, negative)


_FROM = re.compile(r"\s(?:\w+\s)?(?:in|from|during|aus|dans|en)\s")


def _taken_from_sessions(text: str) -> bool:
    """Whether a heading is of links, tools or books: "Tools mentioned in the talks"."""
    words = session_words()
    first = words.asides.match(text)
    return bool(first and words.negatives.match(text) and _FROM.match(text, first.end()))


def _mostly_negative(text: str) -> bool:
    words = session_words()
    introduced = words.introductions.match(text)
    if introduced and words.unsaid(text[introduced.end() :] + " day"):
        return False
    size = len(_LETTERS.findall(text))
    rest = words.unsaid(words.negatives.sub(" ", text) + " day")
    return len(rest) <= max(1, size // 3) if size <= 3 else len(rest) <= 0.34 * size


@dataclass(frozen=True, slots=True)
class Places:
    """The roles of all headings, and of the lead-ins of lists."""

    roles: dict[int, Role]
    """Block index of a heading -> its role."""
    above: dict[int, int]
    """Block index of a heading -> that of the one that governs it: its parent, or a grouping sibling before it."""
    lead_ins: dict[int, Role]
    """Number of a list -> the role of the line above it."""

    def of_heading(self, index: int) -> list[Role]:
        """The roles above a heading, the nearest first."""
        found: list[Role] = []
        seen: set[int] = set()
        at = self.above.get(index, -1)
        while at >= 0 and at not in seen:
            seen.add(at)
            found.append(self.roles[at])
            at = self.above.get(at, -1)
        return found

    def of_block(self, block: Block) -> list[Role]:
        """The roles above a block that is no heading: the lead-in of its list, its heading, the headings above."""
        found = [self.lead_ins[block.group]] if block.group in self.lead_ins else []
        if block.heading >= 0:
            found += [self.roles[block.heading], *self.of_heading(block.heading)]
        return found


def places(found: Outline) -> Places:
    """Read the roles of all headings and lead-ins of a post."""
    blocks = found.blocks
    roles = {i: _role_of(block) for i, block in enumerate(blocks) if block.shape == "heading" and block.lines}
    title = next(iter(roles), -1)
    if title >= 0 and roles[title].negative and sum(blocks[i].level <= blocks[title].level for i in roles) == 1:
        roles[title] = Role(roles[title].text)  # the post's own title says nothing of its parts
    return Places(roles, _governors(blocks, roles), _lead_ins(blocks))


def _role_of(block: Block) -> Role:
    found, plain = role(block.text), Role(block.text)
    if found == plain:
        return found
    reading = read_title(block.lines[0])
    if any(r.people.sure == SURE for r in reading.readings):
        return plain
    labelled = len(reading.text) < 0.8 * len(block.text) and not session_words().is_label(reading.text)
    return found._replace(groups=False) if labelled else found


def _governors(blocks: list[Block], roles: dict[int, Role]) -> dict[int, int]:
    """Let a grouping heading without deeper ones govern its siblings, up to the next that groups or ends it."""
    parents = {blocks[i].heading for i in roles}
    above: dict[int, int] = {}
    open_group: dict[tuple[int, int], int] = {}
    day = -1
    for i, found in roles.items():
        block = blocks[i]
        key = (block.level, block.heading)
        above[i] = block.heading
        if is_deeper_day(blocks, i):
            above[i] = blocks[block.heading].heading if block.heading >= 0 else -1
            day = i
            continue
        if day >= 0 and block.level < blocks[day].level and above[i] == above[day]:
            above[i] = day
        if i not in parents and _opens(blocks, i, found):
            open_group[key] = i
        elif found.groups or found.negative or i in parents:
            open_group.pop(key, None)
        elif key in open_group:
            above[i] = open_group[key]
    return above


def is_deeper_day(blocks: Sequence[Block], index: int) -> bool:
    """Whether a heading names a day and stands on a deeper level than what follows: "### Day 1", "## Keynote"."""
    after = index + 1
    if after >= len(blocks) or blocks[after].shape != "heading" or blocks[after].level >= blocks[index].level:
        return False
    return session_words().groups.search(blocks[index].text) is not None and role(blocks[index].text).groups


def _opens(blocks: list[Block], index: int, found: Role) -> bool:
    """A heading for many sessions with only a few words below it: its siblings are what it announces."""
    words = session_words()
    if not found.groups or not words.kind_of_many(found.text) or words.asides.search(found.text):
        return False
    inside = [b for b in blocks[index + 1 :] if b.start < blocks[index].end]
    short = sum(len(block.text.split()) for block in inside) <= LONGEST_OPENING
    return len(inside) <= 2 and short and all(block.shape == "paragraph" for block in inside)


def _lead_ins(blocks: list[Block]) -> dict[int, Role]:
    found: dict[int, Role] = {}
    begun: set[int] = set()
    for i, block in enumerate(blocks):
        if block.shape not in ("item", "row") or block.group in begun:
            continue
        begun.add(block.group)
        if block.shape == "item" and block.level > 1 and block.parent >= 0:
            text = blocks[block.parent].text
            before = role(text) if len(text.split()) <= 8 else NOWHERE
        else:
            before = _lead_in(blocks, i - 1) if i and blocks[i - 1].shape == "paragraph" else NOWHERE
        if before is not NOWHERE:
            found[block.group] = before
    return found


def _lead_in(blocks: list[Block], at: int) -> Role:
    """The role of the paragraph above a list: a bold label, or a last sentence that ends in a colon."""
    words = session_words()
    last = blocks[at].lines[-1]
    text = last.text.strip()
    bold = all(run.bold for run in last.runs if run.text.strip())
    sentences = re.split(r"(?<=[.!?])\s+", text)
    sentence = sentences[-1]
    short = len(blocks[at].lines) == 1 and len(text.split()) <= 8 and text[-1:].isalnum()
    if not (bold or text.endswith((":", "：")) or (short and words.kind_of_many(text))):
        return NOWHERE
    said = re.split(r"\s*[(（]", sentence)[0] or sentence
    if len(said.split()) > 30:
        return NOWHERE
    if len(sentences) > 1 and len(said.split()) <= 4 and (kind := words.kind_of_many(sentences[-2])):
        return Role(said.rstrip(":： "), kind, groups=True)  # "... a series of workshops. The topics were:"
    if _of_themes(said):
        return Role(said.rstrip(":： "), negative=True)
    judged = role(said)
    kind = judged.kind if judged.groups or bold else words.kind_of_many(said)
    if not kind and words.attended.search(said):
        kind = words.kind_in(text) or _kind_before(blocks, at)
    aside = not bold and words.asides.search(said) is not None
    if not (kind or judged.groups or aside or judged.negative) and _right_below(blocks, at):
        return NOWHERE
    return Role(said.rstrip(":： "), kind, bool(kind) or judged.groups, judged.negative or aside)


def _of_themes(said: str) -> bool:
    """Whether a lead-in announces thoughts and not the sessions it names: "Themes of the talks"."""
    words = session_words()
    theme, session = words.themes.search(said), words.sections.search(said)
    first = theme is not None and session is not None and theme.start() < session.start()
    return first and not words.attended.search(said)


def _right_below(blocks: list[Block], at: int) -> bool:
    """The paragraph is the first one below a heading that announces sessions: "In no order:"."""
    heading = blocks[at].heading
    return at > 0 and at - 1 == heading and role(blocks[heading].text).groups


def _kind_before(blocks: list[Block], at: int) -> str:
    """The kind that the paragraphs between the heading and a list speak of."""
    for block in reversed(blocks[max(0, at - 3) : at]):
        if block.shape != "paragraph" or block.heading != blocks[at].heading:
            return ""
        if kind := session_words().kind_in(block.text):
            return kind
    return ""
