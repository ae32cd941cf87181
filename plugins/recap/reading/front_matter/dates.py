"""What a date in front matter may look like: as Pelican reads it, but the same on every day and every machine.

One way of writing is read otherwise: with dots between its numbers, 04.05.2015, a date begins with the day.
"""

import re
from contextlib import suppress
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any

# Two leap years: a text that follows the default's year names none itself.
_DEFAULTS = (datetime(2000, 1, 1), datetime(2004, 1, 1))
_LONGEST = 80
# A lone `15` is a year to dateutil: a short one counts only with a month and a day.
_DATELIKE = re.compile(r"[0-9]{4}|[0-9]+\W+\w+\W+[0-9]+", re.ASCII)
_DOTTED = re.compile(r"\b[0-9]{1,2}\.\s?[0-9]{1,2}\.\s?[0-9]{2}", re.ASCII)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")  # dateutil takes some for ours, but not in every place
_USUAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?", re.ASCII)


@lru_cache(maxsize=1)
def _parser() -> Any:
    """Return dateutil's parser, with two-digit years that do not move with the present century."""
    from dateutil import parser  # noqa: PLC0415  (most dates are written as they are meant to be)

    class Info(parser.parserinfo):  # type: ignore[misc]  # dateutil has no types
        def convertyear(self, year: int, century_specified: bool = False) -> int:
            """Return 69 as 2069 and 70 as 1970, whatever the year is today."""
            return year if year >= 100 or century_specified else year + (2000 if year < 70 else 1900)

    return parser.parser(Info())


def parse_date(value: object) -> datetime | None:
    """Return what `Date:` says as a date and time; None when it says none, or one without a year.

    A value given several times counts as its first, as in Pelican. A missing month, day or time is the first there
    is; a time zone is kept when written as an offset, and never taken from the machine.
    """
    if isinstance(value, tuple):
        return parse_date(value[0]) if value else None
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return _parsed(" ".join(str(value).replace("_", " ").split()))


def _parsed(text: str) -> datetime | None:
    if _USUAL.fullmatch(text):
        with suppress(ValueError):
            return datetime.fromisoformat(text)
    if len(text) > _LONGEST or not _DATELIKE.search(text) or _OTHER_DIGIT.search(text):
        return None
    day_first = bool(_DOTTED.search(text))
    try:
        first, second = (
            _parser().parse(text, default=default, tzinfos=_zone, dayfirst=day_first) for default in _DEFAULTS
        )
    except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError):
        return None  # dateutil raises all of these for texts that are no dates
    return first if first.year == second.year else None


def _zone(_name: str | None, offset: int | None) -> tzinfo | None:
    return None if offset is None else timezone(timedelta(seconds=offset))
