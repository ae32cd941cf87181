"""The outline: every piece of text once, in order, with its lines and its extent."""

import bs4
from hypothesis import given, settings
from hypothesis import strategies as st

from recap.reading import markup
from recap.reading.sessions.blocks import Outline
from recap.reading.sessions.outline import outline


def read(text: str) -> Outline:
    return outline(bs4.BeautifulSoup(markup.html(text), "lxml"))


def test_blocks_come_in_order_with_their_lines() -> None:
    found = read("# Title\n\nFirst  \nsecond\n\n* item\n  * inner\n\n| a |\n|---|\n| b |\n")
    assert [(b.shape, b.level, [line.text for line in b.lines]) for b in found.blocks] == [
        ("heading", 1, ["Title"]),
        ("paragraph", 0, ["First", "second"]),
        ("item", 1, ["item"]),
        ("item", 2, ["inner"]),
        ("row", 0, ["b"]),
    ]


def test_a_heading_runs_to_the_next_of_its_level() -> None:
    found = read("# A\n\ntext\n\n## B\n\ntext\n\n# C\n")
    a, _, b, _, c = found.blocks
    assert (a.end, b.end) == (c.start, c.start)
    assert [block.heading for block in found.blocks] == [-1, 0, 0, 2, -1]


def test_an_item_holds_what_is_nested_in_it() -> None:
    outer, inner, after = read("* outer\n  * inner\n* after\n").blocks
    assert outer.start < inner.start < inner.end == outer.end <= after.start
    assert inner.parent == 0


def test_the_first_paragraph_of_a_loose_item_is_its_line() -> None:
    first, second, _ = read("* first\n\n  more\n\n* second\n").blocks
    assert (first.shape, first.text, second.shape, second.parent) == ("item", "first", "paragraph", 0)


def test_runs_know_their_link_and_style() -> None:
    (block,) = read("**bold** and [*both*](http://x.example/) and `code`").blocks
    runs = {run.text: run for run in block.lines[0].runs}
    assert runs["bold"].bold and not runs["bold"].url
    assert runs["both"].em and runs["both"].url == "http://x.example/"
    assert runs["code"].code


def test_quotes_captions_and_code_are_no_paragraphs() -> None:
    found = read("> quoted\n\n<p><small>a caption</small></p>\n\n    code\n")
    assert [block.shape for block in found.blocks] == ["quote", "quote"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["# ", "* ", "  ", "\n", "\n\n", "> ", "<div>", "<li>", "</li>", "a", "|"])).map(
        "".join
    )
)
def test_extents_nest_and_every_tag_has_a_number(text: str) -> None:
    """Law: blocks start in order, end after they start, and all tags are numbered in document order."""
    soup = bs4.BeautifulSoup(markup.html(text), "lxml")
    found = outline(soup)
    starts = [block.start for block in found.blocks]
    assert starts == sorted(starts)
    assert all(block.start <= block.end for block in found.blocks)
    numbers = [found.number[id(tag)] for tag in soup.find_all(True)]
    assert numbers == sorted(set(numbers))
