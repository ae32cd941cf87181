"""Which conference a post reports on. Cases are lines of tests/cases/conference/*.toml: add yours there."""

import tomllib
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recap.model import LINK_KINDS, Conference
from recap.reading.conference import find_conference, series_key
from recap.reading.conference.words import vocabulary

CASES = Path(__file__).resolve().parents[1] / "cases" / "conference"


def _cases(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / name).read_text("utf-8"))


@pytest.mark.parametrize(("title", "name", "year"), _cases("titles.toml")["cases"])
def test_a_title_names_its_conference(title: str, name: str, year: int) -> None:
    found = find_conference(given=None, title=title, date=None, links=[])
    assert (found and (found.name, found.year or 0)) == ((name, year) if name else None)


@pytest.mark.parametrize("case", _cases("posts.toml")["case"], ids=lambda case: case["says"])
def test_a_post_says_which_conference_and_why(case: dict[str, Any]) -> None:
    found = find_conference(
        given=case.get("given"),
        title=case["title"],
        date=datetime.fromisoformat(case["date"]) if "date" in case else None,
        links=[(url, text, kind) for url, text, kind in case.get("links", [])],
        opening=case.get("opening", ""),
        reports=case.get("reports", False),
    )
    expected = Conference(
        name=case.get("name", ""), year=case.get("year"), url=case.get("url", ""), reason=case.get("reason", "")
    )
    assert found == (expected if "name" in case else None)


@pytest.mark.parametrize("names", _cases("series.toml")["series"], ids=lambda names: names[0])
def test_spellings_and_editions_of_one_conference_meet(names: list[str]) -> None:
    assert len({series_key(name) for name in names}) == 1


def test_different_conferences_do_not_meet() -> None:
    keys = [series_key(names[0]) for names in _cases("series.toml")["series"]]
    assert not [pair for pair in combinations(keys, 2) if pair[0] == pair[1]]


def test_the_title_is_believed_before_a_link() -> None:
    links = [("https://rustconf.example/2018", "RustConf 2018", "event")]
    found = find_conference(given=None, title="Notes from CppCon", date=None, links=links, opening="RustConf 2018")
    assert found is not None
    assert (found.name, found.url) == ("CppCon", "")


def test_false_in_the_front_matter_means_no_conference() -> None:
    assert find_conference(given=False, title="PyCon 2015", date=None, links=[]) is None


def test_a_word_stands_in_one_list_of_what_is_said() -> None:
    """A word that is both a recap's and a frame's would have two weights."""
    words = vocabulary()
    assert not words.recap & words.framing
    assert not (words.recap | words.framing) & words.known


# Laws

_WORDS = st.sampled_from(
    [
        *("Recap", "of", "the", "The", "in", "and", "&", "Day", "1", "2", "2015", "'15", "#3", "v2"),
        *("PyCon", "JSConf", "EU", "Ghent", "Meetup", "conference", "C++", "31C3", "参加", "に", "후기"),
        *("—", "-", ":", "(", ")", "!", "?"),
    ]
)
_TITLES = st.one_of(st.text(max_size=60), st.lists(_WORDS, max_size=9).map(" ".join))
_LINKS = st.lists(st.tuples(st.text(max_size=30), _TITLES, st.sampled_from(LINK_KINDS)), max_size=3)
_GIVEN = st.one_of(
    st.none(), _TITLES, st.dictionaries(st.sampled_from(["name", "year", "url"]), _TITLES), st.integers()
)


@given(given=_GIVEN, title=_TITLES, date=st.none() | st.datetimes(), links=_LINKS, opening=_TITLES)
def test_whatever_a_post_says_there_is_an_answer(**post: Any) -> None:
    """Never an error; a name is never empty, and the reason is always said."""
    found = find_conference(**post)
    assert found is None or (found.name.strip() and found.reason)


@given(title=_TITLES)
def test_a_name_holds_only_what_the_title_says(title: str) -> None:
    found = find_conference(given=None, title=title, date=None, links=[])
    assert found is None or set(found.name.split()) <= set(title.replace("-", " ").split()) or found.name in title


@given(name=_TITLES)
def test_a_key_is_its_own_key(name: str) -> None:
    key = series_key(name)
    assert series_key(key) == key
