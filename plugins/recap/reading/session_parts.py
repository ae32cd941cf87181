"""Which parts of a post could be sessions: headings, bold and lead lines, list items, table rows.

Parts of the same shape form a family; whether a family holds sessions is decided for all its members together
(session_evidence.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import bs4

from recap.reading.names import SURE, people
from recap.reading.outline import Block, Line, Outline, Run
from recap.reading.session_overrides import override
from recap.reading.session_titles import TitleLine, read_title, tells
from recap.reading.session_words import session_words

LONGEST_TITLE = 28
"""In words. A line that runs on longer is prose, whatever it begins with."""
_SENTENCE_END = re.compile(r"(?<=[\w)\"”’*])[.!?。！？:：](?=\s|$)|。|：|\s[—–-]\s")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CAPTION = re.compile(
    r"\W*(?:source|photo|picture|image|figure|credit|via|foto|bild|quelle|fuente)s?\b\s*[:(]", re.I
)
_QUOTE_OPENS = '“"«»„「『《'


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """A part of the post that a session could be."""

    tag: bs4.Tag
    shape: str
    """`heading`, `bold` (a line that opens bold), `lead` (a line that opens otherwise set off), `item` or `row`."""
    family: tuple[object, ...]
    """Parts with the same value are judged together."""
    block: int
    """The index of its block in the outline."""
    line: Line
    """Its title line; of a line that runs on into prose only the beginning."""
    rest: str
    """What follows on the same line."""
    start: int
    end: int
    below: tuple[Line, ...]
    """The next few lines of the part."""
    prose: tuple[str, ...]
    """The texts of its first paragraphs, for what they say of the speaker."""
    row: Block | None = None
    """Of a table row: its block."""
    whole: bool = False
    """The whole line is set off: one link, or bold from end to end."""
    led: bool = False
    """The line opens with words that are set off."""

    @cached_property
    def title(self) -> TitleLine:
        """The title line, read."""
        return read_title(self.line)

    @cached_property
    def text(self) -> str:
        """The first words of the part below its title, some 700 characters."""
        return " ".join([self.rest, *(line.text for line in self.below), *self.prose])[:900]


def parts(found: Outline) -> list[Part]:
    """Return all parts that could be sessions, in document order."""
    blocks = found.blocks
    made = [part for index, block in enumerate(blocks) for part in _parts_of(blocks, index, block)]
    made = [part for part in made if re.search(r"[^\W\d_]\w", part.title.text)]
    return _with_ends(made, blocks)


def _parts_of(blocks: list[Block], index: int, block: Block) -> Iterator[Part]:
    """Yield the parts of one block; one with an attribute list of the author's is a part in any case."""
    if override(block.tag).name and block.lines and block.shape != "heading":
        line = block.cells[0] if block.cells else block.lines[0]
        yield _part(blocks, index, "item", ("author", index), line, "", block.end)
        return
    if block.shape == "heading" and block.lines:
        line = _joined(block.lines)
        yield _part(blocks, index, "heading", ("heading", block.level, block.heading), line, "", block.end)
    elif block.shape == "item":
        yield from _item(blocks, index, block)
    elif block.shape == "row":
        yield from _row(blocks, index, block)
    elif block.shape == "paragraph" and block.parent < 0:
        yield from _leads(blocks, index, block)


def _item(blocks: list[Block], index: int, block: Block) -> Iterator[Part]:
    if block.lines and (cut := head(block.lines[0], soft=True)):
        line, rest = cut
        yield _part(blocks, index, "item", ("item", block.group), line, rest, block.end)


def _row(blocks: list[Block], index: int, block: Block) -> Iterator[Part]:
    at = _title_column(block)
    if at < len(block.cells) and block.cells[at].text:
        yield _part(blocks, index, "row", ("row", block.group), block.cells[at], "", block.end)


def _title_column(block: Block) -> int:
    columns = session_words().columns["title"]
    for at, name in enumerate(block.head):
        if name.casefold().strip(" :") in columns:
            return at
    return (
        len(block.cells) if block.head else max(range(len(block.cells)), key=lambda at: len(block.cells[at].text))
    )


def _leads(blocks: list[Block], index: int, block: Block) -> Iterator[Part]:
    """Yield the lines of a paragraph that stand out: the first, and later ones that a name follows."""
    for at, line in enumerate(block.lines):
        style, share = _lead_style(line)
        named_below = at + 1 < len(block.lines) and _is_names(block.lines[at + 1])
        if at and not (style and share > 0.9 and (named_below or style == "bold")):
            continue
        if not style and not named_below and not _is_short_split(line, block):
            continue
        cut = head(line)
        if cut is None or re.match(r"\W*(?:https?:|www\.)", cut[0].text) or _CAPTION.match(line.text):
            continue
        if style and tells(cut[0].text):
            continue  # the beginning of a report in prose
        shape = "bold" if style == "bold" else "lead"
        whole = share > 0.9 or named_below or not style
        family = ("lead", "whole" if whole else style)
        part = _part(blocks, index, shape, family, cut[0], cut[1], block.end)
        below = (*block.lines[at + 1 :], *part.below)[:8]
        tag, start = (block.tag, block.start) if at == 0 else (line.tag, line.start)
        yield replace(part, tag=tag, start=start, below=below)


def _is_short_split(line: Line, block: Block) -> bool:
    """A plain paragraph of one short line that reads "Title - Speaker" for sure."""
    if (
        len(block.lines) > 1
        or len(line.text.split()) > 16
        or re.search(r"[。，、]|!\[", line.text)
        or line.text.endswith((".", ":", "!"))
    ):
        return False
    return any(
        r.people.sure == SURE and r.how in ("last", "first", "newline", "by") for r in read_title(line).readings
    )


def _is_names(line: Line) -> bool:
    text = re.sub(r"^[^\w\"“]+", "", line.text)
    by = session_words().by.match(text) or session_words().speaker_labels.match(text)
    return len(line.text.split()) <= 14 and people(text[by.end() :].lstrip(" :") if by else text).sure > 0


def _lead_style(line: Line) -> tuple[str, float]:
    """Return how a line opens (bold, link, em, quote, or "") and the share of it in that style."""
    runs = [run for run in line.runs if run.text.strip()]
    if not runs:
        return "", 0.0
    first = runs[0]
    if re.match(r"\*\*\S.*\*\*\W*$", line.text):  # meant bold: `**Title **` shows its asterisks
        return "bold", 1.0
    style = "bold" if first.bold else "link" if first.url else "em" if first.em else ""
    if not style:
        return ("quote", 0.5) if line.text[0] in _QUOTE_OPENS and len(line.text) > 12 else ("", 0.0)
    inside = sum(len(run.text) for run in _leading(runs, style))
    return style, inside / max(1, sum(len(run.text.strip(" .:")) for run in runs))


def _leading(runs: list[Run], style: str) -> list[Run]:
    flags = {"bold": lambda run: run.bold, "link": lambda run: bool(run.url), "em": lambda run: run.em}
    taken: list[Run] = []
    for run in runs:
        if not flags[style](run):
            break
        taken.append(run)
    return taken


def head(line: Line, *, soft: bool = False) -> tuple[Line, str] | None:
    """Cut a line into the words that could be a title with its speakers, and the prose after them.

    None when it is prose from its first word on. With `soft`, words that are set off count as a title also where
    the sentence goes on behind them ("[thing](...) is a tool").
    """
    raw = "".join(run.text for run in line.runs)
    style, share = _lead_style(line)
    if style in ("bold", "link") and any(run.em for run in line.runs) and read_title(line).by("styled"):
        return line, ""
    if soft and (told := tells(raw)):
        return _cut(line, told), raw[told:].strip()
    if soft and share <= 0.9 and (subject := _subject(line, style, raw)):
        return _cut(line, subject), raw[subject:].strip()
    if style in ("bold", "link", "em") and (led := _broken_after(line, style, raw)):
        return _cut(line, led), raw[led:].strip()
    if share > 0.9 or (len(raw.split()) <= LONGEST_TITLE and not _runs_on(raw)):
        return (line, "") if len(raw.split()) <= 2 * LONGEST_TITLE else None
    end = _lead_end(line, style, raw)
    if (
        end is not None
        and style
        and re.match(r"\s*[^\W\d_A-Z]", raw[end:])
        and not _SPACELESS.match(raw[end:].strip())
    ):
        return None  # the beginning of a sentence
    if end is None or len(raw[:end].split()) > LONGEST_TITLE:
        return None
    return _cut(line, end), raw[end:].strip()


def _runs_on(raw: str) -> bool:
    """A full stop with more behind it: the line is prose, or a title with prose behind it."""
    stop = re.search(r"(?<=[\w)\"”’])[.!?](?=\s+[A-Z\"“(])|[。！？](?=.)", raw.strip())
    return stop is not None or (len(raw.split()) > 16 and re.search(r"(?<=\w{4})[:：]\s", raw.strip()) is not None)


def _lead_end(line: Line, style: str, raw: str) -> int | None:
    """Return where the title part of a line that runs on into prose ends."""
    if style:
        opening = len(raw) - len(raw.lstrip())
        led = _leading_length(line, style) if style != "quote" else _quote_length(raw)
        return _with_names(raw, opening, led) if led else None
    match = _SENTENCE_END.search(raw, 12)
    if match and len(raw[: match.start()].split()) <= 16:
        return match.start()
    return None


def _leading_length(line: Line, style: str) -> int:
    total, begun = 0, False
    flags = {"bold": lambda run: run.bold, "link": lambda run: bool(run.url), "em": lambda run: run.em}
    for run in line.runs:
        if not flags[style](run) and (run.text.strip() or begun):
            break
        begun = begun or bool(run.text.strip())
        total += len(run.text)
    return total


def _quote_length(raw: str) -> int:
    match = re.match(r"\s*[“\"«»„「『《][^“”\"«»„「『《』」》]{4,120}[”\"»«“」』》]", raw)
    return match.end() if match else 0


def _subject(line: Line, style: str, raw: str) -> int:
    """Return where the subject of a sentence ends: "[thing](...) is a tool", "Thing is a tool"; 0 for other lines."""
    end = _leading_length(line, style) if style in ("bold", "link", "em") else 0
    if end:
        verb = re.match(r"\s*([a-zà-ÿ]{2,})\s", raw[end:])
        joins = (
            verb
            and session_words().by.match(verb[1]) is None
            and session_words().by_perhaps.match(verb[1]) is None
        )
        return end if joins and len(raw[:end].split()) <= 12 else 0
    match = re.match(r"\s*(?:The\s+|In\s+)?(.{2,40}?)\s+(?:is|was|are)\s+(?:a|an|the)\s", raw)
    return match.end(1) if match and len(match[1].split()) <= 4 else 0


def _broken_after(line: Line, style: str, raw: str) -> int:
    """Return where set-off words end that a line break of the source, or a colon, parts from what follows; or 0."""
    led = _leading_length(line, style)
    after = raw[led:]
    if re.match(r"\s*(?:\([^()]*\))?\s*:\s+\w", after) and not people(raw[:led].strip(" :")).sure:
        return led + (len(m.group()) if (m := re.match(r"\s*\([^()]*\)", after)) else 0)
    if not re.match(r"[ \t]*\n", after):
        return 0
    text = after.strip()
    named = session_words().by.match(text) or people(text.split("\n")[0]).sure or people(raw[:led].strip()).sure
    return 0 if named else led


def _with_names(raw: str, opening: int, led: int) -> int:
    """Lengthen a set-off beginning by the names or the title that a separator joins to it."""
    after = raw[led:]
    cut = re.search(r"(?<=[\w)\"”’*]{2})[.:!?](?=\s|$)|[。：]", after)
    chunk = after[: cut.start()] if cut else after
    stop = re.search(r"(?<=[\w)\"”’*]{2})[.!?](?=\s|$)|。", after)
    title = after[: stop.end() if stop and stop.group() in "!?" else stop.start()] if stop else after
    words = session_words()
    by = words.by.match(chunk.strip())
    if by:
        names = _until_break(chunk[chunk.index(by.group()) + len(by.group()) :])
        if people(names).sure:
            return led + chunk.index(by.group()) + len(by.group()) + len(names)
    bracket = re.match(r"\s*\(([^()]{3,60})\)", chunk)
    if bracket and people(bracket[1]).sure:
        return led + bracket.end()
    joint = re.match(r"\s*[-–—|:,]\s+", chunk) or re.match(r"\s*[-–—|:,]\s*$", raw[opening:led][-3:])
    lead_is_person = people(raw[opening:led].strip(" -–—:,")).sure > 0
    if joint and lead_is_person and len(title.split()) <= 18:
        return led + len(title)
    names = _until_break(chunk[joint.end() :]) if joint else ""
    return led + joint.end() + len(names) if joint and names and people(names).sure == SURE else led


def _until_break(text: str) -> str:
    return re.split(r"\s[-–—|]\s|[(;\[]|,\s+(?=[a-z])", text)[0]


def _cut(line: Line, end: int) -> Line:
    """Return the line's first `end` characters as a line."""
    runs: list[Run] = []
    for run in line.runs:
        if end <= 0:
            break
        runs.append(run._replace(text=run.text[:end]))
        end -= len(run.text)
    return Line(tuple(runs), " ".join("".join(run.text for run in runs).split()), line.tag, line.start)


def _joined(lines: tuple[Line, ...]) -> Line:
    """One line of several: a heading with hard breaks."""
    if len(lines) == 1:
        return lines[0]
    runs = tuple(run for line in lines for run in (*line.runs, Run("\n")))
    return Line(runs, " ".join(line.text for line in lines), lines[0].tag, lines[0].start)


def _part(
    blocks: list[Block], index: int, shape: str, family: tuple[object, ...], line: Line, rest: str, end: int
) -> Part:
    block = blocks[index]
    below: list[Line] = list(block.lines[1:]) if shape == "item" else []
    prose: list[str] = [rest] if rest else []
    for at in range(index + 1, min(index + 9, len(blocks))):
        other = blocks[at]
        if other.shape == "heading" or (shape in ("item", "row") and other.start >= end):
            break
        below += other.lines
        if other.shape == "paragraph":
            prose.append(other.text)
    return Part(
        tag=block.tag, shape=shape, family=family, block=index, line=line, rest=rest, start=block.start, end=end,
        below=tuple(below[:8]), prose=tuple(prose[:4]),
        whole=_lead_style(line)[1] > 0.9 and not rest,
        led=bool(_lead_style(line)[0]),
        row=block if shape == "row" else None,
    )  # fmt: skip


def _with_ends(made: list[Part], blocks: list[Block]) -> list[Part]:
    """Let a lead line's part run to the next lead line of its family or to the next heading."""
    headings = [block.start for block in blocks if block.shape == "heading"] + [10**9]
    done: list[Part] = []
    for at, part in enumerate(made):
        if part.family[0] != "lead":
            done.append(part)
            continue
        nexts = (
            other.start for other in made[at + 1 :] if other.family[0] == "lead" and other.family == part.family
        )
        next_lead = next(nexts, 10**9)
        next_heading = next(start for start in headings if start > part.start)
        done.append(replace(part, end=min(next_lead, next_heading)))
    return _last_like_others(done, blocks)


def _last_like_others(made: list[Part], blocks: list[Block]) -> list[Part]:
    """The last lead line before a heading or the end holds no more paragraphs than the longest of the others."""
    lengths: dict[tuple[object, ...], int] = {}
    for at, part in enumerate(made):
        if part.family[0] == "lead" and any(
            o.family == part.family and o.start == part.end for o in made[at + 1 :]
        ):
            inside = sum(part.start < block.start < part.end for block in blocks[part.block :])
            lengths[part.family] = max(lengths.get(part.family, 0), inside)
    done: list[Part] = []
    for part in made:
        most = lengths.get(part.family)
        if part.family[0] == "lead" and most is not None:
            inner = [block for block in blocks[part.block + 1 :] if part.start < block.start < part.end]
            if len(inner) > most:
                part = replace(part, end=inner[most].start)
        done.append(part)
    return done
