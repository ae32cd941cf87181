"""What kind of value Pelican's settings want, by the value that each has by default."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from pelican.settings import DEFAULT_CONFIG

from recap.settings import kind_of

Fault = tuple[str, str] | None
"""A message and its hint, or None when all is well."""

_FREE = frozenset({"ARTICLE_ORDER_BY", "PAGE_ORDER_BY", "LOCALE", "PATH_METADATA", "DEFAULT_METADATA"})
"""Settings that take values of several kinds."""
_FALLS_BACK = ("_PATHS", "_OVERRIDES", "_EXCLUDES")
"""How lists of folders end: where they are a text, Pelican says so and takes the default."""
_MORE_TEXTS = ("AUTHOR", "SITESUBTITLE", "FEED_DOMAIN")
_NEEDED = ("FEED_DOMAIN",)
"""Texts that Pelican makes itself where they are left out, and cannot do without."""
_REGEXES = ("FILENAME_METADATA", "PATH_METADATA", "INTRASITE_LINK_REGEX")
_SUBSTITUTIONS = tuple(f"{of}_REGEX_SUBSTITUTIONS" for of in ("SLUG", "TAG", "CATEGORY", "AUTHOR"))


def wrong_kinds(pelican: Mapping[str, Any], judged: Collection[str]) -> list[tuple[str, Fault]]:
    """Return each setting whose value is of a kind that would end the build later, except for those `judged`."""
    kinds = {**DEFAULT_CONFIG, **dict.fromkeys(_MORE_TEXTS, "")}
    found = [(key, _kind(key, pelican[key], kinds[key])) for key in kinds if key in pelican and key not in judged]
    found += [(key, _regex(key, pelican[key])) for key in _REGEXES if key in pelican]
    found += [(key, _substitutions(key, pelican[key])) for key in _SUBSTITUTIONS if key in pelican]
    found += [(key, judge(pelican[key])) for key, judge in _SINGLE.items() if key in pelican]
    return [(key, fault) for key, fault in found if fault]


def _kind(key: str, value: object, default: object) -> Fault:
    falls_back = key.endswith(_FALLS_BACK) and isinstance(value, str)
    if key in _FREE or falls_back or (not value and _can_be_off(key)):
        return None
    if isinstance(default, str) and not isinstance(value, str):
        return f"{key} is {kind_of(value)}, not text", f'write it as {key} = "..."'
    if isinstance(default, Mapping) and not isinstance(value, Mapping):
        return f"{key} is {kind_of(value)}, not a dictionary", f"write it as {key} = {{...}}"
    if isinstance(default, list) and (isinstance(value, str | bytes) or not isinstance(value, Collection)):
        return f"{key} is {kind_of(value)}, not a list", f"write it as {key} = [...]"
    if type(default) is int and not (value is None or isinstance(value, int)):
        return f"{key} is {kind_of(value)}, not a number", f"write it as {key} = {default}"
    return None


def _can_be_off(key: str) -> bool:
    """Whether a setting is an address or a feed, which None, False and "" switch off."""
    return key.endswith(("_URL", "_SAVE_AS", "_ATOM", "_RSS")) or (key in _MORE_TEXTS and key not in _NEEDED)


def _regex(key: str, value: object) -> Fault:
    if not isinstance(value, str):
        return None
    try:
        re.compile(value)
    except re.error as error:
        return f"{key} is no regular expression ({error}): {value!r}", "correct it, or leave it out"
    return None


def _substitutions(key: str, value: object) -> Fault:
    """Judge pairs of a regular expression and what takes its place."""
    if not _are_texts(value, (2, 3)):
        return f"{key} is no list of pairs", f'write it as {key} = [("C#", "c-sharp")]'
    return next(filter(None, (_regex(key, pair[0]) for pair in value)), None)  # type: ignore[attr-defined]


def _menu(value: object) -> Fault:
    if not value or _are_texts(value, (2,)):
        return None
    return "MENUITEMS is no list of pairs", 'write it as MENUITEMS = [("Links", "/links/")]'


def _default_date(value: object) -> Fault:
    """Judge what Pelican makes a date of; a text that is none is named by the post."""
    if not value or isinstance(value, str):
        return None
    try:
        datetime(*value)  # type: ignore[misc]  # it is being judged
    except (TypeError, ValueError) as error:
        return f"DEFAULT_DATE is no date ({error}): {value!r}", 'write "2015-06-07", (2015, 6, 7), or "fs"'
    return None


def _period(key: str, value: object) -> Fault:
    """Judge the address of a year's, month's or day's archive: it knows its date only."""
    try:
        str(value or "").format(date=datetime(2015, 6, 7))
    except (KeyError, IndexError, ValueError, AttributeError):
        return f"{key} has a placeholder that cannot be filled: {value!r}", "use {date:%Y}"
    return None


def _newest_first(value: object) -> Fault:
    if isinstance(value, int):
        return None
    return f"NEWEST_FIRST_ARCHIVES is {value!r}", "write it as NEWEST_FIRST_ARCHIVES = True, or False"


def _metadata(value: object) -> Fault:
    try:
        dict(value)  # type: ignore[call-overload]  # it is being judged
    except (TypeError, ValueError):
        return f"DEFAULT_METADATA is {kind_of(value)}, not a dictionary", 'write it as {"status": "draft"}'
    return None


def _date_formats(value: object) -> Fault:
    formats = value.values() if isinstance(value, Mapping) else ()
    wrong = [each for each in formats if not (isinstance(each, str) or _are_texts([each], (2,)))]
    if not wrong:
        return None
    return (
        f"DATE_FORMATS has a format that is no text: {wrong[0]!r}",
        'write it as DATE_FORMATS = {"en": "%d %B %Y"}',
    )


def _pages(value: object) -> Fault:
    """Judge the placeholders of the second and later pages' addresses; the shape is Pelican's to judge."""
    known = dict.fromkeys(("name", "extension", "url", "save_as", "base_name"), "") | {"number": 2}
    try:
        for _, url, save_as in value:  # type: ignore[attr-defined]
            url.format(**known), save_as.format(**known)
    except (KeyError, IndexError) as error:
        return f"PAGINATION_PATTERNS has a placeholder that cannot be filled: {error}", f"use {', '.join(known)}"
    except (TypeError, ValueError, AttributeError):
        return None
    return None


def _site_address(value: object) -> Fault:
    """Judge an address that browsers would take for a folder beside the page."""
    host = str(value).partition("/")[0]
    if "://" in str(value) or host.startswith(".") or not {".", ":"} & {*host}:
        return None
    return f"SITEURL does not say how it is reached: {value!r}", f'write it as SITEURL = "https://{value}"'


_SINGLE: Mapping[str, Callable[[object], Fault]] = {
    **{
        key: partial(_period, key)
        for period in ("YEAR", "MONTH", "DAY")
        for key in (f"{period}_ARCHIVE_URL", f"{period}_ARCHIVE_SAVE_AS")
    },
    "DATE_FORMATS": _date_formats,
    "DEFAULT_DATE": _default_date,
    "DEFAULT_METADATA": _metadata,
    "MENUITEMS": _menu,
    "NEWEST_FIRST_ARCHIVES": _newest_first,
    "PAGINATION_PATTERNS": _pages,
    "SITEURL": _site_address,
}


def _are_texts(value: object, lengths: tuple[int, ...]) -> bool:
    return isinstance(value, list | tuple) and all(
        isinstance(pair, list | tuple) and len(pair) in lengths and all(isinstance(part, str) for part in pair[:2])
        for pair in value
    )
