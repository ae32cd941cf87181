"""The body as it goes into the page: cases are files, what becomes of them stands beside them."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from recap.reading import markup
from recap.reading.annotate import HTML, inner_html
from recap.reading.body import read_body
from recap.reading.options import ReadingOptions

CASES = sorted((Path(__file__).parents[1] / "cases" / "annotate").glob("*.md"))
PLAIN = ReadingOptions(typogrify=False)


def html_of(text: str) -> str:
    return read_body(text, 1, PLAIN).html


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_body_is_marked_up_as_the_case_says(case, rewrite):
    golden = case.with_suffix(".html")
    html = html_of(case.read_text(encoding="utf-8")) + "\n"
    if rewrite:
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8")


WORDS = st.sampled_from(["# A\n\n", "## B - Ada Winter\n\n", "### C\n\n", "* [x](http://e.org/x)\n", "text\n\n"])


@given(st.lists(WORDS, max_size=12).map("".join))
@settings(max_examples=100, deadline=None)
def test_nothing_the_author_wrote_is_moved_or_lost(text):
    """The words of the annotated body are those of the plain one, in order, and no two ids are alike."""
    soup = BeautifulSoup(html_of(text), "lxml")
    assert soup.get_text() == BeautifulSoup(markup.html(text), "lxml").get_text()
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<br>", "<b class='x  y'>", "</b>", "a & b &lt;i> ", "<img alt='\"' src=/>",
        "<img alt=\"it's 'so'\">",
        "<a title='\"a\" & it&#39;s' href='/?a&amp;b'>", "</a>", "<!-- a & b -->", "<script>a < b && c</script>",
        "<style>p > a {}</style>", "<template>a & <b>c</b></template>", "<pre> \n a</pre>", "<input checked>",
        "<video controls></video>", "<meta charset=latin1>",
        "<meta http-equiv=content-type content='text/html; charset=x'>",
        "<?php a ?>", "<!DOCTYPE html>", "<svg viewBox='0 0 1 1'><path/></svg>", "<ruby>a<rt>b</rt></ruby>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_tree_is_written_as_beautiful_soup_writes_it(html):
    soup = BeautifulSoup(f"<div>{html}</div>", "lxml")
    assert inner_html(soup) == soup.decode_contents(formatter=HTML)
