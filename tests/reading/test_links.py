"""Links of a post: which there are, of what kind and why. Cases are posts with what is found beside them."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from recap.model import LINK_KINDS
from recap.reading import markup
from recap.reading.links import FoundLink, find_links
from recap.reading.links.address import parse, wider
from recap.reading.links.kinds import TableError, default_table, read_table

CASES = Path(__file__).resolve().parents[1] / "cases" / "links"
TABLE = (Path(markup.__file__).parent / "links" / "kinds.toml").read_text("utf-8")


def links_of(text: str) -> list[FoundLink]:
    return find_links(BeautifulSoup(markup.html(text), "lxml"))


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_each_case_is_read_as_the_file_beside_it_says(case: Path, rewrite: bool) -> None:
    lines = [
        f"{link.kind:8} {link.url} | {link.text} | {link.reason}" for link in links_of(case.read_text("utf-8"))
    ]
    found = "\n".join(lines) + "\n"
    golden = case.with_suffix(".txt")
    if rewrite:
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


def test_the_tree_is_left_as_it_was() -> None:
    soup = BeautifulSoup(markup.html("- [a](https://a.example.org/1){: .slides }\n- *b*\n"), "lxml")
    before = str(soup)
    find_links(soup)
    assert str(soup) == before


def test_each_link_is_a_tag_of_the_tree_that_was_given() -> None:
    soup = BeautifulSoup(markup.html("[a](https://a.example.org/1) and <https://a.example.org/2>"), "lxml")
    assert [id(link.tag) for link in find_links(soup)] == [id(tag) for tag in soup.find_all("a")]


@given(st.text(max_size=200))
def test_no_text_stops_the_reading(text: str) -> None:
    assert all(link.kind in LINK_KINDS and link.reason for link in links_of(text))


_PIECES = st.lists(
    st.sampled_from(
        [
            "[",
            "](",
            ")",
            "https://",
            "a.example",
            "/",
            "slides",
            " ",
            "\n",
            "- ",
            "# ",
            "<a href='",
            "'>",
            "%",
            "?",
            "#",
            "[::1",
            "@",
            "www.",
            ":",
            "<iframe src=//x>",
            "<br>",
            "**",
        ]
    ),
    max_size=30,
).map("".join)


@given(_PIECES)
def test_no_broken_markup_stops_the_reading(text: str) -> None:
    links_of(text)


@given(st.text(max_size=80))
def test_any_address_can_be_taken_apart(target: str) -> None:
    assert parse(f"https://{target}").path.startswith("/")


# The table


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[labels.slides]", "[labels.slydes]", "slydes"),
        ('"slid.es"', '"youtube.com"', "youtube.com"),
        ('"slid.es"', '"Slid.es"', "Slid.es"),
        ('"slid.es"', '"slides"', "'slides'"),
        ("pattern = '^/pulse/'", "pattern = '^/pulse('", "pulse"),
        ("pattern = '^/pulse/'", "patern = '^/pulse/'", "patern"),
        ('"foliensatz"', '"Foliensatz"', "Foliensatz"),
        ('"foliensatz"', '"podcast"', "podcast"),
        ('kind = "article"\nsays = "of an article on L', 'kind = "essay"\nsays = "of an essay on L', "essay"),
    ],
)  # fmt: skip
def test_a_wrong_row_of_the_table_is_named(old: str, new: str, complaint: str) -> None:
    assert old in TABLE
    with pytest.raises(TableError, match=complaint):
        read_table(TABLE.replace(old, new, 1))


def test_every_kind_but_other_is_named_by_words() -> None:
    assert set(LINK_KINDS) - {"other"} <= set(default_table().labels.kinds.values()) | {"tool"}


def test_every_row_of_paths_that_names_a_host_names_one_that_is_listed() -> None:
    table = default_table()
    listed = {row.partition("/")[0] for row in table.hosts} | {"github.io"}
    parents = {
        rule.host: set(wider(rule.host)) for rule in (*table.paths.rows, *table.sure_paths.rows) if rule.host
    }
    assert not [host for host, rows in parents.items() if not rows & listed]
