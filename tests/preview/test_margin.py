"""What stands beside a page in the preview. Cases are tests/cases/margin/*.md, each with its margin beside it."""

import os
from pathlib import Path

import pytest

from recap.preview.margin import Posts, margin

CASES = Path(__file__).resolve().parents[1] / "cases" / "margin"
POST = "Title: {}\nDate: 2021-05-04\nSummary: Words.\n\n{}\n"


@pytest.fixture
def post(tmp_path, monkeypatch):
    """Return a function that writes a file into the working folder and returns its name."""
    monkeypatch.chdir(tmp_path)

    def write(name, text):
        Path(name).write_text(text, encoding="utf-8")
        return name

    return write


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_a_case_has_the_margin_beside_it(post, rewrite, case):
    name = post(case.name, case.read_text(encoding="utf-8"))
    html = margin(Posts().site([name]), name, {"index.html": name}).replace("<li", "\n<li") + "\n"
    golden = case.with_suffix(".html")
    if rewrite:
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8")


def test_every_page_leads_to_the_drafts_and_to_nothing_else(post):
    draft = post("draft.md", POST.format("Soon & <b>", "Words.").replace("Summary", "Status: draft\nSummary"))
    addresses = {
        "talks.html": post("done.md", POST.format("Done", "Words.")),
        "drafts/käse & öl/index.html": draft,
    }
    html = margin(Posts().site(addresses.values()), None, addresses)
    assert '<summary>Drafts: 1</summary><ul><li><a href="/drafts/k%C3%A4se%20%26%20%C3%B6l/">' in html
    assert "Soon &amp; &lt;b&gt;</a></li></ul>" in html
    assert html.endswith("open one to see what was found in it.</p>")


def test_a_post_is_read_again_when_its_file_changed_and_no_sooner(post):
    posts, name = Posts(), post("day.md", POST.format("One", "Words."))
    (before,) = posts.site([name]).posts
    (again,) = posts.site([name]).posts
    assert again is before
    stamp = Path(name).stat().st_mtime_ns
    post(name, POST.format("One", "Other words."))
    os.utime(name, ns=(stamp, stamp))
    (longer,) = posts.site([name]).posts
    assert "Other" in longer.text
    post(name, POST.format("Two", "Other words."))
    os.utime(name, ns=(stamp + 1, stamp + 1))
    (later,) = posts.site([name]).posts
    assert later.document.recap.title == "Two"


def test_only_posts_that_are_there_are_looked_at(post):
    there = post("there.md", POST.format("There", "Words."))
    assert [each.path for each in Posts().site([post("badge.png", "x"), "gone.md", there]).posts] == [there]


def test_a_post_is_read_as_the_settings_say_and_again_when_they_change(post):
    conf = 'PLUGINS = ["recap"]\nTIMEZONE = "UTC"\nSITEURL = "https://notes.example"\n'
    name, posts = post("day.md", POST.format("A day", "<script>says()</script>")), Posts()

    def script():
        return "<script>" in posts.site([name]).posts[0].document.html

    post("pelicanconf.py", conf)
    assert script()
    post("pelicanconf.py", f'{conf}RECAP = {{"raw_html": False}}\n')
    assert not script()
    post("pelicanconf.py", "this is no Python\n")
    assert not script(), "the last settings that could be read hold"


def test_addresses_that_the_ledger_knows_are_known_and_one_that_is_damaged_knows_none(post):
    name = post("day.md", POST.format("A day", "[Old](http://example.org/) address."))
    Path(".recap").mkdir()
    post(".recap/ledger.json", '{"http://example.org/": {"https": true}}')
    assert "R044" in margin(Posts().site([name]), name, {})
    post(".recap/ledger.json", "{")
    assert "R044" not in margin(Posts().site([name]), name, {})


def test_a_rule_in_the_settings_that_does_not_exist_leaves_the_usual_ones(post):
    name = post("day.md", POST.format("A day", "It is [here](https://example.org/)."))
    check = 'RECAP = {"check": {"ignore": ["R041", "vague-link-txt"]}}'
    post("pelicanconf.py", f'PLUGINS = ["recap"]\nTIMEZONE = "UTC"\nSITEURL = "https://notes.example"\n{check}\n')
    assert "R041" in margin(Posts().site([name]), name, {})
