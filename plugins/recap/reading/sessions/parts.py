"""Which parts of a post could be sessions: headings, bold and lead lines, list items, table rows.

Parts of the same shape form a family; whether a family holds sessions is decided for all its members together
(verdicts.py).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import bs4

from recap.reading.names import SURE
from recap.reading.people import people
from recap.reading.sessions import speakers
from recap.reading.sessions.blocks import Block, Line, Outline, Run
from recap.reading.sessions.ends import end_of_item, with_ends
from recap.reading.sessions.heads import head, lead_style
from recap.reading.sessions.labels import starts_with_clock
from recap.reading.sessions.materials import without_material
from recap.reading.sessions.overrides import override
from recap.reading.sessions.part import TIMED, Part
from recap.reading.sessions.speaker_headings import has_speaker_above, heading_family, names_speakers
from recap.reading.sessions.speakers import names_people
from recap.reading.sessions.title_forms import tells
from recap.reading.sessions.titles import read_title
from recap.reading.sessions.words import session_words

_CAPTION = re.compile(
    r"\W*(?:source|photo|picture|image|figure|credit|via|foto|bild|quelle|fuente)s?\b\s*[:(]", re.IGNORECASE
)
_ADDRESS = re.compile(r"\W*(?:\w+: )?(?:https?:|www\.)")
_LETTERS = re.compile(r"[^\W\d_]\w")


def parts(found: Outline) -> list[Part]:
    """Return all parts that could be sessions, in document order."""
    blocks = found.blocks
    made = [part for index, block in enumerate(blocks) for part in _parts_of(blocks, index, block)]
    made = [part for part in made if _LETTERS.search(part.title.text) or part.override.name]
    return with_ends(made, blocks)


def _parts_of(blocks: list[Block], index: int, block: Block) -> Iterator[Part]:
    """Yield the parts of one block; one with an attribute list of the author's is a part in any case."""
    if block.override.name and block.lines and block.shape != "heading":
        line = block.cells[0] if block.cells else block.lines[0]
        yield _part(blocks, index, "item", ("author", index), head(line, soft=True) or (line, ""))
        return
    if block.shape == "heading" and block.lines:
        if names_speakers(blocks, index) or has_speaker_above(blocks, index + 1):
            return
        line = without_material(_joined(block.lines), session_words())
        yield _part(blocks, index, "heading", heading_family(blocks, index), (line, ""))
    elif block.shape == "item":
        yield from _item(blocks, index, block)
    elif block.shape == "row":
        yield from _row(blocks, index, block)
    elif block.shape == "paragraph" and block.parent < 0:
        yield from _leads(blocks, index, block)


def _item(blocks: list[Block], index: int, block: Block) -> Iterator[Part]:
    if block.lines and (cut := head(without_material(block.lines[0], session_words()), soft=True)):
        yield _part(blocks, index, "item", ("item", block.group, block.level), cut)


def _row(blocks: list[Block], index: int, block: Block) -> Iterator[Part]:
    at = _title_column(block)
    if at < len(block.cells) and block.cells[at].text:
        yield _part(
            blocks, index, "row", ("row", block.group), (without_material(block.cells[at], session_words()), "")
        )


def _title_column(block: Block) -> int:
    words = session_words()
    for at, name in enumerate(block.head):
        if words.is_column(name, "title"):
            return at
    others = [
        at for at in range(len(block.cells)) if not words.is_column("".join(block.head[at : at + 1]), "speaker")
    ]
    if block.head and len(others) in (0, len(block.cells)):
        return len(block.cells)
    return max(others, key=lambda at: len(block.cells[at].text))


def _leads(blocks: list[Block], index: int, block: Block) -> Iterator[Part]:
    """Yield the lines of a paragraph that stand out: the first, and later ones that a name follows."""
    for at, written in enumerate(block.lines):
        line = without_material(written, session_words())
        style, share = lead_style(line)
        named_below = at + 1 < len(block.lines) and names_people(block.lines[at + 1])
        stands_out = share > 0.9 and bool(style) and (named_below or style == "bold")
        timed = line.tag is not block.tag and len(block.lines) > 1 and starts_with_clock(line.text)
        if at and not (timed or stands_out) and not (style == "bold" and _reads_as(line, block.lines[0])):
            continue
        if not (style or timed or named_below) and not _is_short_split(line, block):
            continue
        cut = head(line)
        if cut is None or _ADDRESS.match(written.text) or _CAPTION.match(line.text):
            continue
        if style and tells(cut[0].text):
            continue  # the beginning of a report in prose
        shape = "bold" if style == "bold" and not timed else "lead"
        whole = share > 0.9 or named_below or not style
        family = TIMED if timed else ("lead", "whole" if whole else style)
        tag, start = (line.tag, line.start) if at or timed else (block.tag, block.start)
        part = _part(blocks, index, shape, family, cut, tag=tag)
        yield replace(part, start=start, below=(*block.lines[at + 1 :], *part.below)[:8])


def _is_short_split(line: Line, block: Block) -> bool:
    """A plain paragraph of one short line that reads "Title - Speaker" for sure."""
    if (
        len(block.lines) > 1
        or len(line.text.split()) > 16
        or re.search(r"[。，、]|!\[", line.text)
        or line.text.endswith((".", ":", "!"))
    ):
        return False
    return _reads_surely(line)


def _reads_surely(line: Line) -> bool:
    return any(
        r.people.sure == SURE and r.how in ("last", "first", "newline", "by") for r in read_title(line).readings
    )


def _reads_as(line: Line, first: Line) -> bool:
    """Whether a line reads "Title - Speaker" for sure, or as the first line of its paragraph does for sure."""
    if _reads_surely(line):
        return True
    ways = {r.how for r in read_title(line).readings}
    return bool(ways) and any(r.people.sure == SURE and r.how in ways for r in read_title(first).readings)


def _joined(lines: tuple[Line, ...]) -> Line:
    """One line of several: a heading with hard breaks."""
    if len(lines) == 1:
        return lines[0]
    runs = tuple(run for line in lines for run in (*line.runs, Run("\n")))
    return Line(runs, " ".join(line.text for line in lines), lines[0].tag, lines[0].start)


def _part(
    blocks: list[Block],
    index: int,
    shape: str,
    family: tuple[object, ...],
    cut: tuple[Line, str],
    *,
    tag: bs4.Tag | None = None,
) -> Part:
    """Make a part of a block's title line and what follows on it, with the next few blocks of the part.

    `tag` marks it, where it is not the block's own.
    """
    block = blocks[index]
    author = override(tag) if tag else block.override
    line, rest = cut
    below = _labelled_speaker(rest, line) + (list(block.lines[1:]) if shape == "item" else [])
    prose: list[str] = [rest] if rest else []
    following = blocks[index + 1 : index + 9]
    if has_speaker_above(blocks, index):
        below += blocks[index - 1].lines
    if following and names_speakers(blocks, index + 1):
        below += following.pop(0).lines  # the speaker has a heading of their own below the title
    for other in following:
        if other.shape == "heading" or (shape in ("item", "row") and other.start >= block.end):
            break
        if other.shape == "row" and shape != "row" and _is_programme(other):
            continue
        below += other.lines
        if other.shape == "paragraph":
            prose.append(other.text)
    style, share = lead_style(line)
    return Part(
        tag=tag or block.tag,
        shape=shape,
        family=family,
        block=index,
        line=line,
        title=read_title(line, author.speakers or ()),
        override=author,
        rest=rest,
        start=block.start,
        end=end_of_item(blocks, index) if shape == "item" else block.end,
        below=tuple(below[:8]),
        prose=tuple(prose[:4]),
        whole=share > 0.9 and not rest,
        led=bool(style),
        row=block if shape == "row" else None,
    )


def _is_programme(row: Block) -> bool:
    """Whether a row's table has a column of titles or of speakers: they are those of the rows."""
    words = session_words()
    return any(words.is_column(name, what) for name in row.head for what in ("title", "speaker"))


def _labelled_speaker(rest: str, line: Line) -> list[Line]:
    """Return the "Speaker: X" that the source has on the line below a title, in the same paragraph.

    Names and no more than names, up to a full stop, do as well: "**Title.** X, Y. What they said".
    """
    first = rest.lstrip(" .;,–—-").split("\n", maxsplit=1)[0]
    labelled = session_words().speaker_labels.match(first)
    if not labelled or not re.match(r"\s*[:：]", first[labelled.end() :]):
        first = speakers.before_more(first).strip()
        named = people(first)
        if named.sure < SURE or first == rest.strip() or len(first) > sum(len(name) + 6 for name in named.names):
            return []
    return [Line((Run(first),), " ".join(first.split()), line.tag, line.start)]
