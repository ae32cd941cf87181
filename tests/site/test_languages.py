"""The interface in the site's language: whole catalogues, dates, and `lang` where a part is in another."""

import re
import subprocess
import sys
from datetime import date
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import html5lib
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from jinja2 import Environment
from pelican import Pelican
from pelican.settings import read_settings

from recap import THEME
from recap.model import LINK_KINDS, SESSION_KINDS
from recap.site.templating.languages import day_words, lang_attributes, translations
from recap.words import LINK_WORDS, SESSION_WORDS

ROOT = Path(__file__).resolve().parents[2]
POSTS = ROOT / "tests" / "cases" / "languages"
LOCALES = ROOT / "plugins" / "recap" / "locales"
CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/recap.po"))
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-shown")
"""Attributes that hold words."""
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3] if path.suffix == ".po" else None)


def texts(said: Any) -> tuple[str, ...]:
    """Return what a message says: one text, or one for each number."""
    return said if isinstance(said, tuple) else (said,)


# Catalogues


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The words of templates and plugin, as `inv messages` gathers them."""
    pot = tmp_path_factory.mktemp("messages") / "recap.pot"
    command = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "-q",
        "extract",
        "-F",
        "pyproject.toml",
        "-o",
        pot,
        ".",
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    return catalogue(pot)


def test_there_are_words_to_translate(gathered: Catalog) -> None:
    assert gathered.get("Slides") and gathered.get("Speakers") and gathered.get("%(num)s link")


def test_translators_are_shown_every_word(gathered: Catalog) -> None:
    """If not: `inv messages`, then fill in what is empty."""
    kept = {message.id for message in catalogue(LOCALES / "recap.pot")}
    assert kept == {message.id for message in gathered}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_is_complete_and_nothing_in_it_is_a_guess(path: Path, gathered: Catalog) -> None:
    words = catalogue(path)
    assert {message.id for message in words} == {message.id for message in gathered}
    assert not words.obsolete
    for message in words:
        assert all(texts(message.string)), message.id
        assert not message.fuzzy, message.id
        assert not list(message.check(words)), message.id
        if message.id:
            of_source = set(PLACEHOLDER.findall(texts(message.id)[-1]))
            assert all(set(PLACEHOLDER.findall(text)) == of_source for text in texts(message.string)), message.id


def test_every_kind_has_words() -> None:
    assert set(SESSION_WORDS) == set(SESSION_KINDS)
    assert set(LINK_WORDS) == set(LINK_KINDS)


# Which language


@pytest.mark.parametrize(
    ("lang", "slides"),
    [
        ("en", "Slides"), ("de", "Folien"), ("de_AT", "Folien"), ("de-CH", "Folien"), ("fr_CA", "Diapositives"),
        ("es", "Slides"), ("klingon", "Slides"), ("", "Slides"), ("../de", "Slides"),
    ],
)  # fmt: skip
def test_the_nearest_catalogue_is_used_and_english_where_there_is_none(lang: str, slides: str) -> None:
    assert translations(lang).gettext("Slides") == slides


@pytest.mark.parametrize(
    ("lang", "written"),
    [
        ("en", "7 June 2015"), ("en_US", "June 7, 2015"), ("de", "7. Juni 2015"), ("de-AT", "7. Juni 2015"),
        ("fr", "7 juin 2015"), ("es", "7 de junio de 2015"), ("he", "7 ביוני 2015"), ("klingon", "7 June 2015"),
    ],
)  # fmt: skip
def test_a_day_is_written_as_people_write_it(lang: str, written: str) -> None:
    assert day_words(date(2015, 6, 7), lang) == written


@pytest.mark.parametrize(
    ("lang", "within", "attributes"),
    [
        ("en", "", ' lang="en"'),
        ("he", "", ' lang="he" dir="rtl"'),
        ("", "en", ""),
        ("en", "en", ""),
        ("de_AT", "de-AT", ""),
        ("de_AT", "en", ' lang="de-AT"'),
        ("ar", "en", ' lang="ar" dir="rtl"'),
        ("en", "ar", ' lang="en" dir="ltr"'),
        ("he", "ar", ' lang="he"'),
        ('x"><b>', "en", ""),
        ("German", "en", ""),
    ],
)
def test_a_part_says_its_language_where_it_is_another(lang: str, within: str, attributes: str) -> None:
    assert lang_attributes(lang, within) == attributes


def test_english_words_keep_their_order_among_text_from_right_to_left() -> None:
    assert translations("ar").gettext("Slides") == "\u2066Slides\u2069"
    assert translations("ar").ngettext("%(num)s link", "%(num)s links", 2) == "\u2066%(num)s links\u2069"


# On the site


def built(output: Path, lang: str, **settings: Any) -> Path:
    small = {
        "PATH": str(POSTS), "OUTPUT_PATH": str(output), "CACHE_PATH": str(output.parent / "cache"),
        "THEME": THEME, "DEFAULT_LANG": lang, "RECAP": {"search": False}, **settings,
    }  # fmt: skip
    Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=small)).run()
    return output


def page(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address / "index.html").read_text(encoding="utf-8"), "lxml")


def pages(site: Path) -> list[Path]:
    """Return the files that readers see; a browser's bookmarks have a format of their own."""
    return [file for file in sorted(site.rglob("*.html")) if file.name != "bookmarks.html"]


def said(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in page.select(selector)]


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("german") / "output", "de")


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("arabic") / "output", "ar")


def test_a_german_site_has_german_words_and_dates(german: Path) -> None:
    recap = page(german, "seiltage-2023-alles-halt")
    assert recap.html["lang"] == "de"
    assert {"Konferenzen", "Vorträge", "Vortragende"} <= set(said(recap, ".site-nav a"))
    assert recap.select_one(".recap-head time")["datetime"] == "2023-06-07"
    assert said(recap, ".recap-head time") == ["7. Juni 2023"]
    assert "Folien" in said(recap, ".kind")


def test_an_interface_of_another_language_has_no_english_left(german: Path) -> None:
    """What catalogues cannot tell: words in a template that nobody marked."""
    english = re.compile(
        r"\b(?:recaps?(?!\.json)|talks?|speakers?|slides|recordings?|links? in|sessions?|all(?!})|by|page|under)\b"
    )
    for file in pages(german):
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")
        for tag in soup.select("[lang]:not(html), .recap-body, .host, script, style, [data-source]"):
            tag.extract()
        spoken = [tag[name] for name in SPOKEN for tag in soup.select(f"[{name}]")]
        own = " ".join([*(soup.body or soup).stripped_strings, *spoken])
        assert not english.findall(own), file.relative_to(german)


def test_a_post_in_another_language_says_so_and_the_interface_around_it_does_not(german: Path) -> None:
    recap = page(german, "fr/journees-des-cordes-2022-tout-tient")
    assert recap.html["lang"] == "de"
    assert recap.select_one(".recap-body")["lang"] == "fr"
    assert recap.h1["lang"] == "fr"
    assert not recap.select_one(".site-nav, .site-foot").find_parents(lang="fr")
    assert "«\u00a0tout tient\u00a0»" in recap.h1.get_text()
    assert "„Alles hält“" in page(german, "seiltage-2023-alles-halt").h1.get_text()


def test_text_from_right_to_left_says_so_on_any_site(german: Path, arabic: Path) -> None:
    recap = page(german, "ar/ropes-in-arabic")
    assert "dir" not in recap.html.attrs
    assert (recap.select_one(".recap-body")["lang"], recap.select_one(".recap-body")["dir"]) == ("ar", "rtl")
    assert page(arabic, "ropes-in-arabic").html["dir"] == "rtl"
    assert page(arabic, "de/seiltage-2023-alles-halt").h1["dir"] == "ltr"


def test_every_page_in_every_language_is_valid_html(german: Path, arabic: Path) -> None:
    for site in (german, arabic):
        for file in pages(site):
            try:
                html5lib.HTMLParser(strict=True).parse(file.read_text(encoding="utf-8"))
            except html5lib.html5parser.ParseError as error:
                pytest.fail(f"{file.relative_to(site)}: {error}")


def test_the_stylesheet_names_no_left_and_no_right(german: Path) -> None:
    """Start and end are where the language has them; code has one direction."""
    sheet = (german / "theme" / "css" / "recap.css").read_text(encoding="utf-8")
    sheet = re.sub(r"/\*.*?\*/|\{[^}]*direction: ltr[^}]*\}", "", sheet, flags=re.S)
    assert not re.findall(
        r"(?:margin|padding|border|inset)-(?:left|right)|[;{\s](?:left|right)\s*:|:\s*(?:left|right)\b", sheet
    )


# What a site brought itself


def test_translations_and_extensions_of_the_site_stay(tmp_path: Path) -> None:
    def shouted(text: str) -> str:
        return text.upper()

    output = built(
        tmp_path / "output",
        "de",
        JINJA_ENVIRONMENT={
            "extensions": ["jinja2.ext.do", "jinja2.ext.i18n"],
            "trim_blocks": True,
            "lstrip_blocks": True,
        },
        JINJA_FILTERS={"day_words": lambda day: f"day {day.day}"},
    )
    assert said(page(output, "seiltage-2023-alles-halt"), ".recap-head time") == ["day 7"]
    assert "Konferenzen" in said(page(output, "talks"), ".site-nav a")
    env = Environment(extensions=["jinja2.ext.i18n"])
    env.install_gettext_callables(shouted, NullTranslations().ngettext, newstyle=True)
    from recap.site.templating import languages

    languages.install(type("Generator", (), {"env": env, "settings": {"DEFAULT_LANG": "de"}}))
    assert env.from_string("{{ _('Slides') }}").render() == "SLIDES"
