"""Front matter: each notation, told apart by content. Cases are posts with what is read from them beside them."""

import importlib.util
import json
import re
import string
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import dateutil.parser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recap.reading.front_matter import FrontMatter, as_list, as_text, parse_date, split

CASES = Path(__file__).resolve().parents[1] / "cases" / "front_matter"


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_each_case_reads_as_the_file_beside_it_says(case: Path, rewrite: bool) -> None:
    found = json.dumps(asdict(split(case.read_text("utf-8"))), indent=2, ensure_ascii=False, default=repr) + "\n"
    golden = case.with_suffix(".json")
    if rewrite:
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


# Laws

_LINE = st.sampled_from(
    [
        *(
            "---",
            "...",
            "+++",
            "",
            " ",
            "title: A",
            "Title: B: C",
            "date: 2015-06-07",
            "date: 2015-13-45",
            "tags:",
        ),
        *(
            "- a",
            "  - b",
            "\t- c",
            "    more",
            "Note: prose",
            "prose",
            "# Heading",
            'title = "A"',
            "[extra]",
            "a = 1",
        ),
        *('{"title": "A",', '"b": 1}', '{:title "A"', ":b [1 2]}", "a: &x [*x]", "a: !!binary x", "a: !!bool x"),
        *("? [a]", "<<: [*a]", "b: {c: [d]}", "e: |", "f: !x {a: b}", "\ttitle: X", "a: 99999999999999999999e999"),
    ]
)
_HEADERS = st.builds(
    str.__add__,
    st.sampled_from(["", "\ufeff", "---\n", "+++\n", "{", "\n---\r\n", "---\r"]),
    st.one_of(st.text(), st.lists(st.one_of(_LINE, st.text(max_size=12)), max_size=12).map("\n".join)),
)


@given(_HEADERS)
@example("---\ntitle: [" + "[" * 100_000)
@example("---\ntitle: " + "- " * 5_000 + "\n---")
@example("+++\ntitle = " + "[" * 100_000 + "\n+++")
@example("+++\n" + "a." * 2_000 + "a = 1\n+++")
@example('{"title": ' + "[" * 100_000)
@example("{:title " + "[" * 100_000)
@example("{:title " + ";" * 5_000)
@example("---\nsize: " + "9" * 5_000 + "\n---")
@example("---\ntitle" + " " * 50_000 + "\ndate: 2015-06-07\n---")
@example("---\ntitle: \ud800\n---")
@example("+++\n\x0c\n+++")
def test_any_text_is_split_and_nothing_of_the_body_is_lost(text: str) -> None:
    """`split` never raises; the body is the end of the text, line for line; every line it names exists."""
    found = split(text)
    lines = _lines(text)
    assert found.body in ("\n".join(lines[found.body_line - 1 :]), "")
    assert found.body_line <= len(lines)
    assert set(found.lines) == set(found.values)
    for line in (*found.lines.values(), *(fault.line for fault in found.problems)):
        assert 1 <= line <= len(lines)


@given(st.text())
def test_text_without_fence_brace_or_known_key_is_all_body(text: str) -> None:
    text = re.sub(r"[:{}=+-]", "", text)
    assert split(text).body == "\n".join(_lines(text))


@given(
    st.dictionaries(
        st.from_regex(r"[a-z][a-z]{0,8}", fullmatch=True), st.from_regex(r"\w[\w ,;.!]{0,20}\w", fullmatch=True)
    )
)
def test_pelican_lines_read_back_as_they_were_written(values: dict[str, str]) -> None:
    header = {"title": "A", **values}
    found = split("".join(f"{key}: {value}\n" for key, value in header.items()) + "\nBody: text\n")
    assert {key: found.values[key] for key in header} == header
    assert found.body == "Body: text\n"
    assert [found.lines[key] for key in header] == list(range(1, len(header) + 1))


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text.lstrip("\ufeff"))


# Line ends and invisible characters, which an editor would change in a case file


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("fence", ["", "---\n"])
def test_line_breaks_of_every_system_and_a_mark_at_the_start_are_read(newline: str, fence: str) -> None:
    post = f"\ufeff{fence}title: Larkconf  \ndate: 2015-06-07\n{fence or chr(10)}One\nTwo"
    found = split(post.replace("\n", newline))
    assert (found.values["title"], found.body) == ("Larkconf", "One\nTwo")
    assert found.lines["date"] == post.split("\n").index("date: 2015-06-07") + 1


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\ue028"])
@pytest.mark.parametrize("fence", ["", "---\n"])
def test_a_line_separator_inside_a_value_is_neither_lost_nor_counted(mark: str, fence: str) -> None:
    found = split(f"{fence}title: Lark{mark}conf\ndate: 2015-06-07\n{fence}\nBody")
    assert found.values["title"] == f"Lark{mark}conf"
    assert found.lines["date"] == (3 if fence else 2)
    assert not found.problems


def test_a_form_feed_is_no_line() -> None:
    assert split("title: A\x0cB\ndate: 2015-06-07\n\nBody").lines["date"] == 2


# Lists, words and dates


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("sre, usenix, sre,", ("sre", "usenix")),
        ("Doe, Jane; Doe, John", ("Doe, Jane", "Doe, John")),
        ("one,\ntwo\nthree", ("one", "two", "three")),
        (("a, b", "c", None, 2015), ("a, b", "c", "2015")),
        (({"name": "Jane", "url": "x"}, {"title": "Doe"}), ("Jane", "Doe")),
        (2015, ("2015",)),
        (None, ()),
        ("", ()),
    ],
)
def test_a_list_is_split_as_pelican_splits_it(value: object, items: tuple[str, ...]) -> None:
    assert as_list(value) == items  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "text"), [("a\n b", "a b"), (("a", "b"), "a"), ((), ""), (None, ""), ({"name": "n"}, "n"), (7, "7")]
)
def test_a_value_as_text_is_one_line(value: object, text: str) -> None:
    assert as_text(value) == text  # type: ignore[arg-type]


_EAST = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2015-06-07", datetime(2015, 6, 7)),
        ("2015-06-07_10:30", datetime(2015, 6, 7, 10, 30)),
        ("2015-06-07 10:00:00 +0200", datetime(2015, 6, 7, 10, tzinfo=_EAST)),
        ("2015-06-07T10:00:00.000Z", datetime(2015, 6, 7, 10, tzinfo=UTC)),
        ("2015-06-07 10:00 CEST", datetime(2015, 6, 7, 10)),
        ("Sun, 07 Jun 2015 10:00:00 GMT", datetime(2015, 6, 7, 10, tzinfo=UTC)),
        ("7 June 2015", datetime(2015, 6, 7)),
        ("23:09 11-16-2017", datetime(2017, 11, 16, 23, 9)),
        ("6/7/15", datetime(2015, 6, 7)),
        ("04.05.2015 18:30", datetime(2015, 5, 4, 18, 30)),
        ("4. 5. 2015", datetime(2015, 5, 4)),
        ("2015.05.04", datetime(2015, 5, 4)),
        ("June 2015", datetime(2015, 6, 1)),
        ("2015", datetime(2015, 1, 1)),
        (20150607, datetime(2015, 6, 7)),
        (date(2015, 6, 7), datetime(2015, 6, 7)),
        (datetime(2015, 6, 7, 10, tzinfo=_EAST), datetime(2015, 6, 7, 10, tzinfo=_EAST)),
        (("2015-06-07", "2016"), datetime(2015, 6, 7)),
        *(
            (none, None)
            for none in (
                "",
                "soon",
                "2015-13-45",
                "2015-02-30",
                "10:00",
                "10:20:30",
                "June",
                "7 June",
                "15",
                "٤0",
                "0١0٠0",
                "2015-06-0٧",
            )
        ),
        *((none, None) for none in (None, True, 3.5, (), {"name": "x"}, "0000-00-00", "9" * 500)),
    ],
)
def test_a_date_is_read_as_pelican_reads_it_or_not_at_all_but_for_dots(
    value: object, expected: datetime | None
) -> None:
    found = parse_date(value)
    assert found == expected
    assert found is None or expected is None or found.utcoffset() == expected.utcoffset()


@given(st.text(max_size=40) | st.from_regex(r"[\d:./ T+Zajmnpr-]{1,24}", fullmatch=True))
def test_any_text_is_a_date_that_names_its_year_or_none(text: str) -> None:
    """No text raises, and none borrows its year from today or from a default."""
    found = parse_date(text)
    assert found is None or f"{found.year % 100:02}" in re.sub(r"\D", "", text) or found.year < 100


@given(
    st.from_regex(
        r"\d{4}-[01]\d-[0-3]\d(?: [0-2]\d:[0-6]\d(?::[0-6]\d)?)?", fullmatch=True, alphabet=string.printable
    )
)
def test_a_date_as_most_are_written_is_what_dateutil_takes_it_for(text: str) -> None:
    """It is read without dateutil."""
    try:
        expected = dateutil.parser.parse(text, default=datetime(2000, 1, 1))
    except (ValueError, OverflowError):
        expected = None
    assert parse_date(text) == expected


# Other people's posts

NOT_IN_REFERENCE = {
    "068": "every line of the header is indented by a tab",
    "069": "every line of the header is indented by a tab",
    "090": "the header is a Clojure map",
}
"""Posts whose front matter the corpus's own splitter takes for body."""


def test_real_posts_are_split_where_the_corpus_splits_them(corpus: Path) -> None:
    spec = importlib.util.spec_from_file_location("front", corpus / "front.py")
    assert spec and spec.loader
    front = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(front)
    posts = {path.name[:3]: path.read_text("utf-8") for path in sorted((corpus / "posts").glob("*.md"))}
    assert {number for number, text in posts.items() if split(text).body != front.body(text)} == set(
        NOT_IN_REFERENCE
    )


def test_real_posts_have_the_title_and_the_date_that_their_headers_show(corpus: Path) -> None:
    for path in sorted((corpus / "posts").glob("*.md")):
        text = path.read_text("utf-8")
        found = split(text)
        assert not found.problems, path.name
        header = "\n".join(text.split("\n")[: found.body_line - 1])
        assert bool(found.values.get("title")) == ("title" in header.lower()), path.name
        assert bool(parse_date(found.values.get("date"))) == bool(_DATED.search(header)), path.name
        _assert_lines_hold_their_keys(found, header)


_DATED = re.compile(r"date\W+\d|\b\d{4}[-/]\d\d[-/]\d\d/?\S*$|\d\d-\d\d-\d{4}", re.I | re.M)


def _assert_lines_hold_their_keys(found: FrontMatter, header: str) -> None:
    lines = header.lower().split("\n")
    for key in ("title", "slug", "tags"):
        assert key not in found.lines or key in lines[found.lines[key] - 1]
