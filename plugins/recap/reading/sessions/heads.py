"""The head of a line: the words that could be a title with its speakers, cut from the prose behind them."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from recap.reading.names import MAYBE, SURE
from recap.reading.people import people
from recap.reading.sessions.blocks import Line, Run
from recap.reading.sessions.labels import CLOCK, EMOJI, SPLIT, cuts_of, tail_of
from recap.reading.sessions.name_shapes import NAME
from recap.reading.sessions.speakers import behind
from recap.reading.sessions.title_forms import tells
from recap.reading.sessions.titles import read_title
from recap.reading.sessions.words import session_words

LONGEST_TITLE = 28
"""In words. A line that runs on longer is prose, whatever it begins with."""

_STYLES: Mapping[str, Callable[[Run], bool]] = {
    "bold": lambda run: run.bold,
    "link": lambda run: bool(run.url),
    "em": lambda run: run.em,
}
"""How words are set off -> whether a stretch is."""

_SHORTENED = r"(?<!\b[A-Z]\.)(?<!\b[vV]s.)(?<!\b[DMS][rst].)(?<!\b[Nn]o.)(?<!\betc.)"
"""Behind a stop: no abbreviation ended here; that of "vs. Reality" or "A. B. Clarke" is none."""
_SENTENCE_END = re.compile(
    rf"[.!?。！？:：\s](?:(?<=[\w)\"”’*][.!?。！？:：]){_SHORTENED}(?=\s|$)|(?<=[。：])|(?<=\s)[—–-]\s)"
)
_FULL_STOP = re.compile(
    rf"[.!?。！？](?:(?<=[\w)\"”’][.!?]){_SHORTENED}(?=\s+(?:[A-Z\"“]|\((?![^()]{{1,30}}\)$)))|(?<=[。！？])(?=.))"
)
_ENDS_NAMES = re.compile(rf"[.:!?。：](?:(?<=[\w)\"”’*]{{2}}[.:!?]){_SHORTENED}(?=\s|$)|(?<=[。：]))")
_ENDS_TITLE = re.compile(rf"[.!?。](?:(?<=[\w)\"”’*]{{2}}[.!?]){_SHORTENED}(?=\s|$)|(?<=。))")
_COLON = re.compile(r"(?<=\w{4})[:：]\s")
_STARTS_SMALL = re.compile(r"\s*[^\W\d_A-Z\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SMALL_WORD = re.compile(r"\s*([a-zà-ÿ]{2,})\s")
_IS_SOMETHING = re.compile(r"\s*(?:The\s+|In\s+)?(.{2,40}?)\s+(?:is|was|are)\s+(?:a|an|the)\s")
_MEANT_BOLD = re.compile(r"\*\*\S.*\*\*\W*$")
_NAMES = re.compile(rf"\s*{NAME.pattern}(?:\s*(?:,|and|&|und|et|y|e)\s+{NAME.pattern})*")
_SYMBOL = re.compile(r"\s*[■□●◆◇▼▽▶►▷◎♦❖]\s*[^\W\d_]")
"""A line that a geometric mark sets off."""
_BEFORE_STYLE = re.compile(rf"\s*(?:[{EMOJI}][{EMOJI}\ufe0f\u200d\s]*|{CLOCK}\s*(?:[-–—:|]\s*)?)?")
"""What may stand before words that are set off: little pictures, a time of day."""
_GOES_ON = re.compile(r"(?:[,&+/]|\b(?:and|und|et|y|e|en))\s*$")
_QUOTE_OPENS = '“"«»„「『《'
_CLOCK_FIRST = re.compile(rf"{CLOCK}\s*(?:[-–—:|]\s*)?(?=[{_QUOTE_OPENS}])")
_QUOTED = re.compile(r"\s*[“\"«»„「『《][^“”\"«»„「『《』」》]{4,120}[”\"»«“」』》]")
_QUOTED_BESIDE = re.compile(rf"(?:['’]s)?(?P<label>\s+\w[\w ]{{2,24}}?)?[,:]?{_QUOTED.pattern}")
"""A title in quotation marks beside a name, with "closing keynote" between them."""


def lead_style(line: Line) -> tuple[str, float]:
    """Return how a line opens (bold, link, em, quote, or "") and the share of it in that style."""
    runs = [run for run in line.runs if run.text.strip()]
    if len(runs) > 1 and _BEFORE_STYLE.fullmatch(runs[0].text):
        runs = runs[1:]
    if not runs:
        return "", 0.0
    if line.text.startswith("**") and _MEANT_BOLD.match(line.text):  # `**Title **` shows its asterisks
        return "bold", 1.0
    first = runs[0]
    style = "bold" if first.bold else "link" if first.url else "em" if first.em else ""
    if not style and not line.text.isascii() and _SYMBOL.match(line.text):
        return "symbol", 1.0
    if not style:
        quoted = len(line.text) > 12 and line.text[_before_quote(line.text)] in _QUOTE_OPENS
        return ("quote", 0.5) if quoted else ("", 0.0)
    inside = len("".join(run.text for run in line.runs)[: _leading_length(line, style)].strip())
    return style, inside / max(1, sum(len(run.text.strip(" .:")) for run in runs))


def _before_quote(text: str) -> int:
    """Return the length of a time of day that stands before a quotation; 0 elsewhere."""
    match = _CLOCK_FIRST.match(text) if text[:1].isdecimal() else None
    return match.end() if match else 0


def head(line: Line, *, soft: bool = False) -> tuple[Line, str] | None:
    """Cut a line into the words that could be a title with its speakers, and the prose after them.

    None when it is prose from its first word on. With `soft`, words that are set off count as a title also where
    the sentence goes on behind them ("[thing](...) is a tool"), and so does what a sentence says of its speaker.
    """
    raw = "".join(run.text for run in line.runs)
    style, share = lead_style(line)
    if style in ("bold", "link") and any(run.em for run in line.runs) and read_title(line).by("styled"):
        return line, ""
    end = _soft_end(line, style, share, raw) if soft else 0
    end = end or _broken_after(line, style, raw) or _named_before_remark(line, style, share, raw)
    end = end or _before_by(line, style, raw)
    if end:
        return _cut(line, end), raw[end:].strip()
    if share > 0.9 or (len(raw.split()) <= LONGEST_TITLE and not (_runs_on(raw) and not _ends_in_names(raw))):
        return (line, "") if len(raw.split()) <= 2 * LONGEST_TITLE else None
    end = _lead_end(line, style, raw)
    if not end or len(raw[:end].split()) > LONGEST_TITLE:
        return None
    named = style in _STYLES and end > _leading_length(line, style)
    if style and not named and _STARTS_SMALL.match(raw[end:]):
        return None
    return _cut(line, end), raw[end:].strip()


_HANDLE = re.compile(r"\s+@\w[\w.]*\w")
_CLAUSE = re.compile(r"[,:]\s")


def _before_by(line: Line, style: str, raw: str) -> int:
    """Return where a linked title ends that "(video) by X, who told us ..." follows; 0 for other lines."""
    end = _leading_length(line, style) if style == "link" else 0
    clauses = _CLAUSE.split(raw[end:], maxsplit=1) if end else ()
    goes_on = len(clauses) > 1 and len(clauses[1].split()) > 4 and not people(clauses[1]).names
    return end if goes_on and behind(raw[end:]).names else 0


def _soft_end(line: Line, style: str, share: float, raw: str) -> int:
    return tells(raw) or (_subject(line, style, raw) or _before_remark(style, raw) if share <= 0.9 else 0)


_REMARK = re.compile(r"\s+(?:[—–-]\s+(?=[a-zà-ÿ])|\((?=[a-zà-ÿ][^()]{24,}\)\s*$))")


def _before_remark(style: str, raw: str) -> int:
    """Return where a plain title ends that a remark follows: "Knives (not so good)", "Knives — a fine lecture"."""
    match = None if style else _REMARK.search(raw)
    title, remark = (raw[: match.start()], raw[match.end() :]) if match else ("", "")
    long_enough = 0 < len(title.split()) <= 14 and len(remark.split()) >= 5
    return len(title) if long_enough and not people(remark).sure and "(" not in title else 0


def _runs_on(raw: str) -> bool:
    """A full stop with more behind it: the line is prose, or a title with prose behind it."""
    text = raw.strip()
    return bool(_FULL_STOP.search(text)) or (len(text.split()) > 16 and bool(_COLON.search(text)))


def _ends_in_names(raw: str) -> bool:
    """Whether a line without a full stop is a title all the same: a dash or brackets part it from its speakers."""
    if _FULL_STOP.search(raw.strip()):
        return False
    cuts, tail = cuts_of(raw), tail_of(raw)
    if cuts and people(raw[cuts[-1].end() :]).sure:
        return True
    return tail is not None and people(tail["inside"]).sure > 0


def _lead_end(line: Line, style: str, raw: str) -> int:
    """Return where the title part of a line that runs on into prose ends; 0 where there is none."""
    if style:
        quoted = _QUOTED.match(raw, _before_quote(raw)) if style == "quote" else None
        led = (quoted.end() if quoted else 0) if style == "quote" else _leading_length(line, style)
        return _with_names(raw, led) if led else 0
    match = _SENTENCE_END.search(raw, 12)
    return match.start() if match and len(raw[: match.start()].split()) <= 16 else 0


def _leading_length(line: Line, style: str) -> int:
    """Return how many characters at the line's beginning are in that style."""
    total, begun = 0, False
    for run in line.runs:
        styled = _STYLES[style](run)
        if not styled and (begun or not _BEFORE_STYLE.fullmatch(run.text)):
            break
        begun = begun or styled
        total += len(run.text)
    return total


def _subject(line: Line, style: str, raw: str) -> int:
    """Return where a sentence's subject ends: "[thing](...) is a tool", "Thing is a tool"; 0 for other lines."""
    end = _leading_length(line, style) if style in _STYLES else 0
    if not end:
        match = _IS_SOMETHING.match(raw)
        return match.end(1) if match and len(match[1].split()) <= 4 and not _ends_in_names(raw) else 0
    verb = _SMALL_WORD.match(raw[end:])
    if not verb or len(raw[:end].split()) > 12 or _quoted_beside(raw, end):
        return 0
    words = session_words()
    return 0 if words.by.match(verb[1]) or words.by_perhaps.match(verb[1]) else end


def _broken_after(line: Line, style: str, raw: str) -> int:
    """Return where set-off words end that a line break or a colon parts from what follows; or 0."""
    if style == "symbol":
        return raw.find("\n", 3) if "\n" in raw.strip() else 0
    if style not in _STYLES:
        return 0
    led = _leading_length(line, style)
    before, after = raw[:led].strip(" :"), raw[led:]
    noted = re.match(r"(\s*\([^()]*\))?\s*:\s+\w", after)
    words = session_words()
    if noted and words.is_label(before) and words.kind_in(before):
        return 0  # "**Keynote**: Title - Speaker"
    if noted and not people(before).sure:
        return led + len(noted[1] or "")
    if not re.match(r"[ \t]*\n", after):
        return 0
    below = after.strip().split("\n")[0]
    named = words.by.match(below) or people(SPLIT.split(below, maxsplit=1)[0]).sure or people(before).sure
    return raw.index(below, led) + len(below) if named else led


@lru_cache(maxsize=2)
def _remark(any_word: bool) -> re.Pattern[str]:
    """What parts a name from a remark behind it; behind a set-off title `any_word` in small letters does."""
    words = session_words()
    word = r"[a-z]{2,}" if any_word else rf"(?:{words.about.pattern})"
    return re.compile(
        rf"\s*[:：]\s+\w|\s+{word}\s|[ \t]*\n|[.!]\s+\S|\s+[—–-]{{1,3}}\s+[a-zà-ÿ]|\s+(?:{words.verbs.pattern})\s"
    )


def _named_before_remark(line: Line, style: str, share: float, raw: str) -> int:
    """Return where "*Title* by X" ends that goes on with a remark: ": notes", "was the best"; or 0."""
    if not style or share > 0.9:
        return 0
    end = _lead_end(line, style, raw)
    named = end > (_leading_length(line, style) if style in _STYLES else 0)
    return end if named and _remark(style in ("bold", "quote")).match(raw, end) else 0


def _with_names(raw: str, led: int) -> int:
    """Lengthen a set-off beginning by the names, or behind a name by the title, that a separator joins to it."""
    after = raw[led:]
    cut = _ENDS_NAMES.search(after)
    chunk = after[: cut.start()] if cut else after
    words, said = session_words(), chunk.strip(" ,")
    by = words.by.match(said)
    of = by or words.by_perhaps.match(said)
    if of:
        at = chunk.index(of.group()) + len(of.group())
        handle = _HANDLE.match(chunk[at:]) if by else None
        if handle:
            return led + at + handle.end()
        names = _names_before(chunk[at:])
        if not people(names).sure:  # "*Title* by X was ..."
            listed = _NAMES.match(chunk[at:])
            names = listed.group() if listed else ""
        if people(names).sure >= (MAYBE if by else SURE):
            return led + at + len(names)
    if title := _quoted_beside(raw, led):
        return _with_names(raw, title)
    bracket = re.match(r"\s*\(([^()]{3,60})\)", chunk)
    if bracket and people(bracket[1]).sure:
        return led + bracket.end()
    joint = re.match(r"\s*(?:[-–—]{1,3}|[|:,])\s+", chunk) or re.match(
        r"\s*[-–—|:,]\s*$", raw[max(0, led - 3) : led]
    )
    before = raw[:led].strip(" -–—:,")
    room = joint and ":" in joint.group() and len(before.split()) <= 4 and not people(before).sure
    quoted = _QUOTED.match(after, joint.end()) if joint and room else None
    if quoted and (named := _with_names(raw, led + quoted.end())) > led + quoted.end():
        return named  # "**Room B**: “Title” by X"
    return led + (_behind_joint(after, chunk, joint.end(), before) if joint else 0)


def _quoted_beside(raw: str, led: int) -> int:
    """Return where the quoted title ends that stands behind a name, with its label or without; or 0."""
    quoted = _QUOTED_BESIDE.match(raw, led)
    label = (quoted["label"] or "").strip() if quoted else ""
    named = quoted and (not label or session_words().is_label(label)) and people(raw[:led]).sure
    return quoted.end() if quoted and named else 0


def _behind_joint(after: str, chunk: str, joint: int, before: str) -> int:
    """Return the length of the title behind a name, or of the names behind a title; 0 where it is neither."""
    if people(before).sure:
        stop = _ENDS_TITLE.search(after)
        title = after[: stop.start() + (stop.group() in "!?")] if stop else after
        if len(title.split()) <= 18:
            return len(title)
    listed = _NAMES.match(chunk[joint:])
    verb = listed and session_words().verbs.match(chunk[joint + listed.end() :].lstrip())
    if listed and verb and people(listed.group()).sure == SURE:  # "- Ada Winter explains ..."
        return joint + listed.end()
    names = _names_before(chunk[joint:])
    return joint + len(names) if names and people(names).sure == SURE else 0


def _names_before(text: str) -> str:
    """Return the words up to what parts names from a remark: a dash, a bracket, the end of the source's line."""
    words = _until_break(text)
    first = words.split("\n")[0]
    return first if people(first).sure == SURE and not _GOES_ON.search(first) else words


def _until_break(text: str) -> str:
    return re.split(r"\s[-–—|]\s|[(;\[]|,\s+(?=[a-z])", text, maxsplit=1)[0]


def _cut(line: Line, end: int) -> Line:
    """Return the line's first `end` characters as a line."""
    runs: list[Run] = []
    for run in line.runs:
        if end <= 0:
            break
        runs.append(run._replace(text=run.text[:end]))
        end -= len(run.text)
    return Line(tuple(runs), " ".join("".join(run.text for run in runs).split()), line.tag, line.start)
