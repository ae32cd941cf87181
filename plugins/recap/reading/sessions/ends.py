"""Where a part ends: at the next of its kind, at a heading, behind what belongs to a list of one item."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from recap.reading.sessions.blocks import Block
from recap.reading.sessions.part import TIMED, Part
from recap.reading.sessions.speakers import names_people

_NOWHERE = 10**9


def end_of_item(blocks: list[Block], index: int) -> int:
    """Return where an item's part ends: behind the pictures and players that follow a list of this item alone."""
    block = blocks[index]
    after = next((at for at in range(index + 1, len(blocks)) if blocks[at].start >= block.end), len(blocks))
    alone = block.level == 1 and (not index or blocks[index - 1].group != block.group)
    if not alone or (after < len(blocks) and blocks[after].group == block.group):
        return block.end
    last = blocks[block.heading].end if block.heading >= 0 else block.end
    return blocks[after].start if after < len(blocks) else last


def with_ends(made: list[Part], blocks: list[Block]) -> list[Part]:
    """Let a lead line's part run to the next lead line of its family or to the next heading.

    The last one before a heading or the end holds no more blocks than the longest of the others.
    """
    starts = [block.start for block in blocks]
    headings = [block.start for block in blocks if block.shape == "heading"]
    next_lead: dict[tuple[object, ...], int] = {}
    longest: dict[tuple[object, ...], int] = {}
    ended: list[Part] = []
    for part in reversed(made):
        if part.family[0] == "lead":
            lead = next_lead.get(part.family, _NOWHERE)
            at = bisect_right(headings, part.start)
            part_end = min(lead, headings[at] if at < len(headings) else _NOWHERE)
            next_lead[part.family] = part.start
            if part_end == lead:
                inside = bisect_left(starts, part_end) - bisect_right(starts, part.start)
                longest[part.family] = max(longest.get(part.family, 0), inside)
            ended.append(replace(part, end=part_end))
        else:
            ended.append(part)
    ended = [_no_longer(part, longest.get(part.family), starts) for part in reversed(ended)]
    return _without_lines_of_next(ended, blocks)


def _without_lines_of_next(made: list[Part], blocks: list[Block]) -> list[Part]:
    """Leave a bold title, or a line of a timetable, what stands below it as far as the next one."""
    ends = {
        "bold": [part.start for part in made if part.shape == "bold" and not names_people(part.line)],
        "lead": [part.start for part in made if part.family == TIMED],
    }
    return [
        _up_to(part, _next(ends[part.shape], part.start), blocks)
        if part.shape == "bold" or part.family == TIMED
        else part
        for part in made
    ]


def _up_to(part: Part, end: int, blocks: list[Block]) -> Part:
    beyond = {block.text for block in blocks[part.block + 1 : part.block + 9] if block.end > end}
    return replace(
        part,
        below=tuple(line for line in part.below if line.start < end),
        prose=tuple(text for text in part.prose if text not in beyond),
    )


def _next(starts: list[int], start: int) -> int:
    at = bisect_right(starts, start)
    return starts[at] if at < len(starts) else _NOWHERE


def _no_longer(part: Part, most: int | None, starts: list[int]) -> Part:
    """Cut a part off behind so many blocks; None leaves it as it is."""
    if most is None:
        return part
    after = bisect_right(starts, part.start) + most
    return replace(part, end=min(part.end, starts[after])) if after < len(starts) else part
