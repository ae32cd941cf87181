"""Values of programmes, tidied: what people and programs typed becomes text, names, addresses and times."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from recap.schedule.words import programme_words

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SAFE = "!#$%&'()*+,/:;=?@~._-"
"""What stands in an address as it is; everything else is percent-encoded, brackets too."""
_AND = re.compile(r"\s*(?:;|\n|\s&\s|\s(?:and|und|et|y)\s|\s/\s)\s*")
_CLOCK = re.compile(r"(?<![\d.:])(\d{1,2})[:.h](\d{2})(?::\d{2})?(?![.:]?\d)\s*([ap]\.?m\.?)?", re.I)
"""A time of day: `10:00`, `9.30`, `1:15pm`, and no part of a date, `02.05.2026`."""
_HOURS = re.compile(r"(\d{1,3}):(\d{2})(?::\d{2})?")
_SCHEMELESS = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|de|io|eu|uk|fr)/", re.I)
_DAY_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%B %d %Y", "%Y/%m/%d", "%d/%m/%Y")


def text(value: Any) -> str:
    """Return a value as one line: white space folded, control characters gone; of several languages English."""
    if isinstance(value, Mapping):
        value = next(
            (value[key] for key in ("en", "name", "title") if key in value), next(iter(value.values()), "")
        )
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    visible = "".join(
        " " if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp", "Zs") else char for char in str(value)
    )
    return " ".join(
        "".join(char for char in visible if unicodedata.category(char) not in ("Cf", "Cn", "Co")).split()
    )


def plain(value: Any) -> str:
    """Return a value as one line without the HTML tags that are in it."""
    return text(_TAG.sub(" ", value)) if isinstance(value, str) else text(value)


def names(values: Iterable[Any]) -> tuple[str, ...]:
    """Return speakers' names, each once; what two names share with a semicolon between is two."""
    found = (text(part) for value in values for part in text(value).split(";"))
    return tuple(dict.fromkeys(name.strip(" ,") for name in found if name.strip(" ,")))


def names_in(line: str) -> tuple[str, ...]:
    """Return the names in a line: `Ada Winter, Ben Okafor & Carla Benítez`; affiliations are no names."""
    found = []
    for part in _AND.split(re.sub(r"\s*\([^()]*\)", "", line)):
        first, *rest = part.split(",")
        words = programme_words()
        found += [first, *(each for each in rest if not words.is_affiliation(each) and not each.strip().islower())]
    return names(found)


def address(value: Any, base: str = "") -> str:
    """Return an absolute http(s) address, percent-encoded where Markdown needs it; "" when there is none."""
    written = text(value)
    if not written:
        return ""
    if _SCHEMELESS.match(written):
        written = f"http://{written}"
    try:
        target = urljoin(base, written) if base else written
        parts = urlsplit(target)
        parts.port  # noqa: B018  (raises when it is none)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return ""
    return quote(target, safe=_SAFE)


def day(value: Any) -> date | None:
    """Return the day that a value says, alone or with a time; None when it says none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = text(value)
    if iso := re.match(r"\d{4}-\d{2}-\d{2}", written):
        written = iso[0]
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(written, form).date()
        except ValueError:
            continue
    return None


def moment(value: Any, on: date | None = None) -> datetime | None:
    """Return day and time by the clock on the wall: a whole one, or a time `on` a day; None when it says none."""
    written = text(value)
    if "-" in written:
        with suppress(ValueError):
            return datetime.fromisoformat(written).replace(tzinfo=None)
    clock = _CLOCK.search(written)
    return _at(clock, day(written[: clock.start()].strip(" ,")) or on) if clock else None


def _at(clock: re.Match[str], on: date | None) -> datetime | None:
    if on is None:
        return None
    hour, minute = int(clock[1]), int(clock[2])
    if clock[3]:
        hour = hour % 12 + (12 if clock[3].lower().startswith("p") else 0)
    return datetime(on.year, on.month, on.day, hour, minute) if hour < 24 and minute < 60 else None


def minutes(value: Any, start: datetime | None = None, end: datetime | None = None) -> int:
    """Return a length in minutes: of `00:45`, of 45, of what lies between two times; 0 when nothing says."""
    written = text(value)
    if hours := _HOURS.fullmatch(written):
        return int(hours[1]) * 60 + int(hours[2])
    if counted := re.match(r"\d{1,4}(?=\s*(?:m|$))", written):
        return int(counted[0])
    if start and end and end > start:
        return int((end - start).total_seconds()) // 60
    return 0
