"""Lists as CommonMark reads them. Cases are Markdown files with the structure of their HTML beside them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown_structure import check_golden, structure

from recap.reading import markup
from recap.reading.markdown.lines import list_marker
from recap.reading.markdown.lists import ListExtension

CASES = Path(__file__).resolve().parents[1] / "cases" / "lists"
SPECIFICATION = CASES / "commonmark.md"
EXPECTED_FAILURES: dict[int, str] = {}
"""Number of an example -> why lists differ from it. Empty: none does."""

_EXAMPLE = re.compile(r"^`{32} example (\d+)\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
_EXAMPLES = [
    (int(number), text, html) for number, text, html in _EXAMPLE.findall(SPECIFICATION.read_text("utf-8"))
]


def test_all_examples_of_both_sections_are_there() -> None:
    assert len(_EXAMPLES) == 48 + 26


@pytest.mark.parametrize(
    ("number", "text", "html"), _EXAMPLES, ids=lambda value: value if isinstance(value, int) else ""
)
def test_the_specification_is_followed(number: int, text: str, html: str) -> None:
    plain = ("href", "start")
    found = structure(markup.html(text.replace("→", "\t")), plain)
    assert (found == structure(html.replace("→", "\t"), plain)) is (number not in EXPECTED_FAILURES)


@pytest.mark.parametrize(
    "case", sorted(path for path in CASES.glob("*.md") if path != SPECIFICATION), ids=lambda path: path.stem
)
def test_each_case_has_the_structure_of_the_file_beside_it(case: Path, rewrite: bool) -> None:
    check_golden(case, markup.html(case.read_text("utf-8")), rewrite=rewrite)


def test_the_extension_works_alone() -> None:
    """Without fences, tables and HTML of ours, in a plain Markdown instance."""
    html = Markdown(extensions=[ListExtension()]).convert("Talks:\n- one\n  - deeper\n- two\n\n> * quoted")
    assert (
        structure(html).split()
        == structure(
            "<p>Talks:</p><ul><li>one<ul><li>deeper</li></ul></li><li>two</li></ul>"
            "<blockquote><ul><li>quoted</li></ul></blockquote>"
        ).split()
    )


def test_a_wrapped_line_that_begins_with_a_year_stays_prose() -> None:
    assert list_marker("2015. It was hot.", interrupts=True) is None
    assert "<li>" not in markup.html("The conference was in Dublin in\n2015. It was hot.")


# Laws

_WORD = st.sampled_from(["alpha", "beta", "gamma", "`code`", "**bold**"])
_BULLET = st.sampled_from(["-", "*", "+"])


@given(_BULLET, st.integers(0, 3), st.integers(1, 4), st.lists(_WORD, min_size=1, max_size=6), st.booleans())
def test_each_item_written_is_an_item_shown(
    bullet: str, lead: int, gap: int, words: list[str], loose: bool
) -> None:
    """However far bullets and texts are indented, after a paragraph or not, tight or loose."""
    lines = [" " * lead + bullet + " " * gap + word for word in words]
    html = markup.html("Before:\n" + ("\n\n" if loose else "\n").join(lines))
    assert html.count("<ul>") == 1
    assert html.count("<li>") == len(words)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=8), _BULLET)
def test_an_item_indented_to_the_text_above_it_is_nested(gaps: list[int], bullet: str) -> None:
    lines, column = [], 0
    for number, gap in enumerate(gaps):
        lines.append(" " * column + bullet + " " * gap + f"level {number}")
        column += 1 + gap
    html = markup.html("\n".join(lines))
    assert html.count("<ul>") == len(gaps) == html.count("<li>")


_LINE = st.builds(
    str.__add__,
    st.sampled_from(["", "", " ", "  ", "   ", "    ", "      ", "> ", "- ", "1. "]),
    st.sampled_from(
        ["- a", "* b", "+ c", "1. d", "2) e", "> f", "g", "h", "", "-", "# i", "---", "```", "2015. j"]
    ),
)


@given(st.lists(_LINE, max_size=12))
def test_no_word_is_lost_and_none_is_shown_twice(lines: list[str]) -> None:
    text = "\n".join(lines)
    shown = re.sub(r"<[^>]*>", " ", markup.html(text))
    for word in "abcdefgi":
        assert (
            len(re.findall(rf"\b{word}\b", shown)) == len(re.findall(rf"(?<!`)\b{word}\b", text)) or "```" in text
        )


@pytest.mark.parametrize("mark", ["- ", "> ", "1. ", "> - "])
@pytest.mark.parametrize("depth", [49, 50, 51, 400])
def test_nesting_without_end_is_read(mark: str, depth: int) -> None:
    """Beyond MAX_DEPTH the marks are text."""
    assert "the end" in markup.html(mark * depth + "the end")
    lines = "\n".join("  " * level + "- level" for level in range(depth))
    assert markup.html(lines).count("level") == depth
