"""What people and programs typed into a programme becomes text, names, addresses and times, or nothing."""

from datetime import date, datetime

import pytest

from recap.schedule import tidy

DAY = date(2026, 5, 2)
TEN = datetime(2026, 5, 2, 10)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" Ropes\n and\tknots ", "Ropes and knots"),
        ("Ro\u200bpes\ufeff", "Ropes"),
        ("a\x07b\u2028c", "a b c"),
        ({"de": "Seile", "en": "Ropes"}, "Ropes"),
        ({"de": "Seile"}, "Seile"),
        ({}, ""),
        (7, "7"),
        (True, ""),
        (None, ""),
        (["a"], ""),
    ],
)
def test_a_value_is_one_line_of_text(value, text):
    assert tidy.text(value) == text


def test_text_without_tags_keeps_what_is_none():
    assert tidy.plain("<b>Ropes</b><br>if a < b") == "Ropes if a < b"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Winter, Ben Okafor & Carla Benítez", ("Ada Winter", "Ben Okafor", "Carla Benítez")),
        ("Ada Winter and Ben Okafor", ("Ada Winter", "Ben Okafor")),
        ("Ada Winter (Ropes Ltd), Ben Okafor", ("Ada Winter", "Ben Okafor")),
        ("Ada Winter, maker of ropes", ("Ada Winter",)),
        ("Ada Winter; Ada Winter;", ("Ada Winter",)),
        ("", ()),
    ],
)
def test_a_line_names_people_each_once_and_no_affiliation(line, names):
    assert tidy.names_in(line) == names


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://a.example/x(1)", "https://a.example/x(1)"),
        ("https://a.example/a b<c>", "https://a.example/a%20b%3Cc%3E"),
        ("www.a.example", "http://www.a.example"),
        ("a.example.org/x", "http://a.example.org/x"),
        ("/talks/1", "https://conf.example/talks/1"),
        ("mailto:ada@a.example", ""),
        ("javascript:alert(1)", ""),
        ("https://a.example:port/", ""),
        ("https://[a", ""),
        ("", ""),
    ],
)
def test_an_address_is_whole_and_on_the_web_or_there_is_none(value, address):
    assert tidy.address(value, "https://conf.example/") == address


@pytest.mark.parametrize("value", ["/talks/1", "https:///x"])
def test_without_a_base_an_address_names_its_host(value):
    assert tidy.address(value) == ""


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-05-02T10:00:00+02:00", TEN),
        ("2026-05-02 10:00", TEN),
        ("02.05.2026 10:00", TEN),
        ("2.5.2026, 10.00", TEN),
        ("2 May 2026 10:00", TEN),
        ("2026-05-02 10:00 Uhr", TEN),
        ("3.5.2026 10:00", datetime(2026, 5, 3, 10)),
        ("10:00", TEN),
        ("10h00", TEN),
        ("12:30 am", datetime(2026, 5, 2, 0, 30)),
        ("12:30 p.m.", datetime(2026, 5, 2, 12, 30)),
        ("1:15pm", datetime(2026, 5, 2, 13, 15)),
        ("25:00", None),
        ("10:75", None),
        ("soon", None),
    ],
)
def test_a_time_is_that_of_the_clock_on_the_wall(value, moment):
    assert tidy.moment(value, DAY) == moment


def test_a_time_of_no_day_is_none():
    assert tidy.moment("10:00") is None


@pytest.mark.parametrize(
    ("value", "minutes"),
    [("00:45", 45), ("1:30", 90), ("1:30:00", 90), (45, 45), ("20 min", 20), ("20 hours", 30), ("", 30)],
)
def test_a_length_is_said_or_lies_between_two_times(value, minutes):
    assert tidy.minutes(value, TEN, TEN.replace(minute=30)) == minutes


def test_what_ends_before_it_begins_has_no_length():
    assert tidy.minutes("", TEN, TEN.replace(hour=9)) == 0
    assert tidy.minutes("", TEN, None) == 0


@pytest.mark.parametrize(
    "value", ["2026-05-02", "2026-05-02T23:00", "02.05.2026", "2 May 2026", "May 2, 2026", DAY, TEN]
)
def test_a_day_is_read_however_it_is_written(value):
    assert tidy.day(value) == DAY


def test_what_is_no_day_is_none():
    assert tidy.day("Saturday") is None
