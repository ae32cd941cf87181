"""A page never holds what a text could smuggle in: an element, an attribute, an address that runs as script."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from recap.preview.margin import Posts, margin
from recap.reading.safe import runs_script
from recap.site.build import build

TEXTS = (Path(__file__).resolve().parents[1] / "cases" / "hostile" / "texts.txt").read_text("utf-8").splitlines()
"""Texts that break out somewhere if they can: into an element `xss`, an attribute `onxss`, or a script."""

HOSTILE = st.lists(st.sampled_from([*TEXTS, "Ada", " ", "talk"]), min_size=1, max_size=3).map("".join)

CONF = """
from recap import THEME
SITENAME = "Notes"
PLUGINS = ["recap"]
RECAP = {{"search": False, "cards": False, "raw_html": {raw_html}}}
SITEURL = "https://notes.example"
FEED_ATOM = "atom.xml"
FEED_RSS = "rss.xml"
TAG_FEED_ATOM = "tag/{{slug}}/atom.xml"
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = FEED_ALL_ATOM = None
"""


def post(number: int, text: str, written: str) -> str:
    """Return a post that has `text` wherever its author can put text, and `written` where Markdown is read."""
    keys = {
        "title": f"{text} {number}",
        "tags": [f"{text} {number}", "kept"],
        "category": f"{text} {number}",
        "author": f"{text} {number}",
        "tagline": text,
        "summary": written,
        "place": text,
        "lang": "en",
        "image": text,
        "custom": text,
    }
    front = "".join(f"{key}: {json.dumps(value)}\n" for key, value in keys.items())
    conference = json.dumps({"name": f"Conf {text}", "year": 2015, "url": text})
    return f"---\n{front}conference: {conference}\ndate: 2015-06-{number + 1:02d}\n---\n{body_of(text, written)}"


def entities(text: str) -> str:
    """Return `text` as an author writes it to be read as it stands there."""
    return "".join(f"&#{ord(letter)};" if letter in "<>&\"'`*_[]{}\\|" else letter for letter in text)


def body_of(text: str, written: str) -> str:
    """Return a body with `written`, which reads as `text`, in headings, links, lists and attribute lists."""
    code = "".join(f"&#{ord(letter)};" for letter in text)
    return f"""
Look <a href="{code}/here">here</a>.

## Talks

### {written} - Ada Winter {{: .talk data-speakers="{code}" data-title="{code}" }}
Slides: [{written}](https://toolconf.example/{number_of(text)} "{code}"), [run]({quote(text, safe=":()/")}),
<a href="{code}">there</a>, [run](<javascript:xss()>),
[run](java&#10;script:xss%28%29), [run]( &#1;javascript:xss).

#### {written} related
* [{written}](https://tool.example/{number_of(text)}), {written}
* [run][there]

[there]: JaVaScRiPt:xss()

![{written}](javascript:xss() "{code}")
"""


def number_of(text: str) -> int:
    return sum(map(ord, text))


def faults(html: str) -> Iterator[str]:
    """Yield what was smuggled into a page."""
    soup = BeautifulSoup(html, "lxml")
    for tag in soup.find_all(True):
        if tag.name == "xss":
            yield "an element"
        if any("onxss" in name for name in tag.attrs):
            yield f"an attribute of <{tag.name}>"
        for name, value in tag.attrs.items():
            if name in ("href", "src", "action", "data") and runs_script(str(value)):
                yield f"a script in {name} of <{tag.name}>: {value}"
        if tag.name == "script" and tag.get("type") != "application/ld+json" and "xss" in (tag.string or ""):
            yield "words in a script"


def texts_of(value: Any) -> Iterator[tuple[str, str]]:
    """Yield what JSON says, each text with its key."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from ((key, each),) if isinstance(each, str) else texts_of(each)
    for each in value if isinstance(value, list) else ():
        yield from (("", each),) if isinstance(each, str) else texts_of(each)


def faults_of_file(file: Path) -> Iterator[str]:
    text = file.read_text("utf-8")
    if file.suffix == ".html":
        yield from faults(text)
    if file.suffix == ".xml":
        for node in etree.fromstring(text.encode()).iter():
            holds_html = etree.QName(node).localname in ("content", "summary", "description", "encoded")
            yield from faults(node.text or "") if holds_html else ()
            yield from (
                f"a link of the feed: {node.get('href')}" for _ in [0] if runs_script(node.get("href", ""))
            )
    if file.suffix == ".json":
        for key, said in texts_of(json.loads(text)):
            if "url" in key and runs_script(said):
                yield f"{key} is {said}"
            if "html" in key:
                yield from faults(said)
    if file.suffix == ".csv":
        rows = csv.DictReader(text.splitlines())
        yield from (f"the address {row['url']}" for row in rows if runs_script(row["url"]))


def smuggled(folder: Path, texts: list[str], *, raw_html: bool) -> list[str]:
    """Build a site of hostile posts, one of each text, and return what got through."""
    (folder / "content" / "pages").mkdir(parents=True)
    for number, text in enumerate(texts):
        written = entities(text) if raw_html else text
        (folder / "content" / f"{number}.md").write_text(post(number, text, written), "utf-8")
    page = f"Title: About {texts[0]}\n\n{entities(texts[0])}\n"
    (folder / "content" / "pages" / "about.md").write_text(page, "utf-8")
    (folder / "pelicanconf.py").write_text(CONF.format(raw_html=raw_html), "utf-8")
    built = build(folder / "pelicanconf.py", {"OUTPUT_PATH": folder / "output"}, say=lambda _line: None)
    assert not built.problems
    assert built.counts.recaps == len(texts)
    posts = [str(path) for path in sorted((folder / "content").glob("*.md"))]
    looked_at = Posts(folder / "pelicanconf.py").site(posts)
    found = [f"margin: {fault}" for path in posts for fault in faults(margin(looked_at, path, {}))]
    files = (file for file in (folder / "output").rglob("*") if file.is_file())
    return found + [f"{file.relative_to(folder)}: {fault}" for file in files for fault in faults_of_file(file)]


@settings(max_examples=2, phases=[Phase.generate])
@given(texts=st.lists(HOSTILE, min_size=3, max_size=5), raw_html=st.booleans())
def test_no_combination_of_such_texts_does(tmp_path_factory, texts, raw_html):
    assert smuggled(tmp_path_factory.mktemp("site"), texts, raw_html=raw_html) == []


@pytest.mark.parametrize("raw_html", [True, False])
def test_no_text_breaks_out_of_its_place_on_any_page_feed_or_export(tmp_path, raw_html):
    assert smuggled(tmp_path, TEXTS, raw_html=raw_html) == []


def test_a_sites_name_is_words_wherever_it_stands(tmp_path):
    """Markup in it is none on any page: the words are shown, and what looks like a tag and is none."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("Title: One\nDate: 2015-06-07\n\nWords.\n", "utf-8")
    named = 'SITENAME = "Notes <xss>from</xss> A & B <3"\nSITESUBTITLE = "Sub <xss>title</xss>"\n'
    (tmp_path / "pelicanconf.py").write_text(CONF.format(raw_html=True) + named, "utf-8")
    build(tmp_path / "pelicanconf.py", {"OUTPUT_PATH": tmp_path / "output"}, say=lambda _line: None)
    pages = [BeautifulSoup(file.read_text("utf-8"), "lxml") for file in (tmp_path / "output").rglob("*.html")]
    assert not [page for page in pages if page.find("xss")]
    names = {page.select_one(".site-name").get_text(strip=True) for page in pages if page.select_one(".site-name")}
    assert names == {"Notes from A & B <3"}
