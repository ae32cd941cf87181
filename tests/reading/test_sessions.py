"""The sessions of a post. Cases are posts with what they should yield beside them, one line a session."""

import json
from pathlib import Path

import bs4
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recap.model import SESSION_KINDS
from recap.reading import markup
from recap.reading.links import find_links
from recap.reading.sessions import FoundSession, find_sessions

CASES = Path(__file__).resolve().parents[1] / "cases" / "sessions"


def sessions_of(text: str) -> list[FoundSession]:
    soup = bs4.BeautifulSoup(markup.html(text), "lxml")
    return find_sessions(soup, find_links(soup))


def _line(session: FoundSession) -> str:
    """`talk | Title | Speaker, Speaker | 2 links | reason | speakers' reason`; prose is said before the kind."""
    return " | ".join(
        [
            session.kind if session.marked else f"prose {session.kind}",
            session.title,
            ", ".join(speaker.name for speaker in session.speakers),
            " ".join(link.url.split("//")[1] for link in session.links),
            session.reason,
            session.speakers_reason,
        ]
    ).rstrip(" |")


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_each_case_yields_the_sessions_of_the_file_beside_it(case: Path, rewrite: bool) -> None:
    golden = case.with_suffix(".txt")
    found = "".join(_line(session) + "\n" for session in sessions_of(case.read_text("utf-8"))) or "none\n"
    if rewrite:
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


def test_the_first_post_is_read_right() -> None:
    """The post that the project began with: its workshops, its talk beside "Talks", and whose links are whose."""
    post = Path(__file__).resolve().parents[2] / "content" / "2015-06-07-sreconeu2015recap.md"
    body = post.read_text("utf-8").split("\n\n", 1)[1]
    marked = {session.title: session for session in sessions_of(body) if session.marked}
    assert {title: (s.kind, [x.name for x in s.speakers]) for title, s in marked.items()} == {
        "Postmortems": ("workshop", ["John Allspaw"]),
        "Large Scale Abstract Design": ("workshop", []),
        "Machine Learning on Machine Data": ("workshop", []),
        "Operational Software Design": ("talk", ["Theo Schlossnagle"]),
    }
    assert [link.url for link in marked["Operational Software Design"].links] == [
        "https://www.usenix.org/conference/srecon15europe/program/presentation/schlossnagle",
        "http://www.slideshare.net/postwait/operational-software-design",
        "http://backtrace.io/",
        "https://github.com/circonus-labs/fq",
    ]


def test_an_attribute_list_goes_before_what_the_text_says() -> None:
    text = "## Talks\n\n### Lunch {: .panel data-title='Food' data-speakers='A. B.; C. D.' }\n\nSoup.\n"
    (session,) = sessions_of(text)
    assert (session.kind, session.title) == ("panel", "Food")
    assert [speaker.name for speaker in session.speakers] == ["A. B.", "C. D."]
    assert session.reason == "the attribute list {: .panel }"
    assert sessions_of("## Talks\n\n### Queues - Jane Smith {: .not-a-session }\n\nText.\n") == []


def test_a_speaker_carries_the_address_the_post_gives_them() -> None:
    text = "## Talks\n\n### Queues - [Jane Smith](https://social.example/@jane)\n\nText.\n"
    (session,) = sessions_of(text)
    assert session.speakers[0].url == "https://social.example/@jane"


def test_a_link_of_a_nested_session_belongs_to_it_alone() -> None:
    text = (
        "## [Workshop] Soldering - Jane Smith\n\n[a](https://example.org/a)\n\n"
        "### [Talk] Irons - John Miller\n\n[b](https://example.org/b)\n"
    )
    assert [[link.url for link in session.links] for session in sessions_of(text)] == [
        ["https://example.org/a"],
        ["https://example.org/b"],
    ]


_PIECES = st.sampled_from(
    [
        "# ",
        "## Talks",
        "### ",
        "* ",
        "1. ",
        "**",
        "*",
        "[",
        "](http://x.example/y)",
        "\n",
        "\n\n",
        "  \n",
        " - ",
        ": ",
        "|",
        "Jane Smith",
        "by ",
        "gave a talk on ",
        "Keynote",
        "09:30",
        "(",
        ")",
        "「",
        "」",
        "さん",
        "님의 발표",
        "“",
        "”",
        "<li>",
        "<table><tr><td>",
        "{: .talk }",
        "{: .not-a-session }",
        "@jane",
        "É. Ö",
        "💀★",
        "--",
        "the end.",
        "| a | b |\n|--|--|\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=8), max_size=30).map("".join))
def test_any_text_is_read_and_each_session_has_a_place_and_a_title(text: str) -> None:
    """Law: no text stops the reading, each tag found is in the tree, no title is empty."""
    soup = bs4.BeautifulSoup(markup.html(text), "lxml")
    before = str(soup)
    there = {id(tag) for tag in soup.find_all(True)}
    links = find_links(soup)
    for session in find_sessions(soup, links):
        assert id(session.tag) in there or session.tag is soup
        assert session.title.strip()
        assert session.kind in SESSION_KINDS
        assert session.reason
        assert len({link.url for link in session.links}) == len(session.links)
    assert str(soup) == before


def test_the_labelled_posts_are_found_again(corpus: Path) -> None:
    """Of the marked sessions that careful readers found in real posts, nearly all titles are among ours."""
    wanted = hits = 0
    for label in sorted((corpus / "labels").glob("*.json")):
        text = (corpus / "posts" / f"{label.stem}.md").read_text("utf-8")
        titles = {_plain(session.title) for session in sessions_of(text)}
        marked = [s for s in json.loads(label.read_text("utf-8"))["sessions"] if s["marked"]]
        wanted += len(marked)
        hits += sum(_plain(session["title"]) in titles for session in marked)
    assert hits >= 0.85 * wanted


def _plain(title: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in title.casefold()).split())


def test_an_attribute_list_counts_in_a_loose_list_too() -> None:
    text = "* Soup\n\n* Maps on the wall\n{: .other }\n"
    assert [(session.kind, session.title) for session in sessions_of(text)] == [("other", "Maps on the wall")]


def test_the_author_can_say_that_a_sentence_names_no_session() -> None:
    text = "Jane Smith gave a talk on *Something else*.\n"
    assert [session.title for session in sessions_of(text)] == ["Something else"]
    assert sessions_of(text + "{: .not-a-session }\n") == []


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("## [Keynote] Tools - Ada Winter", "the label on its line", 'its heading, read as "Title - Speaker"'),
        (
            "## Workshops\n\n- Tools (Ada Winter)\n",
            'the words "Workshops" above it',
            'its list item, read as "Title (Speaker)"',
        ),
        ("## Talks\n\n### Lightning talks\n\nMany.", "the words of its title", "its heading"),
        (
            "## Keynotes\n\n### Ada Winter\n\nIt was on tools.",
            "the words of its title",
            "the words above it: its heading is a name",
        ),
        (
            "## Tools, Ada Winter {: .workshop }",
            "the attribute list {: .workshop }",
            'its heading, read as "Title, Speaker"',
        ),
        ('## Tools {: .talk data-title="Of tools" }', "the attribute list {: .talk }", "the attribute data-title"),
        (
            "## Tools, Ada Winter\n\nIn this workshop we built one.",
            "what its first sentences call it",
            'its heading, read as "Title, Speaker"',
        ),
    ],
)
def test_a_session_says_why_it_is_of_its_kind_and_where_its_title_stood(text: str, kind: str, title: str) -> None:
    found = sessions_of(text)[-1]
    assert (found.kind_reason, found.title_reason) == (kind, title)
