"""Programmes in all their formats. A case is a programme with what it should yield in a .txt beside it."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recap.errors import RecapError
from recap.schedule import Programme, read_programme
from recap.schedule.formats import FORMATS
from recap.schedule.gather import RawSession, programme

CASES = Path(__file__).resolve().parents[1] / "cases" / "schedule"
PROGRAMMES = sorted(path for path in CASES.iterdir() if path.suffix in (".xml", ".json", ".ics", ".csv", ".yml"))

BOMB = b"""<?xml version="1.0"?><!DOCTYPE schedule [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>
<schedule><day><room><event><title>&d;&d;&d;</title></event></room></day></schedule>"""
FOREIGN = b"""<!DOCTYPE schedule [<!ENTITY x SYSTEM "file://%s">]><schedule><day><room>
<event><title>&x;</title></event></room></day></schedule>"""


def shown(programme: Programme) -> str:
    """Return a programme as lines: what it is, its sessions with what was found, what was skipped."""
    lines = [" | ".join(filter(None, (programme.format, programme.title, programme.place)))]
    for one in programme.sessions:
        when = f"{one.start:%Y-%m-%d %H:%M}" if one.start else ""
        place = [str(one.day or ""), when, f"{one.minutes} min" if one.minutes else "", one.room, one.track]
        lines.append(" | ".join([one.kind, one.title, ", ".join(one.speakers), *place]).rstrip(" |"))
        lines += [f"    {link.kind or '?'} | {link.text} | {link.url}" for link in one.links]
    lines += [f"skipped {one.what}: {one.reason}" for one in programme.skipped]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", PROGRAMMES, ids=lambda path: path.name)
def test_each_case_yields_what_stands_beside_it(case, rewrite):
    golden = case.with_name(f"{case.name}.txt")
    found = shown(read_programme(case.read_bytes(), case.name))
    if rewrite:
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


@pytest.mark.parametrize("case", PROGRAMMES, ids=lambda path: path.name)
def test_a_format_is_told_by_content_and_one_format_takes_it(case):
    """The order of the table decides nothing but whether JSON is a schedule, and XML never is a table."""
    data = case.read_bytes()
    assert [form.name for form in FORMATS if form.recognises(data)] == [read_programme(data, "x").format] or (
        b'"code"' in data
    )


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        BOMB.replace(b"<day>", b'<day date="&d;&d;&d;">'),
        BOMB.replace(b' version="1.0"', b' version="1.0" encoding="UTF-16"').decode().encode("utf-16"),
    ],
    ids=["in text", "in an attribute", "in UTF-16"],
)
def test_an_entity_bomb_is_refused_and_not_expanded(data):
    with pytest.raises(RecapError, match="entit"):
        read_programme(data, "bomb.xml")


def test_an_external_entity_is_refused_and_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    with pytest.raises(RecapError, match="document type") as caught:
        read_programme(FOREIGN % str(secret).encode(), "foreign.xml")
    assert "the secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<schedule><day></schedule>", "cut.xml:1: not well-formed XML"),
        (b"<html><body>404</body></html>", "the XML begins with <html>"),
        (b'{"schedule": {"conference": {"days": []}}}', "the schedule has no sessions"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "the calendar has no events"),
        (b"title,speaker\n", "headings and no rows"),
        (b"title,speaker\nLunch,\n", "read as CSV, it has no sessions"),
        (b"hello", "this is no programme that can be read"),
        (b"", "this is no programme that can be read"),
        (b'{"a": 1}', "this is no programme that can be read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(data, message):
    with pytest.raises(RecapError) as caught:
        read_programme(data, "cut.xml")
    assert message in str(caught.value)
    assert str(caught.value).startswith("cut.xml") and caught.value.problems[0].hint


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (RawSession(title="Registration", service=True), "a break, no session"),
        (RawSession(title="Welcome", service=True, speakers=("Ada Winter",)), "a break, no session"),
        (RawSession(title="Lunch"), "a break, no session"),
        (RawSession(title="Lunch", speakers=("Ada Winter",)), ""),
        (RawSession(title="Cancelled: Ropes"), "it was cancelled"),
        (RawSession(title="Ropes", status="withdrawn"), "it was cancelled"),
        (RawSession(title=" - "), "it has no title"),
        (RawSession(title="Ropes"), ""),
    ],
)
def test_what_is_no_session_is_left_out_with_the_reason(raw, reason):
    made = programme("x", "", "", [raw])
    assert [one.reason for one in made.skipped] == ([reason] if reason else [])
    assert len(made.sessions) == (not reason)


KEYS = [
    *("schedule", "conference", "days", "rooms", "title", "events", "persons", "links", "start", "date", "url"),
    *("sessions", "startsAt", "speakers", "categories", "code", "results", "slot", "track", "name", "room", "id"),
    *("categoryItems", "slug", "participants", "attachments"),
]
"""What the readers of JSON ask for."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)


@given(JSON)
def test_json_of_any_shape_is_read_or_refused_and_never_breaks(content):
    with suppress(RecapError):
        read_programme(json.dumps(content).encode(), "any.json")


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: f"BEGIN:VCALENDAR\n{text}".encode()))
def test_bytes_of_any_kind_are_read_or_refused(data):
    with suppress(RecapError):
        read_programme(data, "any")
