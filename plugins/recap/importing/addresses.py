"""Where a post was to be found on the old site."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath

from recap.importing.source import Source
from recap.reading.front_matter import Value, as_list, as_text
from recap.slugs import slug as slugified

GIVEN = ("permalink", "url", "link")
"""Keys of the front matter that give an address, when it begins with a slash."""

_STYLES: Mapping[str, str] = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
"""The patterns that Jekyll has a name for."""

_PLACEHOLDER = re.compile(r":([a-z_]+)")


def old_address(
    source: Source,
    name: PurePosixPath,
    values: Mapping[str, Value],
    slug: str,
    date: datetime | None,
    *,
    given_only: bool,
) -> str:
    """Return the address, beginning with a slash; "" where none is known. `name` is the post's below content/.

    With `given_only` it counts only when the post itself gives it: a draft never had the others.
    """
    given = (as_text(values.get(key)) for key in GIVEN)
    pattern = next((text for text in given if text.startswith("/") or text in _STYLES), "")
    pattern = pattern or ("" if given_only else _pattern(source, name))
    return _filled(_STYLES.get(pattern, pattern), _facts(name, values, slug, date))


def _pattern(source: Source, name: PurePosixPath) -> str:
    if source.generator == "jekyll":
        return str(source.config.get("permalink") or "date")
    if source.generator == "hugo":
        own = source.config.get("permalinks")
        own = own.get("page", own) if isinstance(own, Mapping) else {}
        section = name.parts[0] if len(name.parts) > 1 else ""
        return str(own.get(section, "/:sections/:title/") if isinstance(own, Mapping) else "/:sections/:title/")
    return ""


def _facts(
    name: PurePosixPath, values: Mapping[str, Value], slug: str, date: datetime | None
) -> Mapping[str, str]:
    """Return what each placeholder stands for; those that need a date are missing without one."""
    folder = name.parent.parent if name.stem == "index" else name.parent
    sections = [] if folder == PurePosixPath() else [*folder.parts]
    categories = [*sections, *as_list(values.get("categories") or values.get("category"))]
    facts = {
        "categories": "/".join(slugified(category) for category in dict.fromkeys(categories)),
        "sections": "/".join(sections),
        "section": sections[0] if sections else "",
        "output_ext": ".html",
        **dict.fromkeys(("title", "slug", "filename", "contentbasename", "slugorcontentbasename", "name"), slug),
    }
    if date is None:
        return facts
    facts |= {"i_month": str(date.month), "i_day": str(date.day)}
    return facts | {key: date.strftime(form) for key, form in _DATES.items()}


_DATES = {
    "year": "%Y",
    "month": "%m",
    "day": "%d",
    "short_year": "%y",
    "y_day": "%j",
    "hour": "%H",
    "minute": "%M",
    "second": "%S",
    "monthname": "%B",
}


def _filled(pattern: str, facts: Mapping[str, str]) -> str:
    """Return the address; "" when something in its pattern is not known."""
    if not pattern or not set(_PLACEHOLDER.findall(pattern)) <= facts.keys():
        return ""
    address = _PLACEHOLDER.sub(lambda place: facts[place[1]], pattern)
    return re.sub(r"/{2,}", "/", f"/{address}")
