"""The front matter of an imported post: all that it said, by Pelican's names."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import yaml

from recap.reading.front_matter import Value, as_list, as_text, parse_date, split

_FIRST = (
    *("title", "date", "modified", "slug", "category", "tags", "author", "authors", "lang", "status"),
    *("tagline", "summary", "conference", "place", "redirect_from", "aliases"),
)
"""The order in which people look for them; all others follow as they came."""

_MOVED = {
    **dict.fromkeys(["pubdate", "pub_date", "publishdate", "publish_date", "published_at", "published"], "date"),
    **dict.fromkeys(["created", "created_at"], "date"),
    **dict.fromkeys(["lastmod", "updated", "updated_at", "updateddate", "last_modified_at"], "modified"),
    **dict.fromkeys(["description", "excerpt"], "summary"),
    **dict.fromkeys(["language", "locale"], "lang"),
    **dict.fromkeys(["tag", "keywords"], "tags"),
    "categories": "category",
    "subtitle": "tagline",
    "event": "conference",
}
"""Foreign keys, and Pelican's that says the same when its value is the same: then one of them is enough."""

_SWITCHES = frozenset(["true", "false", "yes", "no", "on", "off", "0", "1"])
"""What `draft` and `published` say; `Status` says it here."""

_STATUS = {"publish": "published", "private": "hidden", "pending": "draft", "future": "draft", "trash": "draft"}
"""What WordPress calls them."""

_PELICANS = frozenset(
    [
        *(
            "content",
            "settings",
            "template",
            "relative_dir",
            "url_format",
            "is_valid",
            "get_content",
            "get_summary",
        ),
        *("get_siteurl", "get_static_links", "get_url_setting", "get_relative_source_path"),
    ]
)
"""Names that Pelican works with itself: a foreign value would stop the build."""

_LISTS = ("tags", "authors", "keywords", "categories", "redirect_from", "aliases")
"""What `Key: value` lines separate by commas."""


def carried(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return what the post says about itself, by Pelican's names, without what is empty or said twice."""
    kept = {
        key: value for key, value in values.items() if value not in (None, "", ()) and not _is_said(key, values)
    }
    status = as_text(kept.get("status")).lower()
    if status in _STATUS:
        kept["status"] = _STATUS[status]
    if isinstance(kept.get("author"), Mapping):
        kept["author"] = as_text(kept["author"])
    named = {f"old_{key}" if key in _PELICANS else key: value for key, value in kept.items()}
    return {key: named[key] for key in (*(key for key in _FIRST if key in named), *named)}


def _is_said(key: str, values: Mapping[str, Value]) -> bool:
    if key in ("draft", "published") and as_text(values[key]).lower() in _SWITCHES:
        return True
    ours = values.get(_MOVED.get(key, ""))
    return ours is not None and (ours == values[key] or as_list(ours) == as_list(values[key]))


def written(values: Mapping[str, Value]) -> tuple[str, bool]:
    """Return the front matter's text, as lines or else as YAML, and whether it reads back as it should."""
    if not values:
        return "", True
    for form in (_lines, _yaml):
        text = form(values)
        if _reads_back(text, values):
            return text, True
    return text, False


def _lines(values: Mapping[str, Value]) -> str:
    lines = [f"{key[:1].upper()}{key[1:]}: {_one_line(key, value)}" for key, value in values.items()]
    return "\n".join(lines) + "\n\n"


def _one_line(key: str, value: Value) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, tuple) and key in _LISTS:
        items = as_list(value)
        return ("; " if any("," in item for item in items) else ", ").join(items)
    return str(value)


def _yaml(values: Mapping[str, Value]) -> str:
    plain = {key: _plain(value) for key, value in values.items()}
    return f"---\n{yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100_000)}---\n\n"


def _plain(value: Value) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _reads_back(text: str, values: Mapping[str, Value]) -> bool:
    """Tell whether the text says all of it, nothing of it ends up in the body, and nobody would complain."""
    read = split(f"{text}Body.\n")
    same = all(key in read.values and _same(key, read.values[key], value) for key, value in values.items())
    return same and read.body.strip() == "Body." and not read.problems


def _same(key: str, read: Value, meant: Value) -> bool:
    if isinstance(meant, date):
        return parse_date(read) == parse_date(meant)
    if isinstance(meant, tuple) and key in _LISTS:
        return as_list(read) == as_list(meant)
    if isinstance(meant, tuple | Mapping):
        return read == meant
    return str(read).lower() == str(meant).lower() if isinstance(meant, bool) else str(read) == str(meant)


def joined(values: Iterable[str], more: str) -> tuple[str, ...]:
    """Return the old addresses with one more, each once."""
    return tuple(dict.fromkeys([*values, more]))
