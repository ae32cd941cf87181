"""Links to a session's material on its title line ("[slides] | [video]"): no part of the title or of the names."""

import re
from collections.abc import Sequence
from itertools import pairwise

from recap.reading.sessions.blocks import Line, Run
from recap.reading.sessions.words import SessionWords

_MARK = "\0"
_BETWEEN = r"\s\-–—|·•,;/&+"
_LOOSE = re.compile(
    rf"\s*[(\[【（]\s*{_MARK}++(?:[{_BETWEEN}]++{_MARK}++)*\s*[)\]】）]"
    rf"|[{_BETWEEN}:(\[]*{_MARK}++(?:[{_BETWEEN})(\[\]]++{_MARK}++)*+[{_BETWEEN})\].]*(?=\n|$)"
)
"""Marked links in brackets of their own, or at the end of what the source has on one line."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
"""A link whose words are its address."""


def links_of(runs: Sequence[Run]) -> list[tuple[int, int, str]]:
    """Return (first character, end, text) of each link in a line."""
    found: list[tuple[int, int, str]] = []
    at, url = 0, ""
    for run in runs:
        if run.url and run.url == url and found and found[-1][1] == at:
            start, _, text = found.pop()
            found.append((start, at + len(run.text), text + run.text))
        elif run.url:
            found.append((at, at + len(run.text), run.text))
        at += len(run.text)
        url = run.url
    return [(start, end, " ".join(text.split())) for start, end, text in found]


def without_material(line: Line, words: SessionWords) -> Line:
    """Return a title line without its links to slides, a video ...; as it is where no title is left."""
    named = [
        (start, end) for start, end, text in links_of(line.runs) if _ADDRESS.match(text) or words.is_material(text)
    ]
    if not named:
        return line
    raw = "".join(run.text for run in line.runs)
    marked = raw
    for start, end in named:
        marked = marked[:start] + _MARK * (end - start) + marked[end:]
    spans = [m.span() for m in _LOOSE.finditer(marked) if not _goes_on(raw[: m.start()], m.group(), words)]
    rest = _without(line, spans)
    return rest if _is_title(rest.text, words) else line


def _goes_on(before: str, dropped: str, words: SessionWords) -> bool:
    """The link is a word of the title: "How I wrote a [tutorial]"."""
    last = before.split()[-1:] if dropped.lstrip().startswith(_MARK) and dropped.strip(_MARK + " ") == "" else []
    return bool(last) and words.determiners.fullmatch(last[0]) is not None


def _is_title(text: str, words: SessionWords) -> bool:
    left = text.strip(" :-–—|")
    return re.search(r"[^\W\d_]", left) is not None and not words.is_material(left)


def _without(line: Line, spans: Sequence[tuple[int, int]]) -> Line:
    kept, runs, at = list(pairwise([0, *(edge for span in spans for edge in span), 10**9]))[::2], [], 0
    for run in line.runs:
        text = "".join(run.text[max(0, start - at) : max(0, end - at)] for start, end in kept)
        at += len(run.text)
        if text:
            runs.append(run._replace(text=text))
    return Line(tuple(runs), " ".join("".join(run.text for run in runs).split()), line.tag, line.start)
