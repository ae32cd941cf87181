"""What a single line is to CommonMark, given the line before it. Tabs are spaces already."""

import re

CODE_INDENT = "    "
"""A line indented by this much begins no block but code."""

QUOTE = re.compile(r" {0,3}> ?")
_MARKER = re.compile(r"( {0,3})([-+*]|(\d{1,9})[.)])(?:( +)(?=\S)| *$)")
HEADING = re.compile(r" {0,3}#{1,6}(?: |$)")
RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
UNDERLINE = re.compile(r" {0,3}(?:=+|-+) *$")
_DELIMITERS = re.compile(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$")
_PIPE = re.compile(r"(?<!\\)\|")


SPECIAL = re.compile(r"^ {0,3}[-+*>#_`~<|:=\d]", re.MULTILINE)
"""What every line begins with that is not plain text; most lines are told apart by this alone."""


def cells(row: str) -> int:
    """Return how many cells a table row has; its outer pipes do not count."""
    row = row.strip()
    row = row[1:] if row.startswith("|") else row
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    return len(_PIPE.findall(row)) + 1


def begins_table(header: str, delimiters: str) -> bool:
    """Return whether two lines are the head of a table: as many cells in both, a pipe or colon in one."""
    return (
        "-" in delimiters
        and ("|" in delimiters or "|" in header or ":" in delimiters)
        and bool(_DELIMITERS.match(delimiters))
        and cells(header) == cells(delimiters)
    )


def list_marker(line: str, *, interrupts: bool = False) -> tuple[str, int | None, int, str] | None:
    """Return (marker, number, offset of the text, text) of a list item's first line; None when it is none.

    A paragraph is interrupted only by an item with text, and by a number only when it is 1: a wrapped line
    that begins with `2015.` stays prose.
    """
    m = _MARKER.match(line)
    if not m:
        return None
    lead, mark, number, spaces = m.groups()
    if mark in "-*" and RULE.match(line):
        return None
    if interrupts and (spaces is None or (number and int(number) != 1)):
        return None
    width = len(lead) + len(mark)
    offset = width + (len(spaces) if spaces and len(spaces) < 5 else 1)
    return mark[-1], int(number) if number else None, offset, line[offset:]


def begins_block(line: str) -> bool:
    """Return whether the line is a heading or a thematic break."""
    return bool(HEADING.match(line) or RULE.match(line))


def kind_of(line: str, before: str, last: str) -> str:
    """Return `paragraph`, `table` or `code` for a line of text, "" for a whole block.

    `before` is what the line before was, `last` the line itself.
    """
    continued = before if before in ("paragraph", "table") else ""
    if line.startswith(CODE_INDENT):
        return continued or "code"
    if not SPECIAL.match(line):
        return continued or "paragraph"
    if before == "paragraph" and begins_table(last, line):
        return "table"
    if begins_block(line) or (before == "paragraph" and UNDERLINE.match(line)):
        return ""
    return continued or "paragraph"
