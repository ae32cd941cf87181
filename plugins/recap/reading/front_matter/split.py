"""What stands above a post's body: Pelican's `Key: value` lines, YAML, TOML, JSON or EDN, told apart by content.

Text becomes front matter, and so leaves the page, only on good evidence: a fence that closes around keys, or lines
of `Key: value` among which is a key that sites use. A first paragraph such as `Note: this post is about ...` stays
text: a stray header on a page is seen and mended, a vanished paragraph is not.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from recap.reading.front_matter import keys, notations
from recap.reading.front_matter.braces import read_edn, read_json
from recap.reading.front_matter.entries import Entry, Fault, NotationError, Reading, Value, name
from recap.reading.front_matter.notations import TOML, YAML


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """A post, parted into what is said about it and what it says."""

    values: Mapping[str, Value]
    """By Pelican's names: lower case, `_` for spaces and dashes. A key that is repeated has a tuple of values."""
    lines: Mapping[str, int]
    """The line of the source file that gives each key of `values`, counted from 1."""
    body: str
    """Everything after the front matter, line breaks as \\n."""
    body_line: int
    """The line of the source file that the body's first line is, counted from 1."""
    problems: tuple[Fault, ...]
    """What could not be understood, in the order of lines."""


@dataclass(frozen=True, slots=True)
class _Head:
    reading: Reading
    end: int
    """The index of the body's first line."""


def split(text: str) -> FrontMatter:
    """Part a post into front matter and body. Never raises; lines count as an editor shows them."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    heads = (find(lines, start) for find in (_yaml, _toml, _braces, _key_lines))
    head = next((head for head in heads if head), _Head(Reading(), 0))
    values, places = keys.by_pelicans_names(head.reading.entries)
    return FrontMatter(
        values=values,
        lines=places,
        body="\n".join(lines[head.end :]),
        body_line=min(head.end, len(lines) - 1) + 1,
        problems=tuple(sorted(head.reading.faults, key=lambda fault: fault.line)),
    )


# YAML between `---`, TOML between `+++`

_YAMLISH = re.compile(r"""["']?[^\W\d][\w .-]*["']?[ \t]*:|\s*-\s|\s+\S|\s*#|\s*$|\s*[\]}]|-$""")
_NESTED_KEY = re.compile(r"[-{ ]+[\"']?(?:title|date)\b")


def _yaml(lines: list[str], start: int) -> _Head | None:
    close = _closing(lines, start, "---", ("---", "..."))
    if close is None:
        return None
    inner = lines[start + 1 : close]
    if not any(YAML.key.match(line) for line in inner):
        return _keyless(inner, start, close)
    if not all(map(str.strip, inner)) and not all(map(_YAMLISH.match, inner)):
        return None  # prose below an unclosed header, and a rule somewhere in it
    reading = notations.read(YAML, inner, start + 2)
    return _Head(reading, close + 1) if _is_header(inner, reading) else None


def _closing(lines: list[str], start: int, opening: str, closings: tuple[str, ...]) -> int | None:
    """Return the index of the line that closes the fence at `start`; None without a fence or an end."""
    if lines[start].rstrip() != opening:
        return None
    return next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() in closings), None)


def _is_header(inner: list[str], reading: Reading) -> bool:
    """Tell YAML between fences from a body between two rules, and from an unclosed header with a list below."""
    compact = all(map(str.strip, inner))
    if not keys.known(reading.entries):
        return compact and not reading.faults
    paragraphs = [
        line for above, line in zip(["", *inner], inner, strict=False) if line.strip() and not above.strip()
    ]
    return compact or not reading.faults or all(map(YAML.key.match, paragraphs))


def _keyless(inner: list[str], start: int, close: int) -> _Head | None:
    """Read a fence without keys: nothing inside, a list of mappings by mistake, or two rules of the body."""
    if not any(map(str.strip, inner)):
        return _Head(Reading(), close + 1)
    if not _NESTED_KEY.match(inner[0]):
        return None
    message = "the front matter is a list or a flow, not keys with values"
    fault = Fault(line=start + 2, message=message, hint="begin each line with its key: title: ...")
    return _Head(Reading(faults=(fault,)), 0)


def _toml(lines: list[str], start: int) -> _Head | None:
    close = _closing(lines, start, "+++", ("+++",))
    end = close if close is not None else _blank(lines, start)
    inner = lines[start + 1 : end]
    if lines[start].rstrip() != "+++" or (any(map(str.strip, inner)) and not any(map(TOML.key.match, inner))):
        return None
    reading = notations.read(TOML, inner, start + 2)
    if close is None:
        fault = Fault(line=start + 1, message="the +++ is never closed", hint="write +++ below the last key")
        reading = Reading(entries=reading.entries, faults=(fault, *reading.faults))
    return _Head(reading, end + 1)


def _blank(lines: list[str], start: int) -> int:
    """Return the index of the first blank line from `start` on, or the number of lines."""
    return next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))


# A map in braces

_BRACES: tuple[tuple[str, re.Pattern[str], Callable[[str], tuple[list[Entry], int]]], ...] = (
    ("JSON", re.compile(r'\{\s*"[^"\n]*"\s*:'), read_json),
    # a template's {% tag %} and an attribute list such as {:toc} or {: .wide } are none
    ("EDN", re.compile(r'\{\s*:[a-z][\w.-]*[\s,]+["\[{#:\d]'), read_edn),
)
_TITLED = re.compile(r"""[":](?:title|date)\b""")


def _braces(lines: list[str], start: int) -> _Head | None:
    if not lines[start].startswith("{"):
        return None
    text = "\n".join(lines[start:])
    return next((_map(name, text, start, read) for name, sign, read in _BRACES if sign.match(text)), None)


def _map(name: str, text: str, start: int, read: Callable[[str], tuple[list[Entry], int]]) -> _Head | None:
    try:
        entries, end = read(text)
    except NotationError as error:
        return _broken_map(name, text, start, error)
    if text[end:].partition("\n")[0].strip() or not keys.known(entries):
        return None
    placed = tuple(Entry(each.key, each.value, start + 1 + each.line) for each in entries)
    return _Head(Reading(entries=placed), start + text.count("\n", 0, end) + 1)


def _broken_map(name: str, text: str, start: int, error: NotationError) -> _Head | None:
    """Skip a map that cannot be read, up to the brace that closes it or else the first blank line."""
    lines = text.split("\n")
    lines = lines[: _blank(lines, 0)]
    closed = (n for ending in (r"\}", r".*\}\s*$") for n, line in enumerate(lines) if re.match(ending, line))
    end = next(closed, len(lines))
    if not any(map(_TITLED.search, lines[: end + 1])):
        return None
    line, reason = error.args
    message = f"the front matter is not {name} ({reason}) and was skipped"
    hint = "mend it, or write Key: value lines instead"
    return _Head(
        Reading(faults=(Fault(line=start + 1 + min(line, end), message=message, hint=hint),)), start + end + 1
    )


# Pelican's `Key: value`

_KEY = re.compile(r"[ ]{0,3}([^\W\d][\w.-]*(?:[ ][\w.-]+){0,2})[ \t]*:(?!//)[ \t]*(.*)")
_INDENT = re.compile(r"\t[ \t]*|[ ]{4,}")


def _key_lines(lines: list[str], start: int) -> _Head | None:
    """Read what Python-Markdown's meta extension reads, and indented headers and lists, which it stumbles over."""
    fenced = lines[start].rstrip() == "---"
    first = start + fenced
    end = next((n for n in range(first, len(lines)) if lines[n].rstrip() in ("", "---", "...")), len(lines))
    block = _dedent(lines[first:end])
    entries, size = _entries(block, first + 1, fenced=fenced)
    if not _is_evidence(entries, complete=size == len(block)):
        return None
    if size == len(block):
        return _Head(Reading(entries=entries), end + 1)
    return _Head(Reading(entries=entries, faults=_cut_short(block, size, first)), first + size)


def _dedent(block: list[str]) -> list[str]:
    """Take away the indentation that all lines of a header share, as Frog's posts have it."""
    indent = _INDENT.match(block[0]) if block else None
    if indent is None or not all(line.startswith(indent[0]) for line in block):
        return block
    return [line.removeprefix(indent[0]) for line in block]


def _entries(block: list[str], line: int, *, fenced: bool) -> tuple[tuple[Entry, ...], int]:
    """Return the entries that the block begins with and how many of its lines they take."""
    found: list[tuple[str, list[str], int]] = []
    for size, text in enumerate(block):
        item = notations.ITEM.match(text)
        if match := _KEY.match(text):
            found.append((match[1], [match[2].strip()], line + size))
        elif found and (text[:1].isspace() or (item and not found[-1][1][0])):
            found[-1][1].append(text.strip())
        else:
            block = block[:size]
            break
    return tuple(Entry(key, notations.plain(parts, fenced=fenced), place) for key, parts, place in found), len(
        block
    )


def _is_evidence(entries: tuple[Entry, ...], *, complete: bool) -> bool:
    names = {name(entry.key) for entry in entries}
    return not names.isdisjoint(keys.PROOF) or (complete and not names.isdisjoint(keys.HINT))


def _cut_short(block: list[str], size: int, first: int) -> tuple[Fault, ...]:
    """Return a fault when keys follow a line that ends the header too early."""
    after, _ = _entries([line for line in block[size:] if _KEY.match(line)], 1, fenced=False)
    if not _is_evidence(after, complete=False):
        return ()
    message = "the front matter ends here: the line is neither Key: value nor indented, and keys follow below"
    return (Fault(line=first + size + 1, message=message, hint="indent it by four spaces or give it a key"),)
