"""Several runs in one process, as Pelican's autoreload makes them, know nothing of each other."""

import pytest
from pelican import Pelican
from pelican.settings import read_settings

from recap.errors import PostsFailed, SettingsError
from recap.site.state import state_of

pytestmark = pytest.mark.usefixtures("closed")


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Return a function that makes Pelican of a folder with one post and a faulty one."""
    monkeypatch.chdir(tmp_path)
    content = tmp_path / "content"
    content.mkdir()
    (content / "good.md").write_text("Title: Good\nDate: 2021-05-04\n\nText.\n", encoding="utf-8")
    (content / "bad.md").write_text("Title: Bad\nDate: none\n\nText.\n", encoding="utf-8")

    def made(**settings):
        given = {
            "PATH": str(content),
            "OUTPUT_PATH": str(tmp_path / "output"),
            "PLUGINS": ["recap"],
            "TIMEZONE": "UTC",
        }
        return Pelican(read_settings(override={**given, "SITEURL": "https://example.org", **settings}))

    return made


def run(pelican):
    with pytest.raises(PostsFailed) as caught:
        pelican.run()
    return [str(problem) for problem in caught.value.problems]


def test_a_second_run_says_the_same_and_no_more(site):
    pelican = site()
    first = run(pelican)
    assert len(first) == 1
    assert run(pelican) == first
    assert len(state_of(pelican.settings).run.index.posts) == 1


def test_a_run_sees_what_was_mended(site, tmp_path):
    pelican = site()
    run(pelican)
    (tmp_path / "content" / "bad.md").write_text("Title: Bad\nDate: 2021-05-05\n\nText.\n", encoding="utf-8")
    pelican.run()
    assert len(state_of(pelican.settings).run.index.posts) == 2


def test_two_sites_in_one_process_keep_their_settings(site):
    one, two = site(RECAP={"related": 1}), site(RECAP={"related": 2})
    assert (state_of(one.settings).settings.related, state_of(two.settings).settings.related) == (1, 2)


def test_wrong_settings_end_it_before_anything_is_read(site, tmp_path):
    with pytest.raises(SettingsError, match="RECAP has no setting 'x'"):
        site(RECAP={"x": 1})
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("layer", ["reader", "generator"])
def test_pelicans_cache_keeps_what_a_post_says(site, tmp_path, caplog, layer):
    cached = {"CACHE_CONTENT": True, "LOAD_CONTENT_CACHE": True, "CONTENT_CACHING_LAYER": layer}
    post = tmp_path / "content" / "bad.md"
    post.write_text("Title: Bad\nDate: 2021-05-05\nTags: a, B, b\n\n[x](https://example.org/)\n", encoding="utf-8")
    for _ in range(2):
        pelican = site(CACHE_PATH=str(tmp_path / "cache"), **cached)
        pelican.run()
        index = state_of(pelican.settings).run.index
        assert [entry.url for entry in index.links] == ["https://example.org/"]
        assert index.posts[0].tags == ("a", "B")
    assert (tmp_path / "cache").is_dir()
    assert "cache" not in caplog.text


def test_a_date_may_come_from_the_settings(site, tmp_path):
    (tmp_path / "content" / "bad.md").write_text("Title: Undated\n\nText.\n", encoding="utf-8")
    (tmp_path / "content" / "2021-06-07-named.md").write_text("Title: Named\n\nText.\n", encoding="utf-8")
    pelican = site(DEFAULT_DATE=(2020, 1, 2))
    pelican.run()
    days = {post.title: post.date.date().isoformat() for post in state_of(pelican.settings).run.index.posts}
    assert days == {"Good": "2021-05-04", "Undated": "2020-01-02", "Named": "2021-06-07"}


def test_pelicans_own_typography_is_off_and_ours_is_on(site, tmp_path):
    (tmp_path / "content" / "bad.md").write_text(
        'Title: "Bad"\nDate: 2021-05-05\n\nThe SRE team.\n', encoding="utf-8"
    )
    site(TYPOGRIFY=True, SUMMARY_MAX_LENGTH=None).run()
    page = (tmp_path / "output" / "bad.html").read_text(encoding="utf-8")
    assert "“Bad”" in page
    assert page.count('<span class="caps">SRE</span>') == 1
