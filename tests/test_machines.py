"""What programs read of the site, read with the programs' own libraries, on a small built site."""

import csv
import html
import io
import json
import re
import struct
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import extruct
import feedparser
import html5lib
import jsonschema
import mf2py
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from recap.exports import Site, recap_data
from recap.exports.link_tables import COLUMNS, bookmarks, guard, links_csv
from recap.exports.text import json_around, json_in_html, json_item, json_text
from recap.index import Post, mentions
from recap.index import build as build_index
from recap.model import (
    LINK_KINDS,
    SESSION_KINDS,
    UNSEEN,
    Conference,
    Link,
    LinkList,
    Recap,
    Section,
    Session,
    Speaker,
)
from recap.site.incremental.listings import listed

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases" / "machines"
SITE = "https://quay.example.org"
SCHEMA = json.loads((ROOT / "plugins" / "recap" / "exports" / "recap.schema.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)


EMPTY = Recap(
    title="",
    slug="",
    date=None,
    lang="",
    tagline="",
    title_in_body=False,
    conference=None,
    sections=(),
    sessions=(),
    link_lists=(),
    links=(),
)


def build(folder: Path, more: str = "") -> Path:
    """Build the cases as a published site in `folder` and return where it is."""
    conf = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    lines = f'SITEURL = "{SITE}"\nTIMEZONE = "UTC"\nSITENAME = "Quays & tides"\nPATH = {str(CASES)!r}\n{more}\n'
    (folder / "pelicanconf.py").write_text(f"{conf}\n{lines}", encoding="utf-8")
    command = [sys.executable, "-W", "error", "-m", "recap", "build"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return folder / "output"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("machines"))


def data(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


# Data


def test_each_recap_and_the_site_have_data_that_keep_to_the_schema_beside_them(site):
    files = [
        site / "quayconf-2024" / "recap.json",
        site / "recap.json",
        site / "what-i-read-in-may" / "recap.json",
    ]
    for file in files:
        VALID.validate(data(file))
        assert data(file)["$schema"] == f"{SITE}/recap.schema.json"
    assert data(site / "recap.schema.json") == SCHEMA
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def said(value):
    """Return data without what says where in its source a thing stands, and how it was found."""
    if isinstance(value, dict):
        return {name: said(of) for name, of in value.items() if name not in UNSEEN}
    return [said(each) for each in value] if isinstance(value, list) else value


def test_the_sites_data_has_every_recap_newest_first_with_its_address(site):
    recaps = data(site / "recap.json")["recaps"]
    assert [recap["url"] for recap in recaps] == [
        f"{SITE}/what-i-read-in-may/",
        f"{SITE}/quayconf-2025/",
        f"{SITE}/quayconf-2024/",
    ]
    alone = data(site / "quayconf-2024" / "recap.json")
    assert said({name: value for name, value in alone.items() if name != "$schema"}) == recaps[2]


def test_a_recaps_data_is_what_inspect_says(site):
    command = [sys.executable, "-m", "recap", "inspect", "--json", str(CASES / "2024-05-02-quayconf.md")]
    inspected = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    VALID.validate(inspected)
    published = data(site / "quayconf-2024" / "recap.json")
    assert {key: inspected[key] for key in published.keys() - {"$schema", "url", "tags"}} == {
        key: value for key, value in published.items() if key not in {"$schema", "url", "tags"}
    }


TEXT = st.text(max_size=8)
LINE = st.integers(1, 10**6)
LINKS = st.builds(Link, url=TEXT, text=TEXT, kind=st.sampled_from(LINK_KINDS), reason=TEXT, line=LINE, note=TEXT)
MANY_LINKS = st.lists(LINKS, max_size=2).map(tuple)
SECTIONS = st.recursive(
    st.builds(Section, title=TEXT, id=TEXT, level=st.integers(1, 6), line=LINE),
    lambda deeper: st.builds(
        Section,
        title=TEXT,
        id=TEXT,
        level=st.integers(1, 6),
        line=LINE,
        sections=st.lists(deeper, max_size=2).map(tuple),
    ),
    max_leaves=4,
)
RECAPS = st.builds(
    Recap,
    conference=st.none() | st.builds(Conference, year=st.none() | st.integers(0, 9999), place=TEXT),
    sections=st.lists(SECTIONS, max_size=2).map(tuple),
    sessions=st.lists(
        st.builds(
            Session,
            kind=st.sampled_from(SESSION_KINDS),
            speakers=st.lists(st.builds(Speaker), max_size=2).map(tuple),
            links=MANY_LINKS,
            line=LINE,
        ),
        max_size=2,
    ).map(tuple),
    link_lists=st.lists(st.builds(LinkList, links=MANY_LINKS, line=LINE), max_size=2).map(tuple),
    links=MANY_LINKS,
)


@given(RECAPS)
@settings(max_examples=50)
def test_the_data_of_any_recap_keep_to_the_schema(recap):
    VALID.validate(json.loads(json.dumps(recap_data(recap))))


def test_the_data_have_every_field_of_the_model():
    """`title_in_body` is about the page, not about the conference."""
    fields = {
        "recap": set(Recap.__slots__) - {"title_in_body"},
        "session": set(Session.__slots__),
        "link": set(Link.__slots__),
        "link_list": set(LinkList.__slots__),
        "section": set(Section.__slots__),
        "conference": set(Conference.__slots__),
    }
    for name, known in fields.items():
        assert known <= set(SCHEMA["$defs"][name]["properties"]), name
    required = set(SCHEMA["$defs"]["recap"]["required"])
    assert required == fields["recap"]


# Links


def whole(file):
    """Return the text of a file that is a listing, as it is written."""
    parts = []
    listed(file.text, lambda post: post.url, Path(), None, parts.append)
    return b"".join(parts).decode()


def unguard(cell):
    """Return what `guard` was given."""
    return re.sub(r"^'(?='*[=+\-@\t\r])", "", cell)


def test_reading_the_table_of_links_gives_the_links_back(site):
    with (site / "links.csv").open(encoding="utf-8", newline="") as file:
        rows = [{name: unguard(cell) for name, cell in row.items()} for row in csv.DictReader(file)]
    assert tuple(rows[0]) == COLUMNS
    read = {(row["url"], row["kind"], row["text"], row["note"]) for row in rows}
    parts = [
        part
        for recap in data(site / "recap.json")["recaps"]
        for part in (recap, *recap["sessions"], *recap["link_lists"])
    ]
    links = {(link["url"], link["kind"], link["text"]) for part in parts for link in part["links"]}
    assert {row[:3] for row in read} == links
    assert ("https://charts.example/one", "=1+1, a chart") in {(row[0], row[2]) for row in read}
    in_talk = next(row for row in rows if row["session"] == "SUM(tides)")
    assert in_talk["place"].startswith(f"{SITE}/quayconf-2024/#")
    assert (in_talk["conference"], in_talk["year"]) == ("QuayConf", "2024")


def test_no_cell_is_a_formula(site):
    with (site / "links.csv").open(encoding="utf-8", newline="") as file:
        assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(("=", "+", "-", "@"))]


@given(st.text() | st.text("'=+-@\t\r a"))
def test_a_guarded_cell_is_harmless_and_read_back(cell):
    assert not guard(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguard(guard(cell)) == cell


@given(st.lists(st.dictionaries(st.text(), st.text())))
def test_a_document_in_pieces_is_the_document(items):
    head, between, foot = json_around({"title": "“x”"}, "recaps")
    pieces = between.join(map(json_item, items))
    assert f"{head}{pieces}{foot}" == json_text({"title": "“x”", "recaps": items})


@given(RECAPS)
@settings(max_examples=50)
def test_reading_the_table_of_any_recap_gives_its_links_back(recap):
    post = Post(recap=recap, url="x/", title="X", date=datetime(2020, 1, 2, tzinfo=UTC), tags=())
    index = build_index([post])
    (table,) = links_csv(Site(title="S", url=SITE, index=index, urls={}))
    text = io.StringIO(whole(table), newline="")
    rows = [[unguard(cell) for cell in row] for row in csv.reader(text)][1:]
    found = [mention.link for mention in mentions(post)]
    assert [row[:4] for row in rows] == [[link.url, link.kind, link.text, link.note] for link in found]


class Bookmarks(HTMLParser):
    """Folders and their bookmarks, as browsers import them."""

    def __init__(self, text):
        super().__init__()
        self.folders, self._in = {}, ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self._in = tag
        if tag == "a":
            list(self.folders.values())[-1].append({**dict(attributes), "name": ""})

    def handle_endtag(self, _tag):
        self._in = ""

    def handle_data(self, text):
        if self._in == "h3":
            self.folders[text] = []
        elif self._in == "a":
            list(self.folders.values())[-1][-1]["name"] += text


def test_browsers_can_import_all_links_as_bookmarks(site):
    text = (site / "bookmarks.html").read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n")
    folders = Bookmarks(text).folders
    assert list(folders) == [
        "What I read in May",
        "QuayConf 2025",
        "Cranes & “currents”: notes from QuayConf 2024",
    ]
    last = folders["Cranes & “currents”: notes from QuayConf 2024"]
    slides = next(mark for mark in last if "talks.example" in mark["href"])
    assert slides["href"] == "https://talks.example/okoro?a=1&b=two"
    assert (slides["name"], slides["tags"]) == ("Splicing wire: slides", "slides")
    assert "https://media.example/water.mp4" in [mark["href"] for mark in last]


def test_a_recap_without_links_has_no_folder_among_the_bookmarks():
    ropes = Link(url="https://a.example/", text="ropes", kind="other", reason="a test", line=1)
    posts = [
        Post(recap=recap, url=f"{title}/", title=title, date=datetime(2020, 1, 2, tzinfo=UTC), tags=())
        for title, recap in (("With", replace(EMPTY, links=(ropes,))), ("Without", EMPTY))
    ]
    (made,) = bookmarks(Site(title="S", url=SITE, index=build_index(posts), urls={}))
    assert [*Bookmarks(whole(made)).folders] == ["With"]


# Recordings


@pytest.fixture(scope="module")
def pyvideo():
    """The shape of pyvideo.org's records, as far as we fill them in."""
    text = {"type": "string"}
    nullable = {"type": ["string", "null"]}
    unique = {"type": "array", "uniqueItems": True}
    link = {"type": "object", "required": ["label", "url"], "properties": {"url": text, "label": text}}
    video = {"type": "object", "required": ["type", "url"], "properties": {"type": text, "url": text}}
    return {
        "type": "object",
        "required": ["description", "speakers", "recorded", "title", "videos"],
        "properties": {
            "title": text,
            "slug": text,
            "description": text,
            "recorded": nullable,
            "language": nullable,
            "speakers": {**unique, "items": text},
            "tags": {**unique, "items": {"type": "string", "minLength": 1}},
            "related_urls": {**unique, "items": link},
            "videos": {**unique, "items": video, "minItems": 1},
        },
        "additionalProperties": False,
    }


def test_each_session_with_a_recording_has_a_record_as_pyvideo_keeps_it(site, pyvideo):
    records = {path.stem: data(path) for path in (site / "videos").iterdir()}
    for record in records.values():
        jsonschema.validate(record, pyvideo)
    assert set(records) == {"sumtides", "reading-the-water", "splicing-wire"}
    assert records["sumtides"]["videos"] == [
        {"type": "youtube", "url": "https://www.youtube.com/watch?v=aaaaaaaaaaa"}
    ]
    assert records["sumtides"]["speakers"] == ["Björn Ågren", "Chen Wu"]
    assert records["reading-the-water"]["videos"] == [{"type": "mp4", "url": "https://media.example/water.mp4"}]
    assert re.search(rf"QuayConf 2025\. Recap: {SITE}/quayconf-2025/#", records["splicing-wire"]["description"])


# Feeds

FOLDERS = {
    "": "Quays & tides",
    "tag/harbours/": "Quays & tides - harbours",
    "conferences/quayconf/": "Quays & tides - QuayConf",
    "speakers/ada-okoro/": "Quays & tides - Ada Okoro",
}
"""Where there are feeds, with their titles."""


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_a_feed_reader_understands_every_feed(site, folder, kind):
    feed = feedparser.parse((site / folder / f"{kind}.xml").read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    assert (feed.feed.title, feed.feed.language) == (FOLDERS[folder], "en")
    assert (
        feed.feed.link == f"{SITE}/{'' if folder.startswith('tag/') else folder}"
    )  # Pelican writes those of tags
    dates = [entry.published_parsed for entry in feed.entries]
    assert dates == sorted(dates, reverse=True)
    assert all(entry.link.startswith(f"{SITE}/") for entry in feed.entries)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) > 0


def test_no_two_feeds_have_one_identity(site):
    ids = [feedparser.parse(path.read_bytes()).feed.id for path in site.rglob("atom.xml")]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_has_a_json_feed_of_the_same_items(site, folder):
    feed = data(site / folder / "feed.json")
    atom = feedparser.parse((site / folder / "atom.xml").read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["home_page_url"]) == (FOLDERS[folder], f"{SITE}/{folder}")
    assert feed["feed_url"] == f"{SITE}/{folder}feed.json"
    assert [(item["url"], item["title"]) for item in feed["items"]] == [
        (entry.link, entry.title) for entry in atom.entries
    ]
    for item in feed["items"]:
        assert item["id"] and "<" in item["content_html"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo


def test_the_feed_of_a_speaker_has_their_sessions(site):
    items = data(site / "speakers" / "ada-okoro" / "feed.json")["items"]
    assert [item["title"] for item in items] == [
        "Splicing wire, QuayConf 2025",
        "Splicing wire, QuayConf 2024",
        "Reading the water, QuayConf 2024",
    ]
    assert 'href="https://talks.example/okoro?a=1&amp;b=two"' in items[1]["content_html"]


def test_a_feed_opened_in_a_browser_is_shown_as_a_list(site):
    for file in (*site.rglob("atom.xml"), *site.rglob("rss.xml")):
        (style,) = etree.parse(file).xpath("/processing-instruction('xml-stylesheet')")
        assert style.get("type") == "text/css"
        assert (file.parent / style.get("href")).resolve() == site / "theme" / "feed.css"
        feed, page = feedparser.parse(file.read_bytes()), etree.parse(file)
        links = page.findall(".//{http://www.w3.org/1999/xhtml}a")
        assert [(link.get("href"), link.text) for link in links] == [
            (entry.link, html.unescape(entry.title)) for entry in feed.entries
        ]


def test_a_site_without_posts_says_the_same_every_time(tmp_path):
    (tmp_path / "none").mkdir()
    conf = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    (tmp_path / "pelicanconf.py").write_text(f'{conf}\nPATH = "none"\nSITEURL = "{SITE}"\n', encoding="utf-8")
    command = [sys.executable, "-m", "recap", "build"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert feedparser.parse((tmp_path / "output" / "atom.xml").read_bytes()).feed.updated_parsed[0] == 1970


# Pages


def read(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text(encoding="utf-8")


def things(site: Path, page: str) -> dict:
    """Return what a page says in JSON-LD, by type."""
    (found,) = extruct.extract(read(site, page), syntaxes=["json-ld"])["json-ld"]
    assert found["@context"] == "https://schema.org"
    return {node["@type"]: node for node in found["@graph"]}


def test_a_recap_is_a_post_about_a_conference_with_its_sessions(site):
    post = things(site, "quayconf-2024")["BlogPosting"]
    assert post["headline"] == "Cranes & “currents”: notes from QuayConf 2024"
    assert post["description"] == "What </script> “tide” means"
    assert (post["datePublished"], post["dateModified"]) == (
        "2024-05-02T09:30:00+00:00",
        "2024-05-10T08:00:00+00:00",
    )
    assert post["author"] == [{"@type": "Person", "name": "Mira Falk", "url": f"{SITE}/author/mira-falk/"}]
    event = post["about"]
    assert (event["@type"], event["name"], event["startDate"]) == ("Event", "QuayConf 2024", "2024")
    assert event["superEvent"]["@id"] == things(site, "conferences/quayconf")["EventSeries"]["@id"]
    assert [(part["@type"], part["name"]) for part in event["subEvent"]] == [
        ("EducationEvent", "Splicing wire"),
        ("Event", "SUM(tides)"),
        ("Event", "Reading the water"),
    ]
    talk = event["subEvent"][1]
    assert talk["recordedIn"] == [
        {"@type": "VideoObject", "name": "SUM(tides)", "url": "https://www.youtube.com/watch?v=aaaaaaaaaaa"}
    ]
    assert [person["name"] for person in talk["performer"]] == ["Björn Ågren", "Chen Wu"]
    anchor = talk["url"].removeprefix(f"{SITE}/quayconf-2024/#")
    assert f'id="{anchor}"' in read(site, "quayconf-2024")


def test_a_post_without_a_conference_is_about_none(site):
    assert "about" not in things(site, "what-i-read-in-may")["BlogPosting"]


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("quayconf-2025", ["Quays & tides", "Conferences", "QuayConf", "QuayConf 2025"]),
        ("conferences/quayconf", ["Quays & tides", "Conferences", "QuayConf"]),
        ("speakers/ada-okoro", ["Quays & tides", "Speakers", "Ada Okoro"]),
        ("links", ["Quays & tides", "Links"]),
    ],
)
def test_the_way_to_a_page_leads_over_pages_that_exist(site, page, names):
    items = things(site, page)["BreadcrumbList"]["itemListElement"]
    assert [item["name"] for item in items] == names
    assert [item["position"] for item in items] == list(range(1, len(names) + 1))
    for item in items:
        assert (site / item["item"].removeprefix(f"{SITE}/") / "index.html").is_file()


def test_every_other_page_says_what_it_is(site):
    (person,) = [things(site, "speakers/ada-okoro")["ProfilePage"]["mainEntity"]]
    assert [given["name"] for given in person["performerIn"]] == [
        "Splicing wire",
        "Splicing wire",
        "Reading the water",
    ]
    assert things(site, ".")["WebSite"]["name"] == "Quays & tides"
    for page in ("talks", "workshops", "speakers", "links", "conferences", "tags", "tag/harbours", "archives"):
        assert things(site, page)["CollectionPage"]["url"] == f"{SITE}/{page}/"


@given(st.text())
def test_nothing_ends_the_script_that_holds_the_data(text):
    written = json_in_html({"name": text})
    assert json.loads(written) == {"name": text}
    assert not set("<>&\u2028\u2029") & set(written)


def heads(site: Path, page: str) -> dict:
    """Return the properties and names that a page's head gives, in order."""
    tree = html5lib.parse(read(site, page), namespaceHTMLElements=False)
    metas = [(meta.get("property") or meta.get("name"), meta.get("content")) for meta in tree.iter("meta")]
    found = {}
    for name, content in metas:
        found.setdefault(name, []).append(content)
    return found


def test_a_shared_recap_has_its_picture_with_words_for_it(site):
    head = heads(site, "quayconf-2024")
    assert head["og:image"] == [f"{SITE}/quayconf-2024/card.png"]
    assert head["og:image:alt"] == ["Cranes & “currents”: notes from QuayConf 2024, QuayConf 2024, Quays & tides"]
    assert head["twitter:card"] == ["summary_large_image"]
    assert head["article:tag"] == ["harbours", "R&D"]
    png = (site / "quayconf-2024" / "card.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (800, 420)
    assert heads(site, "talks")["twitter:card"] == ["summary"]


def test_without_cards_there_is_no_picture_and_no_word_of_one(tmp_path):
    output = build(tmp_path, 'RECAP = {"cards": False}')
    assert not list(output.rglob("card.png"))
    assert "og:image" not in heads(output, "quayconf-2024")


def feeds_of(site: Path, page: str) -> list:
    tree = html5lib.parse(read(site, page), namespaceHTMLElements=False)
    links = [link for link in tree.iter("link") if link.get("rel") == "alternate" and "+" in link.get("type", "")]
    return [link.get("href").removeprefix(f"{SITE}/") for link in links]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_page_that_has_feeds_says_where(site, folder):
    found = feeds_of(site, folder)
    assert {f"{folder}{name}" for name in ("atom.xml", "rss.xml", "feed.json")} <= set(found)
    assert len(found) == len(set(found))
    assert all((site / url).is_file() for url in found)


def formats(site: Path, page: str) -> list:
    return mf2py.parse(read(site, page), url=f"{SITE}/{page}/", html_parser="lxml")["items"]


def test_a_recap_is_an_entry_with_its_conference_and_sessions(site):
    (entry,) = [item for item in formats(site, "quayconf-2024") if item["type"] == ["h-entry"]]
    said = entry["properties"]
    assert said["name"] == ["Cranes & “currents”: notes from QuayConf 2024"]
    assert said["url"] == [f"{SITE}/quayconf-2024/"]
    assert said["published"] == ["2024-05-02"]
    assert set(said["category"]) == {"harbours", "R&D"}
    assert said["author"][0]["properties"]["name"] == ["Mira Falk"]
    assert "We spliced all day" in said["content"][0]["value"]
    events = [child for child in entry["children"] if child["type"] == ["h-event"]]
    assert [event["properties"]["name"][0] for event in events] == [
        "QuayConf 2024",
        "Splicing wire",
        "SUM(tides)",
        "Reading the water",
    ]
    assert events[0]["properties"]["start"] == ["2024"]
    assert events[0]["properties"]["url"] == ["https://quayconf.example/2024/"]


def test_the_first_page_is_a_feed_of_entries(site):
    (feed,) = [item for item in formats(site, ".") if item["type"] == ["h-feed"]]
    entries = [child["properties"] for child in feed["children"] if child["type"] == ["h-entry"]]
    assert [entry["url"][0] for entry in entries] == [
        f"{SITE}/what-i-read-in-may/",
        f"{SITE}/quayconf-2025/",
        f"{SITE}/quayconf-2024/",
    ]
    assert all(entry["name"] and entry["published"] for entry in entries)


# The whole


def test_an_unpublished_site_names_no_addresses_that_lead_nowhere(tmp_path):
    """Without SITEURL a page has no picture for networks; letters that XML forbids are left out of feeds."""
    (tmp_path / "content").mkdir()
    text = "Title: Quay\x0bConf 2020\n\n### Odd \x02 talk {: .talk data-speakers='Al \x01 Bo' }\n[slides](http://a.example/s)\n"
    (tmp_path / "content" / "2020-01-02-odd.md").write_text(text, encoding="utf-8")
    output = build(tmp_path, 'SITEURL = ""\nPATH = "content"')
    (page,) = output.glob("quay*/index.html")
    assert "og:image" not in heads(output, page.parent.name)
    assert things(output, page.parent.name)["BlogPosting"]["url"] == f"/{page.parent.name}/"
    for file in output.rglob("*.xml"):
        assert etree.parse(file).getroot() is not None


def test_the_sitemap_keeps_to_its_protocol(site):
    """Addresses are whole and plain ASCII, days of change are dates with a time zone (sitemaps.org)."""
    urls = etree.parse(site / "sitemap.xml").getroot()
    assert urls.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    places = [url.findtext("{*}loc") for url in urls]
    assert all(place.startswith(f"{SITE}/") and place.isascii() for place in places)
    assert f"{SITE}/pages/quai-%C3%A9t%C3%A9/" in places
    days = [url.findtext("{*}lastmod") for url in urls if url.find("{*}lastmod") is not None]
    assert len(urls) > 20 and len(days) >= 20
    assert all(datetime.fromisoformat(day).tzinfo for day in days)


def test_the_same_site_built_again_has_the_same_bytes(site, tmp_path):
    again = build(tmp_path)
    names = ("*.json", "*.xml", "*.csv", "bookmarks.html", "*.png")
    for file in (file for name in names for file in site.rglob(name)):
        if "pagefind" not in file.parts:
            assert (again / file.relative_to(site)).read_bytes() == file.read_bytes(), file
