"""What only a browser can tell of the look: the scheme, the margin, what fits a telephone, what stays put."""

from itertools import pairwise

import pytest

from .conftest import build

RECAP = "sreconeu2015recap"
PAGES = (
    "",
    f"{RECAP}/",
    "conferences/",
    "conferences/fosdem/",
    "talks/",
    "speakers/",
    "links/",
    "tags/",
    "404.html",
)


def paper(page):
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_the_scheme_that_a_reader_chose_stays_from_page_to_page(page, site):
    page.goto(f"{site}/")
    light = paper(page)
    switch = page.get_by_role("button", name="Dark colours")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    assert switch.get_attribute("aria-pressed") == "true"
    dark = paper(page)
    page.goto(f"{site}/links/")
    assert paper(page) == dark != light
    page.get_by_role("button", name="Dark colours").click()
    assert paper(page) == light


def test_what_a_filter_shows_can_be_sent_to_somebody(page, site):
    page.goto(f"{site}/links/")
    page.get_by_label("Words").fill("kafka")
    page.wait_for_url(f"{site}/links/?words=kafka")
    shown = page.locator("main .link-entry:visible").count()
    page.reload()
    assert page.get_by_label("Words").input_value() == "kafka"
    assert page.locator("main .link-entry:visible").count() == shown


@pytest.mark.parametrize("width", [1250, 1280, 1600])
def test_links_have_their_notes_in_the_margin_beside_them_and_never_over_each_other(page, site, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/{RECAP}/")
    found = page.evaluate(
        """[...document.querySelectorAll(".recap-body .margin-note")].map((note) => {
          const { x, y, right, bottom } = note.getBoundingClientRect();
          return { x, y, right, bottom, line: note.parentElement.getClientRects()[0].y };
        })"""
    )
    text = page.locator(".recap-body > p").first.bounding_box()
    assert len(found) > 20
    assert all(note["x"] > text["x"] + text["width"] and note["right"] <= width for note in found)
    assert all(above["bottom"] <= below["y"] + 1 for above, below in pairwise(found))
    assert all(abs(note["y"] - note["line"]) < 30 for note in found)


@pytest.mark.parametrize("width", [390, 1000])
def test_where_there_is_no_margin_a_session_has_its_links_at_its_head(page, site, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/{RECAP}/")
    assert page.locator(".margin-note:visible").count() == 0
    assert page.locator("#postmortems .link-row .link:visible").count() == 3


@pytest.mark.parametrize("width", [320, 390, 760])
def test_no_page_is_wider_than_its_window(page, site, width):
    page.set_viewport_size({"width": width, "height": 900})
    for address in PAGES:
        page.goto(f"{site}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_table_of_sessions_reads_like_a_programme_on_a_telephone(page, site):
    """The title has the width of the page, and nobody must scroll sideways."""
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{site}/orconf-2019/")
    assert page.locator("tr.session .title").first.bounding_box()["width"] > 250
    assert page.evaluate(
        "[...document.querySelectorAll('.wide')].every((box) => box.scrollWidth <= box.clientWidth)"
    )


@pytest.fixture(scope="module")
def odd(served, site, tmp_path_factory) -> str:
    """The address of a site whose titles are one long word, and whose table has rows that are no sessions."""
    folder, _ = served
    content = tmp_path_factory.mktemp("odd")
    rows = "| Time | Talk | Who |\n|--|--|--|\n| 9:00 | Registration | |\n| 9:30 | Caches | Ada Winter |\n"
    (content / "a.md").write_text(f"Title: {'W' * 90}\nDate: 2020-01-01\n\nWords.\n", "utf-8")
    (content / "b.md").write_text(
        f"Title: Table\nDate: 2020-01-02\n\n## Talks\n\n{rows}| 9:50 | Wool | Jane Roe |\n", "utf-8"
    )
    (content / "c.md").write_text(f"Title: {'V' * 90}\nDate: 2020-01-03\n\nWords.\n", "utf-8")
    build(folder / "odd", "--content", content)
    return f"{site}/odd"


@pytest.mark.parametrize("width", [390, 1280])
def test_titles_of_one_long_word_widen_no_page(page, odd, width):
    page.set_viewport_size({"width": width, "height": 900})
    for address in ("", "table/", f"{'w' * 90}/", "archives/"):
        page.goto(f"{odd}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_what_a_recap_without_a_conference_says_of_itself_stands_below_its_title(page, odd):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{odd}/{'w' * 90}/")
    title, facts = (page.locator(f".recap-head {part}").bounding_box() for part in ("h1", ".facts"))
    assert facts["y"] >= title["y"] + title["height"]
    assert facts["x"] == title["x"]


def test_rows_that_are_no_sessions_stand_in_line_with_those_that_are(page, odd):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{odd}/table/")
    boxes = page.locator("tbody td:nth-child(2)").evaluate_all(
        "cells => cells.map((c) => c.getBoundingClientRect().x)"
    )
    assert len(boxes) == 3
    assert len(set(boxes)) == 1


def test_a_printed_recap_has_its_notes_in_the_margin_and_every_address_at_its_end(page, site):
    page.goto(f"{site}/{RECAP}/")
    page.emulate_media(media="print")
    assert page.locator(".margin-note:visible").count() > 20
    assert page.locator(".site-nav:visible, form:visible, .contents:visible").count() == 0
    said = page.evaluate(
        """[...document.querySelectorAll(".foot-links a.link")]
            .map((link) => [link.href, getComputedStyle(link, "::after").content])"""
    )
    assert said and all(url.rstrip("/") in words for url, words in said)


def test_the_contents_fold_on_a_telephone_and_mark_where_one_reads(page, site):
    page.goto(f"{site}/{RECAP}/#postmortems")
    page.wait_for_selector(".contents a[aria-current]:has-text('Postmortems')")
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{site}/{RECAP}/")
    assert not page.locator(".contents a").first.is_visible()
    page.locator(".contents summary").click()
    assert page.locator(".contents a").first.is_visible()


def test_nothing_moves_once_it_is_shown(page, site):
    for address in PAGES:
        page.goto(f"{site}/{address}", wait_until="networkidle")
        moved = page.evaluate(
            """new Promise((done) => new PerformanceObserver((shifts) => done(shifts.getEntries().length))
              .observe({ type: "layout-shift", buffered: true }) || setTimeout(done, 200, 0))"""
        )
        assert moved == 0, address
