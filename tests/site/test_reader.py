"""What Pelican is handed of a post."""

from datetime import UTC, datetime

import pytest
from pelican.settings import read_settings

from recap.errors import PostsFailed
from recap.reading.front_html import title_html
from recap.reading.options import ReadingOptions
from recap.settings import Settings
from recap.settings_file import SettingsFile
from recap.site.reader import RecapReader
from recap.site.state import State, keep
from recap.store import KeptPosts, Manner, Store

pytestmark = pytest.mark.usefixtures("closed")

PLAIN = ReadingOptions()


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a post as Pelican would."""
    settings = read_settings(override={"PATH": str(tmp_path), "SITEURL": "https://example.org", "TIMEZONE": "UTC"})
    posts = KeptPosts(Store(), Manner(options=PLAIN, formatted_fields=frozenset(settings["FORMATTED_FIELDS"])))
    keep(settings, State(settings=Settings(), reading=PLAIN, file=SettingsFile(("pelicanconf.py",)), posts=posts))

    def reads(text, name="post.md"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        html, metadata = RecapReader(settings).read(str(path))
        return html or metadata["recap"].html(), metadata

    return reads


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("A day at ExampleConf", "A day at ExampleConf"),
        ('The "best" day', "The “best” day"),
        ("Q&A in C++ & <vector>", "Q&amp;A in C++ &amp; &lt;vector&gt;"),
        ("R&amp;D &lt; again", "R&amp;D &lt; again"),
        ("NASA -- IBM", "NASA — IBM"),
    ],
)
def test_a_title_is_html_without_elements(written, html):
    assert title_html(written, PLAIN) == html


def test_a_title_stays_as_written_where_typography_is_off():
    assert title_html('"Quoted" & <b>', ReadingOptions(typogrify=False)) == '"Quoted" &amp; &lt;b&gt;'


def test_the_front_matter_becomes_pelicans_values(read):
    html, metadata = read(
        "Title: A day\nDate: 2021-05-04 18:30\nTags: one, two; three\nCategory: Notes\nAuthors: Ada Example\n"
        'Status: draft\nSummary: *Short* and "sweet"\nTagline: It\'s a day\nModified: 2021-05-05\nSeries: X\n\n'
        "Text.\n"
    )
    assert "<p>Text.</p>" in html
    assert metadata["date"] == datetime(2021, 5, 4, 18, 30)
    assert metadata["date"].strftime("%-d.%-m.") == "4.5."
    assert [tag.name for tag in metadata["tags"]] == ["one, two", "three"]
    assert (metadata["category"].name, metadata["authors"][0].name) == ("Notes", "Ada Example")
    assert metadata["summary"].startswith("<p><em>Short</em> and&nbsp;“sweet”")
    assert metadata["tagline"] == "It’s a day"
    assert metadata["modified"] == datetime(2021, 5, 5)
    assert metadata["series"] == "X"
    assert metadata["recap"].recap().title == "A day"


def test_yaml_lists_are_lists(read):
    _, metadata = read('---\ntitle: A day\ndate: 2021-05-04\ntags: [2021, "a, b"]\n---\n\nText.\n')
    assert [tag.name for tag in metadata["tags"]] == ["2021", "a, b"]


def test_a_time_zone_in_the_front_matter_is_kept(read):
    _, metadata = read("Title: A day\nDate: 2021-05-04T18:30:00+00:00\n\nText.\n")
    assert metadata["date"] == datetime(2021, 5, 4, 18, 30, tzinfo=UTC)


def test_what_is_given_empty_is_not_given(read):
    _, metadata = read("Title: A day\nDate: 2021-05-04\nTags:\nCategory:\nSlug:\n\nText.\n")
    assert not {"tags", "category", "slug"} & set(metadata)


def test_a_date_may_still_come_from_elsewhere(read):
    _, metadata = read("Title: A day\n\nText.\n")
    assert "date" not in metadata


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Content", "Pelican"),
        ("Settings", "Pelican"),
        ("Get_content", "Pelican"),
        ("Said", "Recap"),
        ("Kept", "Recap"),
    ],
)
def test_a_name_that_would_break_a_content_is_refused(read, name, owner):
    with pytest.raises(PostsFailed, match=f"the name '{name.lower()}' is {owner}'s own"):
        read(f"Title: A day\nDate: 2021-05-04\n{name}: x\n\nText.\n")


@pytest.mark.parametrize(
    ("picture", "wordless"),
    [
        ("![a bridge](x.png)", False),
        ("![](x.png)", True),
        ("<img src='x.png' alt=''>", True),
        ("No picture.", False),
    ],
)
def test_a_body_is_fetched_for_pelican_where_a_picture_has_no_words(read, picture, wordless):
    _, metadata = read(f"Title: A day\nDate: 2021-05-04\n\n{picture}\n")
    assert metadata["recap"].traits.wordless_pictures is wordless
