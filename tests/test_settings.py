"""RECAP = {...}: read once, and a slip is named with a guess."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from recap.errors import SettingsError
from recap.settings import DEFAULT_URLS, Settings, read, reading_options, save_as
from recap.settings_file import SettingsFile

DOCS = Path(__file__).resolve().parents[1] / "docs" / "settings.md"


@pytest.fixture
def conf(tmp_path, monkeypatch):
    """Return a function that reads the RECAP of a settings file."""
    monkeypatch.chdir(tmp_path)

    def reads(text):
        Path("pelicanconf.py").write_text(text, encoding="utf-8")
        values = {}
        exec(text, values)
        return read(values["RECAP"], SettingsFile(("pelicanconf.py",)))

    return reads


def faults(conf, text):
    with pytest.raises(SettingsError) as caught:
        conf(text)
    assert caught.value.exitcode == 2
    return [str(problem) for problem in caught.value.problems]


def test_nothing_given_means_the_defaults(conf):
    assert conf("RECAP = {}") == Settings(urls=DEFAULT_URLS, related=5)


def test_an_address_replaces_its_default_and_nothing_else(conf):
    urls = conf("RECAP = {'urls': {'talks': 'sessions/'}}").urls
    assert urls == {**DEFAULT_URLS, "talks": "sessions/"}


@pytest.mark.parametrize("off", ["''", "None"])
def test_an_empty_address_switches_a_page_off(conf, off):
    assert "talks" not in conf(f"RECAP = {{'urls': {{'talks': {off}}}}}").urls


def test_every_slip_is_named_with_its_line_and_a_guess(conf):
    text = 'SITENAME = "X"\nRECAP = {\n  "relatd": 3,\n  "urls": {\n    "talk": "x/",\n  },\n}\n'
    assert faults(conf, text) == [
        "pelicanconf.py:3: RECAP has no setting 'relatd'; did you mean 'related'?",
        "pelicanconf.py:5: there is no page 'talk'; did you mean 'talks'?",
    ]


@pytest.mark.parametrize(
    ("recap", "says"),
    [
        ("[]", "RECAP is of type list, not a dictionary"),
        ("{'related': '5'}", "related in RECAP is '5', not a number of recaps"),
        ("{'related': -1}", "related in RECAP is -1"),
        ("{'related': True}", "related in RECAP is True"),
        ("{'search': 'no'}", "search in RECAP is 'no', neither True nor False"),
        ("{'check': ['R045']}", "check in RECAP is of type list, not a dictionary"),
        ("{'check': {'ignor': []}}", "check has no setting 'ignor'; did you mean 'ignore'?"),
        ("{'check': {'ignore': 'R045'}}", "ignore in check is 'R045', not a list of rules"),
        ("{'check': {'published': 1}}", "published in check is of type int, not the name of a file"),
        ("{'urls': 'talks/'}", "urls in RECAP is of type str, not a dictionary"),
        ("{'urls': {'talks': 5}}", "the address of 'talks' is of type int, not text"),
        ("{'urls': {'speaker': 'people/'}}", "the address of 'speaker' has no {slug}"),
        ("{'urls': {'talks': 'talks/{slug}/'}}", "the address of 'talks' has a placeholder that cannot be filled"),
        ("{'urls': {'speaker': '{slug}/{name}/'}}", "the address of 'speaker' has a placeholder"),
        ("{'urls': {'talks': '/talks/'}}", "the address of 'talks' is not below the site's own"),
        ("{'urls': {'talks': '../talks/'}}", "the address of 'talks' is not below the site's own"),
        ("{'urls': {'talks': 'https://example.org/'}}", "the address of 'talks' is not below the site's own"),
    ],
)
def test_a_wrong_value_is_refused(conf, recap, says):
    (fault,) = faults(conf, f"RECAP = {recap}\n")
    assert fault.startswith(f"pelicanconf.py:1: {says}")


def test_the_line_is_found_in_whichever_file_sets_it(tmp_path):
    first, second = tmp_path / "publishconf.py", tmp_path / "pelicanconf.py"
    first.write_text("from pelicanconf import *\n", encoding="utf-8")
    second.write_text("SITENAME = 'X'\nRECAP = {'x': 1}\n", encoding="utf-8")
    problem = SettingsFile((str(first), str(second))).problem("wrong", "mend it", "RECAP", "x")
    assert (problem.path, problem.line) == (str(second), 2)


def test_a_folder_address_is_written_to_its_index():
    assert save_as("talks/") == "talks/index.html"
    assert save_as("404.html") == "404.html"


def test_reading_options_come_from_pelicans_settings():
    markdown = {
        "extensions": ["markdown.extensions.meta", "markdown.extensions.sane_lists"],
        "extension_configs": {"markdown.extensions.extra": {}, "markdown.extensions.toc": {"permalink": True}},
    }
    options = reading_options({"TYPOGRIFY": False, "TYPOGRIFY_OMIT_FILTERS": ["caps"], "MARKDOWN": markdown})
    assert not options.typogrify
    assert options.typogrify_omit_filters == ("caps",)
    assert options.extensions == ("markdown.extensions.sane_lists", "markdown.extensions.toc")
    assert options.extension_configs == {"markdown.extensions.toc": {"permalink": True}}


def test_the_documentation_has_every_setting_and_no_other():
    text = DOCS.read_text(encoding="utf-8")
    assert set(re.findall(r"^## `(\w+)`$", text, re.MULTILINE)) == {field.name for field in fields(Settings)}
    rows = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", text, re.MULTILINE))
    assert rows == dict(DEFAULT_URLS)
