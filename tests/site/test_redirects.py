"""Old addresses of posts: small pages that send readers on."""

import pytest
from lxml import html

from recap.site.files.redirects import file_of

CONF = """
PLUGINS = ["recap"]
TIMEZONE = "UTC"
SITEURL = "{siteurl}"
ARTICLE_URL = "{{slug}}/"
ARTICLE_SAVE_AS = "{{slug}}/index.html"
"""
TEXT = 'Title: Tools & "toys"\nDate: 2020-05-04\nSlug: tools\n{more}\n\nText.\n'


@pytest.fixture
def build(tmp_path, recap):
    """Return a function that builds one post with more front matter, and perhaps other posts."""
    (tmp_path / "content").mkdir()

    def built(more, siteurl="", settings="", **others):
        conf = CONF.format(siteurl=siteurl) + settings
        (tmp_path / "pelicanconf.py").write_text(conf, encoding="utf-8")
        for name, text in {"post": TEXT.format(more=more), **others}.items():
            (tmp_path / "content" / f"{name}.md").write_text(text, encoding="utf-8")
        return recap("build", "--quiet")

    return built


def target(path):
    text = path.read_text(encoding="utf-8")
    assert "<title>Tools &amp; &quot;toys&quot;</title>" in text
    page = html.fromstring(text)
    assert page.findtext(".//title") == page.findtext(".//a") == 'Tools & "toys"'
    refresh = page.xpath("//meta[@http-equiv='refresh']/@content")[0]
    found = {refresh.removeprefix("0; url="), *page.xpath("//link[@rel='canonical']/@href | //a/@href")}
    assert len(found) == 1
    return found.pop()


def test_each_old_address_leads_to_where_the_post_is(build, tmp_path):
    """Whatever way they are written, and from wherever in the site."""
    more = "Redirect_from: /2020/05/04/tools/, old.html\nAliases: /blog/tools"
    done = build(more)
    assert (done.returncode, done.stderr) == (0, "")
    output = tmp_path / "output"
    assert target(output / "2020" / "05" / "04" / "tools" / "index.html") == "../../../../tools/"
    assert target(output / "old.html") == "./tools/"
    assert target(output / "blog" / "tools" / "index.html") == "../../tools/"


def test_with_the_sites_address_the_whole_one_is_named_and_no_map_lists_it(build, tmp_path):
    build("Redirect_from: /old/", siteurl="https://site.example.org")
    output = tmp_path / "output"
    assert target(output / "old" / "index.html") == "https://site.example.org/tools/"
    assert "/old/" not in (output / "sitemap.xml").read_text(encoding="utf-8")


def test_where_addresses_are_relative_the_site_may_lie_anywhere(build, tmp_path):
    build("Redirect_from: /old/", siteurl="https://site.example.org", settings="RELATIVE_URLS = True\n")
    assert target(tmp_path / "output" / "old" / "index.html") == "../tools/"


def test_an_address_of_the_site_itself_is_meant_below_it(build, tmp_path):
    build("Redirect_from: https://site.example.org/blog/old/", siteurl="https://site.example.org/blog")
    assert (tmp_path / "output" / "old" / "index.html").is_file()


def test_the_small_page_is_in_the_posts_language_and_not_for_search_engines(build, tmp_path):
    build("", other="Title: Cafés\nDate: 2021-05-04\nSlug: cafés\nLang: pt_BR\nAliases: /old/\n\nTexto.\n")
    page = html.parse(tmp_path / "output" / "old" / "index.html").getroot()
    assert page.get("lang") == "pt-BR"
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//a/@href") == ["../caf%C3%A9s-pt_BR.html"]


def test_a_page_keeps_its_address_and_the_redirect_is_named(build, tmp_path):
    other = "Title: Other\nDate: 2021-05-04\nAliases: /tools/, /mine/, /talks/\n\nText.\n"
    done = build("Redirect_from: /mine/, /tools/", other=other)
    assert done.returncode == 1
    remedy = "already; take it out here or there"
    assert done.stderr.splitlines() == [
        f"content/other.md:3: the old address /tools/ is that of content/post.md {remedy}",
        f"content/other.md:3: the old address /talks/ is that of the page talks/index.html {remedy}",
        f"content/post.md:4: the old address /mine/ is that of content/other.md {remedy}",
    ]
    assert "<article" in (tmp_path / "output" / "tools" / "index.html").read_text(encoding="utf-8")


def test_a_draft_has_no_redirect(build, tmp_path):
    done = build("Status: draft\nRedirect_from: /old/")
    assert done.returncode == 0
    assert not (tmp_path / "output" / "old").exists()


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/a/b/", "a/b/index.html"),
        ("a/b", "a/b/index.html"),
        ("/2020/a.html", "2020/a.html"),
        ("https://old.example.org/a/#top", "a/index.html"),
        ("/caf%C3%A9/", "café/index.html"),
        ("/v1.2", "v1.2/index.html"),
        ("/?p=12", None),
        ("/index.php?p=12", None),
        ("/a%5Cb/", None),
        ("/a%0Ab/", None),
        ("/", None),
        ("/../a/", None),
        ("/%2e%2e/a", None),
        ("http://[bad", None),
    ],
)
def test_where_servers_look_for_an_address(address, file):
    assert file_of(address) == file
