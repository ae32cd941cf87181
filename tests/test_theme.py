"""The theme on a small site: every page a visitor can reach is valid, complete and leads nowhere wrong."""

import gzip
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from bs4 import BeautifulSoup, Tag
from pelican import Pelican
from pelican.settings import read_settings

from recap import THEME
from recap.model import LINK_KINDS

ROOT = Path(__file__).resolve().parents[1]
POSTS = ROOT / "tests" / "cases" / "theme"

PAGE_TYPES = (
    "", "page/2/", "latticeconf-2024/", "archives/", "conferences/", "conferences/latticeconf/", "talks/",
    "workshops/", "speakers/", "speakers/ada-okoro/", "links/", "tags/", "tag/climbing/", "tag/climbing/page/2/",
    "categories/", "category/notes/", "authors/", "author/mira-falk/", "404.html", "pages/about/",
)  # fmt: skip

LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}


def built(output: Path, **settings: Any) -> Path:
    """Build the small site into `output`, with the checkout's settings and these, and return the folder."""
    small = {
        "PATH": str(POSTS),
        "OUTPUT_PATH": str(output),
        "CACHE_PATH": str(output.parent / "cache"),
        "THEME": THEME,
        "DEFAULT_PAGINATION": 1,
        **settings,
    }
    Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=small)).run()
    return output


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("site") / "output")


@pytest.fixture(scope="module")
def pages(site: Path) -> Mapping[str, BeautifulSoup]:
    """Every page of the site, by its address below the site's."""
    return parsed(site)


def parsed(site: Path) -> Mapping[str, BeautifulSoup]:
    return {
        file.relative_to(site).as_posix().removesuffix("index.html"): BeautifulSoup(file.read_text(), "lxml")
        for file in page_files(site)
    }


def page_files(site: Path) -> list[Path]:
    """Return every page; a bookmarks file is no page, whatever its name ends in."""
    return [file for file in sorted(site.rglob("*.html")) if file.name != "bookmarks.html"]


def test_every_page_type_is_there(pages: Mapping[str, BeautifulSoup]) -> None:
    assert set(PAGE_TYPES) <= set(pages)


def test_every_page_is_valid_html(site: Path) -> None:
    """Parsed strictly: the first error raises."""
    for file in page_files(site):
        try:
            html5lib.HTMLParser(strict=True).parse(file.read_text())
        except html5lib.html5parser.ParseError as error:
            pytest.fail(f"{file.relative_to(site)}: {error}")


def test_every_page_has_one_first_heading_a_plain_title_and_a_description(
    pages: Mapping[str, BeautifulSoup],
) -> None:
    for address, page in pages.items():
        assert len(page.find_all("h1")) == 1, address
        assert page.title and page.title.get_text(strip=True), address
        assert "<" not in page.title.get_text() and "&amp;" not in page.title.get_text(), address
        assert page.select_one("meta[name=description]")["content"], address
        assert page.html["lang"] == "en", address


def test_every_page_has_landmarks_and_a_way_past_them(pages: Mapping[str, BeautifulSoup]) -> None:
    for address, page in pages.items():
        assert all(page.find(part) for part in ("header", "nav", "main", "footer")), address
        assert page.body.find("a")["href"] == f"#{page.main['id']}", address


def test_no_identifier_stands_twice_and_no_link_is_empty(pages: Mapping[str, BeautifulSoup]) -> None:
    for address, page in pages.items():
        ids = [tag["id"] for tag in page.find_all(id=True)]
        assert len(ids) == len(set(ids)), address
        for link in page.find_all("a"):
            assert link.get("href"), f"{address}: {link}"
            assert link.get_text(strip=True), f"{address}: {link}"


def test_nothing_is_loaded_from_elsewhere(pages: Mapping[str, BeautifulSoup], site: Path) -> None:
    for address, page in pages.items():
        loaded = [tag[LOADING[tag.name]] for tag in page.find_all(list(LOADING)) if tag.get(LOADING[tag.name])]
        loaded += [link["href"] for link in page.select("link[rel=stylesheet], link[rel=icon], link[rel=preload]")]
        assert not [url for url in loaded if urlsplit(url).netloc], address
    for sheet in site.rglob("*.css"):
        assert "url(" not in sheet.read_text() and "@import" not in sheet.read_text()


def test_every_link_within_the_site_leads_to_a_page_and_a_place_on_it(site: Path) -> None:
    assert not broken_links(site)


def test_a_page_that_is_switched_off_is_linked_from_nowhere(tmp_path: Path) -> None:
    off = dict.fromkeys(("speaker", "conference", "links", "conference_atom", "conference_rss"))
    site = built(tmp_path / "output", RECAP={"urls": off})
    assert not (site / "links").exists()
    assert not broken_links(site)


def broken_links(site: Path) -> list[str]:
    pages = parsed(site)
    return [
        f"{address}: {link}"
        for address, page in pages.items()
        for link in inner_links(page)
        if not is_there(urljoin(f"/{address}", link), site, pages)
    ]


def inner_links(page: BeautifulSoup) -> list[str]:
    return [tag["href"] for tag in page.find_all(["a", "link"], href=True) if not urlsplit(tag["href"]).netloc]


def is_there(url: str, site: Path, pages: Mapping[str, BeautifulSoup]) -> bool:
    parts = urlsplit(url)
    address = unquote(parts.path).removeprefix("/").removesuffix("index.html")
    if address not in pages:
        return (site / address).is_file()
    return not parts.fragment or pages[address].find(id=unquote(parts.fragment)) is not None


def test_the_pages_of_a_relative_site_open_from_disk(tmp_path: Path) -> None:
    """Every link names a file: a folder opened from disk does not show its index.html."""
    site = built(tmp_path / "output", RELATIVE_URLS=True)
    for file in page_files(site):
        page = BeautifulSoup(file.read_text(), "lxml")
        for tag in page.select("body a[href], link[rel=stylesheet]"):
            url = urlsplit(tag["href"])
            if not url.netloc and url.path:
                assert (file.parent / unquote(url.path)).is_file(), f"{file.relative_to(site)}: {tag['href']}"


def test_addresses_for_others_are_whole_where_the_site_has_an_address(tmp_path: Path) -> None:
    site = built(tmp_path / "output", SITEURL="https://notes.example/recaps")
    page = parsed(site)["latticeconf-2024/"]
    whole = "https://notes.example/recaps/latticeconf-2024/"
    assert page.select_one("link[rel=canonical]")["href"] == whole
    assert page.select_one("meta[property='og:url']")["content"] == whole


# A recap's page

ANCHORS = "Anchors, averyveryveryveryveryveryveryveryveryveryveryveryverylongwordindeedwithoutanybreak"


@pytest.fixture(scope="module")
def recap(pages: Mapping[str, BeautifulSoup]) -> BeautifulSoup:
    return pages["latticeconf-2024/"]


def texts(page: BeautifulSoup | Tag, selector: str) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in page.select(selector)]


def test_a_recap_shows_its_conference_tagline_date_author_and_tags(recap: BeautifulSoup) -> None:
    head = recap.select_one(".recap-head")
    assert texts(head, ".badge .words") == ["LatticeConf 2024"]
    assert texts(head, ".tagline") == ["What “up” means, said by people who <climb>"]
    assert head.time["datetime"] == "2024-05-02"
    assert texts(head, "[rel=author]") == ["Mira Falk"]
    assert set(texts(head, "[rel=tag]")) == {"climbing", "rope", "R&D"}


def test_the_contents_list_names_every_heading_and_leads_to_it(recap: BeautifulSoup) -> None:
    body = recap.select_one(".recap-body")
    levels = ["h2", "h3", "h4"]
    headings = {tag["id"] for tag in body.find_all(levels, id=True)} | {
        tag["id"] for tag in body.select("section[id]")
    }
    listed = [link["href"].removeprefix("#") for link in recap.select(".contents a")]
    assert len(listed) == len(body.find_all(levels))
    assert set(listed) <= headings


def test_a_draft_without_a_date_shows_none(pages: Mapping[str, BeautifulSoup]) -> None:
    page = pages["drafts/begun-on-the-train/"]
    assert not page.main.find("time")
    assert not page.head.find("meta", property="article:published_time")


def test_every_session_of_a_recap_stands_on_its_page_once(recap: BeautifulSoup) -> None:
    """With its own part in the body, or at the foot where the text only mentions it."""
    body = texts(recap, ".recap-body .session-title")
    foot = texts(recap, ".foot-sessions .title")
    assert body == ["Knots that let go - Ada Okoro", "Falling well", ANCHORS]
    assert not set(body) & set(foot)


def test_the_foot_of_a_recap_lists_all_links_by_kind(recap: BeautifulSoup) -> None:
    kinds = texts(recap, ".foot-links dt")
    assert {"Slides", "Recording", "Code"} <= set(kinds)
    hrefs = [tag["href"] for tag in recap.select(".foot-links a.link")]
    assert len(hrefs) == len(set(hrefs))
    assert "https://speakerdeck.com/agren/falling-well" in hrefs


def test_a_related_recap_says_what_it_shares(recap: BeautifulSoup) -> None:
    (shares,) = texts(recap, ".foot-related .shares")
    assert "Ada Okoro" in shares
    assert "climbing" in shares


def test_a_post_in_two_languages_leads_to_the_other(pages: Mapping[str, BeautifulSoup]) -> None:
    page = pages["latticeconf-2023/"]
    (other,) = page.select(".recap-head [hreflang=de]")
    assert "auf einer Seite" in other.get_text()
    german = next(page for page in pages.values() if page.select_one(".recap-body[lang=de]"))
    assert german.select(".recap-head [hreflang=en]")


def test_a_draft_says_so_and_is_not_for_search_engines(pages: Mapping[str, BeautifulSoup]) -> None:
    drafts = [page for address, page in pages.items() if address.startswith("drafts/")]
    assert len(drafts) == 2
    for draft in drafts:
        assert draft.select_one(".draft")
        assert draft.select_one("meta[name=robots]")["content"] == "noindex"


def test_a_title_in_the_body_is_not_repeated(pages: Mapping[str, BeautifulSoup]) -> None:
    page = next(page for page in pages.values() if page.select_one(".recap-body h1"))
    assert texts(page, "h1") == ["A title that stands in the body"]


def test_a_link_that_says_little_is_named_by_its_session(pages: Mapping[str, BeautifulSoup]) -> None:
    assert "Knots of the sea" in texts(pages["links/"], "[data-kind=slides] .link-entry > p:first-child a")


def test_what_every_recap_loads_is_light(site: Path) -> None:
    """Stylesheet, icons and script come to 10 KB packed, of the 60 that a recap may take in all."""
    loaded = [site / "theme" / name for name in ("css/recap.css", "icons.svg", "js/theme.js")]
    assert sum(len(gzip.compress(file.read_bytes())) for file in loaded) < 10_000


def levels(page: BeautifulSoup) -> list[int]:
    return [int(tag.name[1]) for tag in page.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]


def test_the_outline_of_every_page_begins_at_the_top_and_skips_no_level(
    pages: Mapping[str, BeautifulSoup],
) -> None:
    for address, page in pages.items():
        found = levels(page)
        assert found[0] == 1, address
        assert all(below <= above + 1 for above, below in pairwise(found)), f"{address}: {found}"


def test_a_session_reads_as_the_programme_has_it(recap: BeautifulSoup) -> None:
    session = recap.select_one("section.session.talk")
    assert texts(session, ".kind")[0] == "Talk"
    assert texts(session, ".speakers a") == ["Björn Ågren", "Chen Wu"]
    assert {tag["href"] for tag in session.select(".link-row a")} == {
        "https://speakerdeck.com/agren/falling-well",
        "https://www.youtube.com/watch?v=aaaaaaaaaaa",
    }


def test_feeds_have_the_body_as_it_is(site: Path) -> None:
    assert "margin-note" not in (site / "atom.xml").read_text()


def test_every_link_of_the_text_has_its_kind_and_site_beside_it(recap: BeautifulSoup) -> None:
    """For those who see the page: its words and its row say the same to the others."""
    links = recap.select(".recap-body a.link:not(.link-row a, h1 a, h2 a, h3 a, h4 a, td a)")
    notes = [link.select_one(".margin-note") for link in links]
    assert links and all(notes)
    assert all(note["aria-hidden"] == "true" for note in notes)
    assert texts(recap, "[href='https://speakerdeck.com/agren/falling-well'] .margin-note") == [
        "Slides speakerdeck.com"
    ]


def test_a_page_shows_sessions_and_links_as_a_recap_does(pages: Mapping[str, BeautifulSoup]) -> None:
    about = pages["pages/about/"]
    assert texts(about, ".recap-body a.link .margin-note") == ["Code github.com"]
    assert texts(about, ".session.workshop .kind") == ["Workshop"]


def test_every_line_of_the_links_can_be_pointed_to_and_has_what_the_filter_asks_for(
    pages: Mapping[str, BeautifulSoup],
) -> None:
    page = pages["links/"]
    lines = page.select(".link-entry")
    assert lines
    for line in lines:
        assert line.select_one(".self")["href"] == f"#{line['id']}"
        kinds = {option["value"] for option in page.select("[name=kind] option")}
        assert line.find_parent("section")["data-kind"] in kinds
        conferences = {option["value"] for option in page.select("[name=conference] option")}
        assert set(line.get("data-conference", "").split()) <= conferences or not conferences


def test_the_talks_of_a_conference_can_be_reached_and_asked_for_by_its_name(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for number in range(26):
        conference, year = f"Conf{'ABCDEFGHIJKLM'[number % 13]}", 2010 + number
        text = f"Title: Notes\nConference: {conference} {year}\nSlug: {number}\nDate: {year}-01-02\n"
        text += f"\n## Talks\n\n### Ropes {number} - Ada Okoro\n"
        (content / f"{number}.md").write_text(text, encoding="utf-8")
    page = parsed(built(tmp_path / "output", PATH=str(content), DEFAULT_PAGINATION=10, AUTHOR=None))["talks/"]
    names = {link["href"]: link.get_text() for link in page.select("nav.jump details a")}
    assert len(names) == 13
    for address, name in names.items():
        section = page.select_one(address)
        assert section.h2.get_text(strip=True).startswith(name)
        assert page.select_one(f"[name=conference] option[value={section['data-conference']}]").get_text() == name
        assert len(page.select(f"section[data-conference={section['data-conference']}]")) == 2


def test_every_icon_is_in_the_sprite(pages: Mapping[str, BeautifulSoup], site: Path) -> None:
    sprite = BeautifulSoup((site / "theme" / "icons.svg").read_text(), "xml")
    there = {symbol["id"] for symbol in sprite.find_all("symbol")}
    assert set(LINK_KINDS) | {"archived", "dead"} <= there
    for address, page in pages.items():
        used = {tag["href"].partition("#")[2] for tag in page.find_all("use")}
        assert used <= there, address


def test_the_scheme_that_a_reader_chose_is_set_before_anything_is_shown(
    pages: Mapping[str, BeautifulSoup],
) -> None:
    for address, page in pages.items():
        first = page.head.find(["script", "link"], src=False)
        assert "localStorage" in first.get_text(), address
        assert page.select_one("button.scheme").get_text(strip=True), address


MAIN = POSTS.parent / "theme_main"
SHOWN = {
    "index": "", "recap": "latticeconf-2024/", "conference": "conferences/latticeconf/", "talks": "talks/",
    "speaker": "speakers/ada-okoro/", "links": "links/", "tag": "tag/climbing/",
}  # fmt: skip
"""The pages whose main part is kept as a golden file, by the file's name."""


@pytest.mark.parametrize("name", SHOWN)
def test_the_main_part_of_a_page_is_as_its_golden_file_says(
    name: str, pages: Mapping[str, BeautifulSoup], rewrite: bool
) -> None:
    """Only `<main>` is compared: heads and feet change for other reasons."""
    golden = MAIN / f"{name}.html"
    main = pages[SHOWN[name]].main.prettify()
    if rewrite:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(main, encoding="utf-8")
    assert main == golden.read_text(encoding="utf-8")


def test_a_list_without_entries_says_so(tmp_path: Path) -> None:
    """And offers no filter for what is not there."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "one.md").write_text("Title: One\nDate: 2024-01-02\n\nWords.\n", "utf-8")
    site = parsed(built(tmp_path / "output", PATH=str(tmp_path / "content"), DEFAULT_PAGINATION=10, AUTHOR=None))
    empty = ("conferences/", "talks/", "workshops/", "speakers/", "links/", "tags/", "authors/")
    for address in empty:
        main = site[address].main
        assert main is not None
        assert main.get_text(" ", strip=True).endswith("None yet."), address
        assert not main.find("form"), address
    assert not [address for address in ("", "archives/", "categories/") if site[address].select(".nothing")]
