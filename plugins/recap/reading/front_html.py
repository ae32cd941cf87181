"""Texts of the front matter as pages show them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

from recap.reading import markup
from recap.reading.options import TITLES, ReadingOptions
from recap.reading.safe import safe_html
from recap.reading.typography import typogrify

_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")


def shown(values: Mapping[str, Any], formatted_fields: frozenset[str], options: ReadingOptions) -> dict[str, Any]:
    """Return the values of a front matter, titles and Markdown as HTML; what says nothing is left out."""
    known = {name: value for name, value in values.items() if value not in ("", (), None)}
    return {name: _shown(name, value, formatted_fields, options) for name, value in known.items()}


def _shown(name: str, value: Any, formatted_fields: frozenset[str], options: ReadingOptions) -> Any:
    if name in formatted_fields:
        return formatted(_joined(value), options)
    if name in TITLES:
        return title_html(str(_first(value)), options)
    return value


def formatted(text: str, options: ReadingOptions) -> str:
    """Return the HTML of a Markdown text, typography applied."""
    return typogrify(safe_html(markup.html(text, options), options), options)


def title_html(text: str, options: ReadingOptions) -> str:
    """Return a title as HTML with no elements in it: curly quotes and dashes, `<` and `&` as entities.

    So it can stand in a heading, in `<title>` and in a feed alike.
    """
    safe = escape(_BARE_AMPERSAND.sub("&amp;", text).replace("&", "\0"), quote=False).replace("\0", "&")
    return without_elements(safe, options)


def without_elements(html: str, options: ReadingOptions) -> str:
    """Return `html` with the part of typography that adds no elements."""
    omitted = dict.fromkeys([*options.typogrify_omit_filters, "amp", "caps", "initial_quotes", "widont"])
    return typogrify(html, replace(options, typogrify_omit_filters=tuple(omitted)))


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, tuple | list) else value


def _joined(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
