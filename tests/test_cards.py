"""The picture of a recap for those who share its address: what stands on it, and that it is drawn so."""

from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import as_file
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont, ImageOps, ImageStat

from recap.document import load
from recap.exports import card_png
from recap.exports.card import DRAWN, HIGH, PIXELS, WIDE, Layout, drawable, layout
from recap.exports.face import width
from recap.index import Post
from recap.model import Conference
from recap.site.templating import cards

EMPTY = load("quays.md", "").recap
QUAYS = Post(recap=EMPTY, url="x/", title="Quays", date=datetime(2020, 1, 2, tzinfo=UTC), tags=())


def card(title: str, day: str = "", conference: Conference | None = None, site: str = "Site") -> Layout:
    return layout(replace(QUAYS, title=title, recap=replace(EMPTY, conference=conference)), site, day)


def said(card: Layout) -> list[str]:
    return [words.text for words in card.words]


LATTICE = Conference(name="LatticeConf", year=2024, url="", place="Cork", reason="")


def test_a_card_that_was_drawn_is_not_drawn_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    first = cards.picture(card("Quays"))
    monkeypatch.setattr(card_png, "png", lambda _card: pytest.fail("drawn again"))
    assert cards.picture(card("Quays")) == first


def test_the_face_has_every_letter_that_a_card_may_show():
    with as_file(card_png.FACE) as file, TTFont(file) as font:
        known = set(font.getBestCmap())
    assert not [chr(code) for code in range(0x20, 0x2100) if DRAWN.fullmatch(chr(code)) and code not in known]


def test_a_card_says_the_day_as_people_write_it_where_the_face_has_the_letters():
    assert said(card("Quays", "2 January 2020")) == ["Quays", "Site · 2 January 2020"]
    assert said(card("Quays", "2020年1月2日")) == ["Quays", "Site · 2020-01-02"]


def test_a_title_is_drawn_without_what_the_face_cannot_show():
    assert said(card("Quays &amp; tides \u2728"))[0] == "Quays & tides"
    assert said(card("ÄÖ Ελλάς Київ"))[0] == "ÄÖ Ελλάς Київ"
    assert drawable(QUAYS)
    assert not drawable(replace(QUAYS, title="会議の記録"))


def test_the_table_of_widths_is_that_of_the_face():
    """Each letter takes no more room than the table says, and hardly less."""
    with as_file(card_png.FACE) as file:
        font = ImageFont.truetype(file, 1000)
    letters = [chr(code) for code in range(0x20, 0x2100) if DRAWN.fullmatch(chr(code))]
    assert not [one for one in letters if not 0 <= width(one) - font.getlength(one) / 1000 < 0.051]


@pytest.mark.parametrize(
    "title", ["W" * 90, "WWWWW WWWWWWW " * 6, "Широкий съезд щитоносцев " * 6, "½ & ¾ — " * 30]
)
def test_no_words_run_off_their_card(title):
    laid_out = card(title, conference=LATTICE, site="W" * 90)
    foot = next(words for words in laid_out.words if words.part == "foot")
    assert foot.x + foot.size * width(foot.text) <= WIDE
    titles = [words for words in laid_out.words if words.part == "title"]
    assert titles[0].text.startswith(title.split()[0][:3])
    assert all(words.x + words.size * width(words.text) <= WIDE for words in titles)


@given(st.text("aW …-", max_size=300))
@settings(max_examples=50)
def test_a_title_of_any_length_stays_within_its_card(title):
    lines = card(title).words
    assert 1 <= len(lines) <= 6
    assert all(0 < line.y < HIGH for line in lines)


def test_a_picture_shows_what_is_laid_out_where_it_is():
    """The badge's words are in the accent on white and the reverse below, the title is in ink beside the badge."""
    laid_out = card("Quays", conference=LATTICE)
    with Image.open(BytesIO(card_png.png(laid_out))) as file:
        picture = file.convert("RGB")
    assert picture.size == PIXELS
    accent, ink, paper = ImageColor.getrgb(laid_out.accent), (31, 26, 22), (252, 249, 244)
    colours = {"title": (ink, paper), "foot": ((95, 87, 80), paper), "badge": (accent, (255, 255, 255))}
    for words in laid_out.words:
        on, of = colours.get(words.part, (paper, accent))
        left = words.x if words.part in ("title", "foot") else words.x - 30
        area = (left, words.y - 0.6 * words.size, left + 60, words.y)
        shown = picture.crop(tuple(round(edge * PIXELS[0] / WIDE) for edge in area)).getcolors()
        seen = {colour for count, colour in shown if count > 20}
        assert {on, of} <= seen, words


@pytest.mark.parametrize("title", ["AV Town, Typ. Lj", "Ελλάς Київ ÄÖ", "No office fits"])
def test_letters_that_are_drawn_one_by_one_stand_as_in_a_line_of_the_face(title):
    """Kerned, and at their places to half a pixel."""
    laid_out = card(title)
    (words,) = (words for words in laid_out.words if words.part == "title")
    whole = Image.new("L", (2 * PIXELS[0], 2 * PIXELS[1]))
    unit = 2 * PIXELS[0] / WIDE
    with as_file(card_png.FACE) as face:
        font = ImageFont.truetype(face, words.size * unit)
    ImageDraw.Draw(whole).text((words.x * unit, words.y * unit), title, fill=255, font=font, anchor="ls")
    line = whole.reduce(2)
    left, top, right, bottom = line.getbbox() or pytest.fail("nothing drawn")
    around = (left - 3, top - 3, right + 3, bottom + 3)
    line = line.crop(around)
    with Image.open(BytesIO(card_png.png(laid_out))) as file:
        shown = ImageOps.autocontrast(ImageOps.invert(file.convert("L").crop(around)))
    edges = [picture.point(lambda light: light > 64 and 255).getbbox() for picture in (shown, line)]
    assert all(abs(one - other) <= 1 for one, other in zip(*edges, strict=True))
    assert ImageStat.Stat(ImageChops.difference(shown, line)).mean[0] < ImageStat.Stat(line).mean[0] / 8


def test_equal_cards_are_equal_pictures():
    """What one card left on the pen, the next does not show."""
    first = card_png.png(card("Quays", conference=LATTICE))
    card_png.png(card("Other words"))
    assert card_png.png(card("Quays", conference=LATTICE)) == first
