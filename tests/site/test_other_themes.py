"""Pelican's own themes, unchanged: the posts have their classes, and the lists are there as plain pages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from bs4 import BeautifulSoup
from pelican import Pelican
from pelican.settings import read_settings

ROOT = Path(__file__).resolve().parents[2]
POSTS = ROOT / "tests" / "cases" / "theme"
IN_LANGUAGES = ROOT / "tests" / "cases" / "languages"
MENU = [("Conferences", "/conferences/"), ("Links", "/links/")]
LISTS = (
    "conferences/",
    "conferences/latticeconf/",
    "talks/",
    "workshops/",
    "speakers/",
    "speakers/ada-okoro/",
    "links/",
)


def built(output: Path, theme: str, **settings: Any) -> Path:
    small = {
        "PATH": str(POSTS), "OUTPUT_PATH": str(output), "CACHE_PATH": str(output.parent / "cache"),
        "THEME": theme, "MENUITEMS": MENU, **settings,
    }  # fmt: skip
    Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=small)).run()
    return output


@pytest.fixture(scope="module", params=["simple", "notmyidea"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp(request.param) / "output", request.param)


@pytest.fixture(scope="module")
def pages(site: Path) -> Mapping[str, BeautifulSoup]:
    """Every page of the site, by its address below the site's."""
    return {
        file.relative_to(site).as_posix().removesuffix("index.html"): BeautifulSoup(file.read_text(), "lxml")
        for file in site.rglob("*.html")
    }


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in page.select(selector)]


def test_the_lists_are_there_in_the_themes_own_frame(pages: Mapping[str, BeautifulSoup]) -> None:
    assert set(LISTS) <= set(pages)
    for address in LISTS:
        page = pages[address]
        assert page.select_one("header h1").get_text(strip=True).startswith("Recap"), address
        assert page.select_one(".recap-list h2").get_text(strip=True) in page.title.get_text(), address


def test_the_lists_are_valid_html(site: Path) -> None:
    """Parsed strictly: the first error raises."""
    for address in (*LISTS, "404.html"):
        file = site / address / ("index.html" if address.endswith("/") else "")
        try:
            html5lib.HTMLParser(strict=True).parse(file.read_text())
        except html5lib.html5parser.ParseError as error:
            pytest.fail(f"{address}: {error}")


def test_a_recap_has_its_sessions_as_sections_and_its_links_by_kind(pages: Mapping[str, BeautifulSoup]) -> None:
    page = pages["latticeconf-2024/"]
    assert page.select("article section.session.talk")
    assert page.select("article a.slides")
    assert page.select("article a.video")


def test_sessions_say_their_kind_and_where_their_slides_are(pages: Mapping[str, BeautifulSoup]) -> None:
    entry = next(item for item in pages["talks/"].select("li.session") if "Falling well" in item.get_text())
    assert entry.select_one(".kind").get_text() == "Talk:"
    assert entry.select_one("a.slides")["href"] == "https://speakerdeck.com/agren/falling-well"
    assert "LatticeConf" in entry.get_text()


def test_links_stand_under_their_kind_and_say_where_they_were_mentioned(
    pages: Mapping[str, BeautifulSoup],
) -> None:
    page = pages["links/"]
    assert texts(page, "h3#slides") == ["Slides"]
    entry = page.select_one("h3#slides + ul a.slides").parent
    assert "LatticeConf" in entry.get_text()


def test_from_each_list_one_gets_to_all_others(pages: Mapping[str, BeautifulSoup]) -> None:
    for address in LISTS:
        listed = {tag["href"] for tag in pages[address].select(".recap-pages a")} - {"/search/"}
        assert listed == {f"/{name}/" for name in ("conferences", "talks", "workshops", "speakers", "links")} - {
            f"/{address}"
        }


def test_every_link_of_the_lists_leads_to_a_page_and_a_place_on_it(pages: Mapping[str, BeautifulSoup]) -> None:
    for address in LISTS:
        for tag in pages[address].select(".recap-list a[href]"):
            url = urlsplit(urljoin(f"/{address}", tag["href"]))
            if not url.netloc:
                page = pages[unquote(url.path).removeprefix("/").removesuffix("index.html")]
                assert not url.fragment or page.find(id=unquote(url.fragment)), f"{address}: {tag['href']}"


def test_what_the_pages_load_is_there(site: Path, pages: Mapping[str, BeautifulSoup]) -> None:
    """The search's script, too, which these themes do not have."""
    for address in (*LISTS, *({"search/"} & set(pages))):
        loaded = [tag["src"] for tag in pages[address].select(".recap-list script")]
        loaded += [tag["href"] for tag in pages[address].select("link[rel=stylesheet]")]
        assert [url for url in loaded if not (site / url.removeprefix("/")).is_file()] == []


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_the_words_of_the_lists_are_in_the_sites_language(tmp_path: Path, theme: str) -> None:
    """And posts in another are marked as such."""
    site = built(tmp_path / "output", theme, PATH=str(IN_LANGUAGES), DEFAULT_LANG="de")
    page = BeautifulSoup((site / "workshops" / "index.html").read_text(), "lxml")
    assert "Talks" not in page.get_text() and "Vorträge" in texts(page, ".recap-pages a")
    assert "Aufzeichnung" in texts(page, "a.video")
    assert texts(page, "a[lang=ar][dir=rtl]")
    assert not page.select("[lang=de] [lang=de]")
