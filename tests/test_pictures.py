"""Pictures: drawn of values alone, well-formed, escaped, with words for those who do not see them."""

import math
import re
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recap.index import Post, build
from recap.model import Conference, Link, Recap, Session
from recap.pictures import badge, heat, hue, strip, timeline
from recap.pictures.words import cells, lines, shortened, width

CSS = Path(__file__).resolve().parents[1] / "themes" / "recap" / "static" / "css" / "recap.css"
WORDS = st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40)


def session(kind: str) -> Session:
    return Session(
        kind=kind,
        title="Knots",
        speakers=(),
        marked=True,
        links=(),
        line=1,
        id="knots",
        reason="",
        speakers_reason="",
    )


def link(kind: str, number: int) -> Link:
    return Link(url=f"https://example.org/{kind}/{number}", text="", kind=kind, reason="", line=1)


def conference(name: str, year: int | None = 2024, place: str = "") -> Conference:
    return Conference(name=name, year=year, url="", place=place, reason="")


def recap(*, sessions: tuple[str, ...] = (), links: tuple[str, ...] = (), of: Conference | None = None) -> Recap:
    return Recap(
        title="", slug="a", date=None, lang="", tagline="", title_in_body=False, conference=of, sections=(),
        sessions=tuple(map(session, sessions)),
        links=tuple(link(kind, number) for number, kind in enumerate(links)),
        link_lists=(),
    )  # fmt: skip


def post(year: int, *tags: str, of: Conference | None = None) -> Post:
    date = datetime(year, 5, 2, tzinfo=UTC)
    return Post(recap=recap(of=of), url=f"{year}-{of.name if of else tags}/", title="", date=date, tags=tags)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def said(kind: str, number: int) -> str:
    return f"{number} {kind}"


# The strip


def test_the_strip_has_a_part_for_each_kind_as_wide_as_its_share() -> None:
    found = parsed(strip(recap(sessions=("workshop", "talk", "keynote"), links=("slides",) * 5), said))
    assert found.get("aria-label") == "1 workshop, 2 talk, 5 slides"
    assert [(part.get("class"), part.get("x"), part.get("width")) for part in found] == [
        ("workshop", "0%", "12.5%"),
        ("talk", "12.5%", "25%"),
        ("slides", "37.5%", "62.5%"),
    ]


def test_a_recap_of_words_alone_has_no_strip() -> None:
    assert strip(recap(), said) == ""


# The badge


def test_the_badge_says_name_place_and_year() -> None:
    found = parsed(badge(conference("LatticeConf", 2024, "Cork")))
    assert [text.text for text in found.iter("text")] == ["LatticeConf", "Cork · 2024"]


def test_a_place_that_is_too_long_makes_room_for_the_year() -> None:
    found = parsed(badge(conference("LatticeConf", 2024, "The Other Side of a Long Valley")))
    assert [text.text for text in found.iter("text")] == ["LatticeConf", "2024"]


@given(WORDS)
def test_a_badge_takes_any_name_and_no_line_is_wider_than_it(name: str) -> None:
    for text in parsed(badge(conference(name, None))).iter("text"):
        assert width(text.text or "") * float(text.get("font-size", 0)) < 160


def test_a_badge_can_have_lost_a_corner() -> None:
    assert badge(None, name="404", torn=True) != badge(None, name="404")


# Timeline and heat map


def test_the_timeline_has_a_badge_for_every_year_of_a_conference() -> None:
    index = build(
        [post(year, of=conference(name, year)) for name, year in (("A", 2019), ("B", 2019), ("A", 2022))]
    )
    found = parsed(timeline(index, "The conferences"))
    assert found.get("aria-label") == "The conferences"
    assert sorted(title.text or "" for title in found.iter("title")) == ["A 2019", "A 2022", "B 2019"]
    assert [text.text for text in found.iter("text")] == ["2019", "2020", "2021", "2022"]


def test_a_site_that_knows_no_year_has_no_timeline() -> None:
    assert timeline(build([post(2020)]), "") == ""
    assert timeline(build([post(2020, of=conference("A", None))]), "") == ""


def test_the_heat_map_is_darkest_where_most_recaps_are() -> None:
    index = build(
        [post(2020, "rope"), post(2021, "rope", "<knots>"), post(2021, "rope", of=conference("A", 2021))]
    )
    found = parsed(heat(index, "Tags", lambda number: f"{number} recaps"))
    shades = {
        title: rect.get("opacity") for rect in found.iter("rect") for title in [rect.findtext("title")] if title
    }
    assert shades == {"2021: 1 recaps": "0.78", "2020: 1 recaps": "0.78", "2021: 2 recaps": "1"}
    assert "<knots>" in {title.text for title in found.iter("title")}


def test_a_site_without_tags_has_no_heat_map() -> None:
    assert heat(build([post(2020)]), "Tags", str) == ""


@given(st.lists(st.integers(1990, 2030), min_size=1, max_size=8))
def test_places_are_shares_of_the_width(years: list[int]) -> None:
    index = build([post(year, "rope", of=conference("A", year)) for year in set(years)])
    for picture in (timeline(index, ""), heat(index, "", str)):
        places = [float(share) for share in re.findall(r' x="([\d.]+)%"', picture)]
        assert all(0 <= place < 100 for place in places)


# Words


@given(WORDS, st.integers(2, 20))
def test_a_shortened_text_fits(text: str, most: int) -> None:
    assert cells(shortened(text, most)) <= max(most, 1)


@given(WORDS)
def test_lines_lose_no_word(text: str) -> None:
    assert " ".join(lines(text, 8)) == " ".join(text.split())


# Colour: `oklch(46% 0.125 var(--hue))` in the stylesheet holds its contrast for every hue


def test_a_hue_is_the_same_for_all_spellings() -> None:
    assert hue("LatticeConf") == hue("latticeconf") != hue("RopeCon")


def rgb(lightness: float, chroma: float, angle: float) -> list[float]:
    """Return linear sRGB, what lies outside cut off, as browsers do."""
    a, b = chroma * math.cos(math.radians(angle)), chroma * math.sin(math.radians(angle))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    mixed = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return [min(1.0, max(0.0, part)) for part in mixed]


def colour(name: str, scheme: int, angle: int) -> float:
    """Return the luminance of one of the stylesheet's colours; `scheme` 0 is light, 1 dark."""
    (written,) = re.findall(rf"--{name}: light-dark\((.*)\);", CSS.read_text(encoding="utf-8"))
    values = re.findall(r"oklch\(([\d.]+)% ([\d.]+) (var\(--hue\)|[\d.]+)\)", written)[scheme]
    red, green, blue = rgb(
        float(values[0]) / 100, float(values[1]), angle if "hue" in values[2] else float(values[2])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("accent", "paper"), ("accent", "card"), ("accent", "mark"), ("on-badge", "badge"),
        ("ink", "paper"), ("ink", "mark"), ("faded", "paper"), ("faded", "wash"), ("faded", "mark"),
    ],
)  # fmt: skip
def test_words_stand_out_from_their_ground_for_every_hue(words: str, ground: str, scheme: int) -> None:
    for angle in range(360):
        darker, lighter = sorted(colour(name, scheme, angle) for name in (words, ground))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, f"{words} on {ground}, hue {angle}"
