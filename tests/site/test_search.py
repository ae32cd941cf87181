"""The search's index: what is in it, when it is made, and what a site without Pagefind is like."""

import json
import re
from html import unescape

import pytest
from folders import contents
from pelican import Pelican
from pelican.settings import read_settings

from recap import THEME
from recap.errors import Problem
from recap.index import build
from recap.site.files import search
from recap.site.files.search_documents import documents
from recap.site.state import state_of

POST = """Title: Two days at ExampleConf 2021
Date: 2021-05-04
Tags: caches, C++

## Talks

### Caches are a promise - Ben Okafor
His [slides](https://example.org/slides.pdf).

#### Cache related
* [memcached](https://memcached.org/)

## Afterwards
There was tea.
"""


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Return a function that builds a site with one post, and gives the run."""
    monkeypatch.chdir(tmp_path)
    content = tmp_path / "content"
    content.mkdir()
    (content / "conf.md").write_text(POST, encoding="utf-8")

    def built(**settings):
        given = {"PATH": str(content), "OUTPUT_PATH": str(tmp_path / "output"), "PLUGINS": ["recap"]}
        pelican = Pelican(read_settings(override={**given, "TIMEZONE": "UTC", **settings}))
        pelican.run()
        return state_of(pelican.settings).run

    return built


@pytest.fixture
def indexed(monkeypatch):
    """The documents of each time that Pagefind was asked, which it is not in these tests."""
    asked = []
    monkeypatch.setattr(search, "update", lambda documents, *_: asked.append(documents))
    return asked


def facts(html, use):
    """Return what a document says of `use`, meta or filter: pairs of name and value."""
    found = re.findall(rf'data-pagefind-{use}="(\w+)\[title\]" title="([^"]*)"', html)
    return [(name, unescape(value)) for name, value in found]


def test_a_recap_is_indexed_with_its_filters_and_the_parts_it_can_be_opened_at(site, indexed):
    site()
    (found,) = indexed
    html = found["two-days-at-exampleconf-2021.html"]
    assert {
        ("what", "recap"),
        ("lang", "en"),
        ("conference", "ExampleConf"),
        ("year", "2021"),
        ("kind", "talk"),
        ("tag", "caches"),
        ("tag", "C++"),
        ("speaker", "Ben Okafor"),
    } == set(facts(html, "filter"))
    meta = dict(facts(html, "meta"))
    assert (meta["title"], meta["place"]) == ("Two days at ExampleConf 2021", "ExampleConf 2021")
    parts = json.loads(meta["parts"])
    assert [part[1:] for part in parts] == [
        ["Caches are a promise", 2, "Ben Okafor"],
        ["Talks"],
        ["Afterwards"],
    ]
    assert all(f'id="{part[0]}"' in html for part in parts)
    assert "There was tea." in html


def test_speakers_and_conferences_are_found_by_name(site, indexed):
    site(RECAP={"urls": {"speaker": "people/{slug}/"}})
    (found,) = indexed
    assert dict(facts(found["people/ben-okafor/index.html"], "filter")) == {"what": "speaker"}
    assert dict(facts(found["conferences/exampleconf/index.html"], "meta")) == {
        "title": "ExampleConf",
        "place": "2021",
    }


def test_drafts_are_not_indexed(site, indexed, tmp_path):
    draft = POST.replace("Two days", "A draft").replace("Date:", "Status: draft\nDate:")
    (tmp_path / "content" / "draft.md").write_text(draft, encoding="utf-8")
    site()
    assert not [name for name in indexed[0] if "draft" in name]


def test_an_address_that_no_file_can_stand_for_is_given_in_words(site, indexed):
    site(ARTICLE_URL="posts/{slug}", ARTICLE_SAVE_AS="posts/{slug}.html")
    html = indexed[0]["posts/two-days-at-exampleconf-2021.html"]
    assert ("url", "posts/two-days-at-exampleconf-2021") in facts(html, "meta")


@pytest.fixture
def pagefind():
    if not search.program():
        pytest.skip("Pagefind is not installed: not every platform has a wheel")


@pytest.mark.usefixtures("pagefind")
def test_the_same_documents_make_the_same_index(site, tmp_path):
    """Names too: speakers enough, that an order drawn anew each time would show."""
    names = [f"Speaker {chr(letter)}son" for letter in range(65, 85)]
    talks = "".join(f"\n### On {name[8]} - {name}\nIt was [good](https://example.org/).\n" for name in names)
    (tmp_path / "content" / "more.md").write_text(f"{POST.replace('2021', '2022')}{talks}", encoding="utf-8")
    for name in ("one", "two"):
        site(OUTPUT_PATH=str(tmp_path / name))
    assert contents(tmp_path / "one" / "pagefind") == contents(tmp_path / "two" / "pagefind")


@pytest.mark.usefixtures("pagefind")
def test_the_index_is_made_only_when_there_is_something_new(site, tmp_path, monkeypatch):
    runs = []
    run = search._run
    monkeypatch.setattr(search, "_run", lambda *given: runs.append(1) or run(*given))
    site()
    site()
    assert len(runs) == 1
    before = contents(tmp_path / "output" / "pagefind")
    (tmp_path / "content" / "conf.md").write_text(POST.replace("tea", "coffee"), encoding="utf-8")
    site()
    assert len(runs) == 2
    after = contents(tmp_path / "output" / "pagefind")
    assert len(before) == len(after)
    assert before != after


def test_without_pagefind_the_site_has_no_search_and_the_author_is_told_in_one_line(site, tmp_path, monkeypatch):
    monkeypatch.setattr(search, "program", lambda: None)
    run = site()
    assert [str(warning) for warning in run.warnings] == [str(search.MISSING)]
    assert str(search.MISSING).startswith("search: Pagefind is not installed")
    assert not (tmp_path / "output" / "search").exists()
    assert not (tmp_path / "output" / "pagefind").exists()


@pytest.mark.parametrize("off", [{"search": False}, {"urls": {"search": None}}])
def test_a_site_can_do_without(site, indexed, tmp_path, off):
    run = site(RECAP=off, THEME=THEME)
    assert run.warnings == []
    assert indexed == []
    assert not (tmp_path / "output" / "search").exists()
    page = (tmp_path / "output" / "two-days-at-exampleconf-2021.html").read_text(encoding="utf-8")
    assert "search" not in page.replace("research", "").split("</head>")[1]


@pytest.mark.parametrize("text", ["", "#!/bin/sh\necho no room >&2\nexit 3\n"])
def test_a_program_that_fails_is_told_in_one_line_and_the_site_is_built(site, tmp_path, monkeypatch, text):
    program = tmp_path / "pagefind"
    if text:
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setattr(search, "program", lambda: program)
    run = site()
    (warning,) = run.warnings
    assert isinstance(warning, Problem)
    assert re.fullmatch(r"search: [^\n]+; the rest of the site is built[^\n]+", str(warning))
    assert ("no room" in str(warning)) == bool(text)
    assert (tmp_path / "output" / "two-days-at-exampleconf-2021.html").is_file()


def test_nothing_to_index_is_no_fault(tmp_path):
    assert search.update({}, tmp_path, "en") is None
    assert documents([], build(()), {}) == {}
