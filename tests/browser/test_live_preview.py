"""The preview in a browser: a file is saved, and the author sees it where they were."""

import os
import signal
import subprocess
import sys
from itertools import pairwise

import pytest

POST = "Title: A day at ExampleConf 2021\nDate: {date}\nSlug: day\n\n## Talks\n\n### Rivers - Ada Okoro\n{text}\n"
NOTED = """\
The [slides](https://toolconf.example/1.pdf), the [recording](https://toolconf.example/1.webm), the [code](https://toolconf.example/1.zip),
and [here](https://toolconf.example/1).

{long}

### Kettles - Mira Lund

She said so.

* A [tool](https://tool.example/), which boils
* Words twice

Words twice

##### Skipped

See https://toolconf.example/2 for more.
"""
LONG = "\n\n".join(f"Paragraph {number} of many." for number in range(200))
PLACE = 3000
"""Where the author has scrolled to, in pixels."""


@pytest.fixture
def preview(tmp_path):
    """A running `recap serve`: a function that writes the post, and the post's address."""

    def write(text, date="2021-05-04"):
        (tmp_path / "content" / "day.md").write_text(POST.format(text=text, date=date), encoding="utf-8")

    (tmp_path / "content").mkdir()
    write(f"First words.\n\n{LONG}")
    command = [sys.executable, "-m", "recap", "serve", "--port", "0"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "NO_COLOR": "1"}, **pipes) as process:
        yield write, f"{process.stdout.readline().split()[4]}day/"
        process.send_signal(signal.SIGINT)


@pytest.fixture
def window(browser):
    """A window; the test fails when the page complains."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(30_000)
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def test_a_saved_file_is_seen_and_the_place_is_kept(window, preview):
    write, address = preview
    window.goto(address)
    window.evaluate(f"scrollTo({{top: {PLACE}, behavior: 'instant'}})")
    write(f"Second words.\n\n{LONG}")
    window.get_by_text("Second words.").wait_for(state="attached")
    window.wait_for_function(f"document.readyState === 'complete' && Math.abs(scrollY - {PLACE}) < 2")


def test_a_fault_is_shown_over_the_last_good_page_and_goes_when_it_is_mended(window, preview):
    write, address = preview
    window.goto(address)
    write("Third words.", date="2021-02-31")
    window.get_by_text("content/day.md:2").wait_for()
    assert window.get_by_text("First words.").is_visible()
    write("Fourth words.")
    window.get_by_text("Fourth words.").wait_for()
    assert window.get_by_role("alert").count() == 0


def test_the_margin_is_opened_by_the_author_and_stays_open(window, preview):
    write, address = preview
    window.goto(address)
    note = window.locator("recap-preview li", has_text="Rivers - Ada Okoro")
    assert note.count() == 0
    window.get_by_text("Margin", exact=True).click()
    note.wait_for()
    write("See [here](https://example.org/).")
    window.locator("recap-preview li", has_text="R041").wait_for()


MARGIN = "document.querySelector('recap-preview').shadowRoot.querySelector('.margin')"
NOTES = f"""() => [...{MARGIN}.querySelectorAll('li[data-line]')].map((note) => {{
  const {{ x, y, right, bottom }} = note.getBoundingClientRect();
  return {{ x, y, right, bottom, says: note.textContent }};
}}).sort((one, other) => one.y - other.y)"""


@pytest.fixture
def notes(window, preview):
    """The notes in the margin of a post, on a window of a width."""
    write, address = preview
    write(NOTED.format(long=LONG))

    def opened(width):
        window.set_viewport_size({"width": width, "height": 800})
        window.goto(address)
        window.get_by_text("She said so.").wait_for()
        window.get_by_text("Margin", exact=True).click()
        window.locator("recap-preview li", has_text="R043").wait_for()
        return window.evaluate(NOTES)

    return opened


def test_on_a_wide_window_each_note_stands_beside_what_it_is_about(window, notes):
    """Beside the text, not over it, nor over each other, at the height of the heading, paragraph or link."""
    notes(1280)
    for width in (1280, 1000, 1680):
        window.set_viewport_size({"width": width, "height": 800})
        window.wait_for_timeout(300)
        found = window.evaluate(NOTES)
        edges = "[...document.querySelectorAll('main *')].map((each) => each.getBoundingClientRect().right)"
        text = max(window.evaluate(edges))
        assert len(found) > 10
        assert all(note["x"] >= text and note["right"] <= width for note in found)
        assert all(above["bottom"] <= below["y"] for above, below in pairwise(found))
        beside = {"talk Kettles": "Mira Lund", "tool tool": "which boils", "R043": "for more", "R020": "Skipped"}
        for said, words in beside.items():
            note = next(note for note in found if said in note["says"])
            place = window.locator(".recap-body").get_by_text(words).first.bounding_box()
            assert abs(note["y"] - place["y"]) < 60, (width, said)


def test_on_a_narrow_window_the_notes_are_below_the_text_in_the_order_of_their_lines(window, notes):
    lines = [int(note["says"].split()[0]) for note in notes(390)]
    assert lines == sorted(lines)
    window.evaluate("scrollTo({ top: 1e6, behavior: 'instant' })")
    end = window.evaluate("document.querySelector('body > footer').getBoundingClientRect().bottom")
    assert end <= window.evaluate(f"{MARGIN}.getBoundingClientRect().y") + 1
