"""How a map in braces at the top of a post is read: JSON, as Hugo takes it, and EDN, as Clojure writes it."""

import json
import re
from typing import Any

from recap.reading.front_matter.entries import DEPTH, Entry, NotationError
from recap.reading.front_matter.notations import entries_of

_JSON_KEY = re.compile(r'[\s{,]*"((?:[^"\\]|\\.)*)"\s*:')
_EDN_KEY = re.compile(r"[\s{,]*:([^\s,]+)")
# White space, comments and tags such as #inst are skipped, possessively: nothing is tried twice.
_EDN_TOKEN = re.compile(
    r"""(?:[\s,]|;[^\n]*+|#[a-z/]++(?=[\s"(\[]))*+("(?:[^"\\]|\\.)*+"|\#?\{|[][()}]|[^\s,;"()\[\]{}]++)""", re.S
)
_EDN_CLOSE = {"[": "]", "(": ")", "{": "}", "#{": "}"}
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_EDN_WORDS = {"true": True, "false": False, "nil": None}


def read_json(text: str) -> tuple[list[Entry], int]:
    """Return the entries of the JSON object that `text` begins with and where it ends, or raise NotationError."""
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1) - 1
        raise NotationError(line, getattr(error, "msg", "it cannot be parsed").lower()) from None
    return entries_of(values, text[:end].split("\n"), _JSON_KEY), end


def read_edn(text: str) -> tuple[list[Entry], int]:
    """Return the entries of the EDN map that `text` begins with and where it ends, or raise NotationError."""
    pairs, end = _edn(text, 0, 1)
    if not isinstance(pairs, dict):
        raise NotationError(0, "it holds no keys")
    lines = text[:end].split("\n")
    return entries_of(pairs, lines, _EDN_KEY), end


def _edn(text: str, at: int, depth: int) -> tuple[Any, int]:
    """Return the value that begins at `at` and where it ends; a tag such as #inst is skipped."""
    match = _EDN_TOKEN.match(text, at)
    if match is None or depth > DEPTH or match[1] in (")", "]", "}"):
        raise NotationError(text.count("\n", 0, at), "a value is missing or a bracket is not closed")
    token, end = match[1], match.end()
    if token not in _EDN_CLOSE:
        return _edn_atom(token), end
    items: list[Any] = []
    while not ((closing := _EDN_TOKEN.match(text, end)) and closing[1] == _EDN_CLOSE[token]):
        item, end = _edn(text, end, depth + 1)
        items.append(item)
    if token != "{":
        return items, closing.end()
    if len(items) % 2:
        raise NotationError(text.count("\n", 0, at), "a key has no value")
    return {str(key): value for key, value in zip(items[::2], items[1::2], strict=True)}, closing.end()


def _edn_atom(token: str) -> str | bool | None:
    if token.startswith('"'):
        return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), token[1:-1], flags=re.S)
    return _EDN_WORDS.get(token, token.removeprefix(":"))
