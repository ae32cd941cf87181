"""The pages that cross from post to post, the sitemap, the feeds."""

import re
from pathlib import Path

import pytest
from lxml import etree

from recap.settings import DEFAULT_URLS
from recap.site.files.exports import EXPORTS
from recap.site.files.feeds import OF_POSTS, OF_SESSIONS
from recap.site.pages import PAGES

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "plugins" / "recap" / "site" / "templates"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
POSTS = {
    "one.md": "Title: ExampleConf 2020\nDate: 2020-05-04\nTags: a\nModified: 2020-06-01\n\nText.\n",
    "two.md": "Title: ExampleConf 2021\nDate: 2021-05-04 10:00\nTags: a\n\nText.\n",
    "draft.md": "Title: Draft\nDate: 2021-05-05\nStatus: draft\n\nText.\n",
    "hidden.md": "Title: Hidden\nDate: 2021-05-05\nStatus: hidden\n\nText.\n",
}


@pytest.fixture
def site(tmp_path, recap):
    """Return a function that builds two posts, a draft and a hidden one, and returns the output folder."""
    (tmp_path / "content").mkdir()
    for name, text in POSTS.items():
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")

    def built(more="", siteurl="https://site.example.org"):
        conf = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
        more = f'{conf}\nTIMEZONE = "UTC"\nDEFAULT_PAGINATION = 1\nSITEURL = "{siteurl}"\n{more}\n'
        (tmp_path / "pelicanconf.py").write_text(more, encoding="utf-8")
        done = recap("build")
        assert (done.returncode, done.stderr) == (0, "")
        return tmp_path / "output"

    return built


def locations(output):
    """Return the addresses of the sitemap with the days of their last change."""
    urls = etree.parse(output / "sitemap.xml").getroot()
    return {url.findtext(f"{SITEMAP}loc"): (url.findtext(f"{SITEMAP}lastmod") or "")[:10] for url in urls}


def test_every_row_has_an_address_and_a_template_for_themes_that_have_none():
    feeds = [name for name, *_ in (*OF_POSTS, *OF_SESSIONS)]
    rows = [row.name for row in (*PAGES, *EXPORTS)]
    assert sorted([*rows, *feeds, "card", "data"]) == sorted(DEFAULT_URLS)
    assert all((TEMPLATES / page.template).is_file() for page in PAGES)


def test_the_sitemap_has_every_page_that_readers_can_find_and_no_other(site):
    output = site()
    found = locations(output)
    pages = {path.relative_to(output).as_posix().removesuffix("index.html") for path in output.rglob("*.html")}
    unlisted = {"404.html", "drafts/draft/", "hidden/", "bookmarks.html", "search/"}
    assert unlisted <= pages
    assert set(found) == {f"https://site.example.org/{page}" for page in pages - unlisted}
    assert {"page/2/", "tag/a/page/2/", "conferences/exampleconf/"} <= pages
    assert found["https://site.example.org/exampleconf-2020/"] == "2020-06-01"
    assert found["https://site.example.org/exampleconf-2021/"] == "2021-05-04"
    # What lists posts has changed when the newest of them did.
    assert found["https://site.example.org/talks/"] == "2021-05-04"
    assert (
        found["https://site.example.org/page/2/"]
        == found["https://site.example.org/tag/a/page/2/"]
        == "2020-06-01"
    )
    assert found["https://site.example.org/conferences/exampleconf/"] == "2021-05-04"


def test_robots_are_told_where_the_sitemap_is(site):
    assert "\nSitemap: https://site.example.org/sitemap.xml\n" in (site() / "robots.txt").read_text(
        encoding="utf-8"
    )


def test_without_an_address_of_the_site_those_of_the_sitemap_begin_at_its_root(site):
    assert "/exampleconf-2020/" in locations(site(siteurl=""))


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_each_conference_and_each_tag_has_its_feed_newest_first(site, kind):
    output = site()
    for folder in ("conferences/exampleconf", "tag/a", "."):
        text = (output / folder / f"{kind}.xml").read_text(encoding="utf-8")
        titles = [element.text for element in etree.fromstring(text.encode()).iter("{*}title")]
        assert titles[1:] == ["ExampleConf 2021", "ExampleConf 2020"]


def test_a_page_that_is_switched_off_is_not_made_and_not_linked(site):
    urls = dict.fromkeys(DEFAULT_URLS)
    output = site(f"RECAP = {{'urls': {urls}}}")
    for name, url in DEFAULT_URLS.items():
        assert not list(output.glob(re.sub(r"\{slug\}", "*", url.removesuffix("/")))), name
    text = "".join(path.read_text(encoding="utf-8") for path in output.rglob("*.html"))
    for url in ("/talks/", "/workshops/", "/speakers/", "/links/", "/conferences/"):
        assert f'org{url}"' not in text, url


def test_moved_pages_are_linked_where_they_are(site):
    output = site('RECAP = {"urls": {"talks": "sessions/", "conference": "conf-{slug}.html"}}')
    assert (output / "sessions" / "index.html").is_file()
    assert (output / "conf-exampleconf.html").is_file()
    assert "/conf-exampleconf.html" in (output / "conferences" / "index.html").read_text(encoding="utf-8")


def test_what_feeds_show_leads_to_whole_addresses_where_pages_have_relative_ones(site, tmp_path):
    """A body's links to other posts: a feed is read anywhere, whatever page was made before it."""
    (tmp_path / "content" / "three.md").write_text(LEADS, encoding="utf-8")
    output = site("RELATIVE_URLS = True")
    for name in ("conferences/exampleconf/atom.xml", "conferences/exampleconf/rss.xml", "tag/a/feed.json"):
        led = set(
            re.findall(r'href=\\?(?:"|&quot;)([^"&\\]*/exampleconf-2020)', (output / name).read_text("utf-8"))
        )
        assert led == {"https://site.example.org/exampleconf-2020"}, name


LEADS = "Title: ExampleConf 2022\nDate: 2022-05-04\nTags: a\n\nAs [two years ago]({filename}/one.md).\n"


def test_relative_addresses_stay_relative(site):
    output = site("RELATIVE_URLS = True")
    text = (output / "conferences" / "exampleconf" / "index.html").read_text(encoding="utf-8")
    assert "../../exampleconf-2021/" in text


def test_links_from_post_to_post_are_relative_to_the_page_that_shows_them(site, tmp_path):
    for name, other in (("one", "two"), ("two", "one")):
        post = tmp_path / "content" / f"{name}.md"
        post.write_text(f"{POSTS[f'{name}.md']}\nSee [the other]({{filename}}{other}.md).\n", encoding="utf-8")
    output = site("RELATIVE_URLS = True")
    for year, other in (("2020", "2021"), ("2021", "2020")):
        text = (output / f"exampleconf-{year}" / "index.html").read_text(encoding="utf-8")
        assert f'<a href="../exampleconf-{other}/">the other</a>' in text


def test_a_hidden_post_and_a_draft_lead_to_no_page_that_is_not_there(site, tmp_path):
    for name in ("draft", "hidden"):
        post = tmp_path / "content" / f"{name}.md"
        text = POSTS[post.name].replace("Status", "Tags: rare\nAuthor: Nobody Else\nStatus")
        post.write_text(text, encoding="utf-8")
    output = site()
    for page in ("drafts/draft", "hidden"):
        text = (output / page / "index.html").read_text(encoding="utf-8")
        assert "rare" in text and "/tag/rare/" not in text
        assert "Nobody Else" in text and 'rel="author"' not in text
    assert not (output / "tag" / "rare").exists()


def test_publishing_takes_the_address_and_clears_the_folder(recap, tmp_path):
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "old.html").write_text("old", encoding="utf-8")
    options = ("--settings", ROOT / "publishconf.py", "--output", tmp_path / "public")
    done = recap("build", *options, cwd=ROOT, SITEURL="https://mine.example.org")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "public" / "old.html").exists()
    assert "https://mine.example.org/talks/" in locations(tmp_path / "public")
