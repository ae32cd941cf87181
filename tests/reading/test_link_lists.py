"""Link lists of a post: which, with what titles and notes. Cases are posts with what is found beside them."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from recap.reading import markup
from recap.reading.link_lists import FoundList, find_link_lists
from recap.reading.links import find_links

CASES = Path(__file__).resolve().parents[1] / "cases" / "link_lists"


def lists_of(text: str) -> list[FoundList]:
    soup = BeautifulSoup(markup.html(text), "lxml")
    return find_link_lists(soup, find_links(soup))


def as_text(listing: FoundList) -> str:
    giver = listing.title_tag.name if listing.title_tag else "-"
    items = [f"    {link.url} | {link.text} | {note}" for link, note in listing.items]
    return "\n".join([f"{listing.tag.name}: {listing.title!r} from {giver}", *items])


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_each_case_is_read_as_the_file_beside_it_says(case: Path, rewrite: bool) -> None:
    found = "\n\n".join(map(as_text, lists_of(case.read_text("utf-8")))) + "\n"
    golden = case.with_suffix(".txt")
    if rewrite:
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


_BLOCKS = st.lists(
    st.sampled_from(
        [
            "# Links",
            "**Tools**",
            "Some words:",
            "Some words.",
            "- [a](https://a.example/1)",
            "  - [b](https://a.example/2) more",
            "- words",
            "1. <https://a.example/3>",
            "| a |\n|---|\n| [c](https://a.example/4) |",
            "[d](https://a.example/5)  \n[e](https://a.example/6)",
            "> quote",
            "",
            "<div>",
            "</div>",
        ]
    ),
    max_size=15,
).map("\n".join)


@given(_BLOCKS)
def test_lists_hold_links_of_the_post_and_share_none(text: str) -> None:
    soup = BeautifulSoup(markup.html(text), "lxml")
    links = find_links(soup)
    members = [id(link) for listing in find_link_lists(soup, links) for link, _ in listing.items]
    assert len(members) == len(set(members))
    assert set(members) <= {id(link) for link in links}


@given(_BLOCKS)
def test_each_list_is_in_the_order_of_the_post_and_has_a_member(text: str) -> None:
    soup = BeautifulSoup(markup.html(text), "lxml")
    places = {id(tag): place for place, tag in enumerate(soup.find_all(True))}
    found = find_link_lists(soup, find_links(soup))
    assert [places[id(listing.tag)] for listing in found] == sorted(places[id(listing.tag)] for listing in found)
    assert all(listing.items and bool(listing.title) == bool(listing.title_tag) for listing in found)
