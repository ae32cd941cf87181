"""A recap's body as its page shows it: cases are tests/cases/session_heads/*.md, each with the HTML beside it."""

from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from recap.document import load
from recap.model import Session
from recap.site.templating.session_heads import says_itself, session_heads

CASES = Path(__file__).resolve().parents[1] / "cases" / "session_heads"


def head(session: Session, heading: str) -> str:
    speakers = ", ".join(speaker.name for speaker in session.speakers)
    links = " ".join(link.kind for link in session.links)
    return f"[{session.kind}]{heading}[{speakers}][{links}]"


def mark(session: Session, text: str) -> str:
    return "" if says_itself(text, session.kind) else f"[{session.kind}]"


def note(kind: str) -> str:
    return f"[{kind}]"


def shown(markdown: str) -> str:
    document = load(Path("post.md"), text=markdown)
    return session_heads(document.html, document.recap, head, mark, note)


def levels(html: str) -> list[int]:
    return [int(tag.name[1]) for tag in BeautifulSoup(html, "lxml").find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_the_body_is_shown_as_the_case_says(case: Path, rewrite: bool) -> None:
    found = shown(case.read_text(encoding="utf-8")) + "\n"
    expected = case.with_suffix(".html")
    if rewrite:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@given(st.lists(st.integers(1, 6), max_size=12))
def test_an_outline_starts_below_the_title_and_never_skips_a_level(written: list[int]) -> None:
    html = "".join(f"<h{level}>A part</h{level}>" for level in written)
    found = levels(session_heads(html, None, head, mark, note))
    assert all(level >= 2 for level in found)
    assert all(below <= above + 1 for above, below in pairwise([1, *found]))
    for (one, other), (before, after) in zip(pairwise(written), pairwise(found), strict=True):
        assert (after > before) == (other > one) or before == after == 6


@given(st.text(alphabet="<>h13/pre a\"'=classlinksession-!", max_size=60))
def test_any_text_passes_and_no_word_is_lost(html: str) -> None:
    found = session_heads(html, None, head, mark, note)
    kept = iter(found)
    assert all(letter in kept for letter in html if letter not in "123456")


def test_a_page_without_a_recap_has_its_outline_repaired() -> None:
    assert session_heads("<h1>One</h1><h4>Two</h4>", None, head, mark, note) == "<h2>One</h2><h3>Two</h3>"


def test_a_player_without_a_title_gets_the_name_of_its_site() -> None:
    html = '<iframe src="https://www.youtube.com/embed/a"></iframe><iframe title="Mine" src="https://b.example/"></iframe>'
    found = BeautifulSoup(session_heads(html, None, head, mark, note), "lxml")
    assert [frame["title"] for frame in found.find_all("iframe")] == ["youtube.com", "Mine"]


def test_an_address_that_is_none_is_shown_like_any_other() -> None:
    markdown = 'It is [here](http://[bad), or in <iframe src="http://[worse"></iframe>.'
    assert 'href="http://[bad"' in shown(markdown)


def test_comments_and_scripts_are_left_alone() -> None:
    html = "<!-- <h5>a</h5> --><script>'<h5>a</h5>'</script><style>/* <pre> */</style>"
    assert session_heads(html, None, head, mark, note) == html


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("<h3>Workshop: looms</h3>", True),
        ("<strong>[Workshop]</strong> Looms", True),
        ("🧵 workshop 2 &ndash; Looms", True),
        ("<p><em>Workshop</em>: looms", True),
        ("Workshop design for looms", False),
        ("Workshops: looms", False),
        ("Workshop’s end: looms", False),
        ('Looms <a href="/workshop:/', False),
        ("Workshop", False),
    ],
)
def test_a_label_is_not_shown_twice(html: str, says: bool) -> None:
    assert says_itself(html, "Workshop") == says


def test_an_item_that_says_what_it_is_gets_no_label() -> None:
    own, other = (f"- {label}Looms and how, by Ada Winter\n{{: .workshop }}\n" for label in ("Workshop: ", ""))
    assert ("[workshop]" in shown(own), "[workshop]" in shown(other)) == (False, True)
