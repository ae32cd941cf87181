"""The door: any text is read, and what keeps a post from being published is said with line and remedy."""

import html
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recap.document import load
from recap.errors import RecapError
from recap.reading.lines import plain

PIECES = st.sampled_from(
    [
        "# Talks\n", "### A title - Ada Winter\n", "* item\n",
        "  * [deck](https://example.org/a.pdf) by Ben Okafor\n", "1. one\n",
        "| a | b |\n|---|---|\n| [c](http://example.org) | d |\n", "**Title** by Ada Winter\n", "\n", "\n\n",
        "```\ncode\n", "> quote\n", "<div>", "<li>", "</section>", "[x][y]\n", "[y]: http://example.org\n",
        "---\n", "Title: x\n", "Date: soon\n", "{: .talk }\n", "&nbsp;",
        "<iframe src='//www.youtube.com/embed/x'></iframe>\n", "[^1]\n\n[^1]: note http://example.org/n\n",
        "    indented\n", "http://example.org/bare\n", "=====\n", "🎤 ",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=30).map("".join))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text):
    """`document.load` never raises on any text, and every line it reports exists."""
    document = load("2015-06-07-post.md", text)
    last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    recap = document.recap
    findings = [*recap.sessions, *recap.link_lists, *recap.links]
    assert all(1 <= finding.line <= last for finding in findings)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("post.md", "Title: A post\n\nWords.", "post.md:1: no date; write `Date: 2015-06-07` at the top"),
        ("2015-06-07-post.md", "Words.", "2015-06-07-post.md:1: no title; write `Title: ...` at the top"),
        ("post.md", "Title: A post\nDate: soon\n\nWords.", "post.md:2: the date 'soon' is none; write it as"),
        ("post.md", "Title: A post\nDate: 2015-13-45\n\nWords.", "post.md:2: the date '2015-13-45' is none"),
    ],
)
def test_what_keeps_a_post_back_is_said_with_line_and_remedy(name, text, said):
    problems = [str(problem) for problem in load(name, text).problems]
    assert len(problems) == 1
    assert problems[0].startswith(said)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2015-06-07-post.md", "# A post\n\nWords."),
        ("2015-06-07-post.md", "Title: A post\n\nWords."),
        ("2015-06-07-post.md", "A post\n======\n\nWords."),
        ("post.md", "Title: A post\nDate: 7 June 2015\n\nWords."),
    ],
)
def test_title_and_date_may_stand_where_authors_put_them(name, text):
    document = load(name, text)
    assert document.problems == ()
    assert document.recap.title == "A post"
    assert document.recap.date.date().isoformat() == "2015-06-07"


def test_a_heading_that_is_the_title_is_marked_as_it():
    assert 'class="recap-title"' in load("2015-06-07-post.md", "# A post\n\nWords.").html
    assert 'class="recap-title"' not in load("2015-06-07-post.md", "Title: x\n\n# A post\n\nWords.").html


def test_a_file_that_is_not_utf8_is_named_with_its_line(tmp_path: Path):
    path = tmp_path / "post.md"
    path.write_bytes(b"Title: A post\n\nCaf\xe9\n")
    with pytest.raises(RecapError, match=r"post\.md:3: not UTF-8: the byte 0xe9 .*; save the file as UTF-8"):
        load(path)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(RecapError, match=r"nothing\.md: No such file"):
        load(tmp_path / "nothing.md")


def check_lines(path: Path) -> list[str]:
    """Return the findings of a post whose line does not hold them."""
    text = path.read_text(encoding="utf-8", errors="replace")
    source = html.unescape(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    recap = load(path, text).recap
    wrong = []

    def holds(line: int, *needles: str) -> bool:
        return any(needle and needle in plain(source[line - 1]) for needle in needles)

    for link in recap.links:
        words = plain(link.text.split(" ")[0]) if link.text else ""
        if not holds(link.line, plain(link.url), plain(link.url.split("//")[-1]), words):
            wrong.append(f"{path.name}:{link.line} does not hold {link.url} {link.text!r}")
    for session in recap.sessions:
        words = [plain(word) for word in session.title.split()[:2]]
        if not holds(session.line, *words):
            wrong.append(f"{path.name}:{session.line} does not hold {session.title!r}")
    return wrong


def test_a_line_that_begins_with_signs_is_not_taken_for_the_heading_below_it():
    text = "Title: A post\n\n## Talks\n\n### Queues\n*.#&, in Room A*\n\n### \\# A {: .talk }\n"
    assert [session.line for session in load("2015-06-07-post.md", text).recap.sessions] == [5, 8]


def test_every_line_of_a_real_post_holds_what_it_is_said_to_hold(corpus):
    wrong = [line for post in sorted((corpus / "posts").glob("*.md")) for line in check_lines(post)]
    assert wrong == []
