"""Values that Pelican would stumble over later, and with a traceback, are named before a build."""

import pytest
from pelican.settings import DEFAULT_CONFIG

from recap.settings_file import SettingsFile
from recap.site.settings.pelican_settings import faults

FILE = SettingsFile(("no/pelicanconf.py",))


def said(**settings: object) -> list[str]:
    theme = {"PATH": ".", "THEME": ".", **settings}
    return [str(problem) for problem in faults(theme, FILE)]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"AUTHOR": ["Ada Winter"]}, 'AUTHOR is of type list, not text; write it as AUTHOR = "..."'),
        ({"DEFAULT_CATEGORY": None}, "DEFAULT_CATEGORY is of type NoneType, not text"),
        ({"DEFAULT_DATE_FORMAT": 3}, "DEFAULT_DATE_FORMAT is of type int, not text"),
        ({"EXTRA_PATH_METADATA": []}, "EXTRA_PATH_METADATA is of type list, not a dictionary"),
        ({"IGNORE_FILES": None}, "IGNORE_FILES is of type NoneType, not a list"),
        ({"TYPOGRIFY_IGNORE_TAGS": "pre"}, "TYPOGRIFY_IGNORE_TAGS is of type str, not a list"),
        ({"SUMMARY_MAX_LENGTH": "x"}, "SUMMARY_MAX_LENGTH is of type str, not a number; write it as SUMMARY_MAX_"),
        ({"MARKDOWN": []}, "MARKDOWN is of type list, not a dictionary"),
        ({"MENUITEMS": "Links"}, "MENUITEMS is no list of pairs"),
        ({"FILENAME_METADATA": "(?P<date"}, "FILENAME_METADATA is no regular expression (missing >"),
        ({"SLUG_REGEX_SUBSTITUTIONS": [("(", "")]}, "SLUG_REGEX_SUBSTITUTIONS is no regular expression"),
        ({"TAG_REGEX_SUBSTITUTIONS": ["a"]}, "TAG_REGEX_SUBSTITUTIONS is no list of pairs"),
        ({"DEFAULT_DATE": (2012, 13, 1)}, "DEFAULT_DATE is no date (month must be in 1..12): (2012, 13, 1)"),
        ({"PAGINATION_PATTERNS": [(1, "{x}", "{url}")]}, "PAGINATION_PATTERNS has a placeholder that cannot be"),
        ({"SITEURL": "x.org/blog"}, "SITEURL does not say how it is reached: 'x.org/blog'"),
        ({"SITEURL": "localhost:8000"}, "SITEURL does not say how it is reached: 'localhost:8000'"),
    ],
    ids=str,
)
def test_a_value_of_the_wrong_kind_is_named_with_what_to_write(settings: dict[str, object], says: str) -> None:
    assert [line for line in said(**settings) if line.startswith(f"no/pelicanconf.py: {says}")], said(**settings)


@pytest.mark.parametrize(
    "settings",
    [
        DEFAULT_CONFIG,
        {"FEED_ALL_ATOM": None, "YEAR_ARCHIVE_SAVE_AS": False, "AUTHOR": None, "DEFAULT_DATE": "fs"},
        {"DEFAULT_METADATA": (("status", "draft"),), "IGNORE_FILES": (".#*",), "FEED_MAX_ITEMS": None},
        {"SITEURL": "https://x.org/blog"},
        {"SITEURL": "//x.org"},
        {"SITEURL": "/blog"},
        {"SITEURL": "."},
    ],
    ids=lambda settings: "Pelican's own" if settings is DEFAULT_CONFIG else str(settings),
)
def test_what_pelican_takes_is_no_fault(settings: dict[str, object]) -> None:
    assert said(**settings) == []
