"""Contents that were kept are what Pelican would make, and whatever cannot be kept is made by Pelican."""

import os
import pickle
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Lock

import pytest

from recap.site.build import build, prepared, run
from recap.site.contents import Lasting
from recap.site.live import live
from recap.site.settings.conf import load
from recap.site.state import state_of

CONF = """\
from recap import THEME
PLUGINS = ["recap"]
TIMEZONE = "Europe/Dublin"
AUTHOR = "Ada Winter"
RECAP = {"search": False, "cards": False}
"""
POSTS = {
    "one.md": "Title: “One” & 2\nDate: 2015-06-07 18:30\nModified: 2016-06-08\nTags: a, C++\nRating: 5\n\nHi.\n",
    "two.md": "---\ntitle: Zwei\ndate: 2015-06-09\nlang: de\nauthors: [Ben, Ada Winter]\nslug: 2\n---\nHallo.\n",
    "deep/three.md": "Title: Three\nDate: 2016-01-02\nStatus: draft\nSummary: *So*\n\n[one]({filename}/one.md)\n",
    "pages/about.md": "Title: About\n\nA page.\n",
}

pytestmark = pytest.mark.usefixtures("closed")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a site, not yet built."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pelicanconf.py").write_text(CONF, encoding="utf-8")
    for name, text in POSTS.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def gathered(made):
    """Build, and return what is known of each post, and the names of those that Pelican made."""
    made.clear()
    site = prepared(load(None, {}))
    state = state_of(site.settings)
    state.jobs = 1
    assert run(site) == ()
    contents = state.run.contents
    return {name: known(content) for name, content in contents.items()}, sorted(made)


def known(content):
    """Return all that a content has, but for what every run gives it."""
    own = {**vars(content), "url": content.url, "save_as": content.save_as, "content": content.content}
    for name in ("settings", "_context", "kept", "translations", "metadata", "previous_recap", "next_recap"):
        own.pop(name, None)
    metadata = {name: value for name, value in content.metadata.items() if name != "recap"}
    return {name: repr(value) for name, value in (own | {"metadata": metadata}).items() if name[0] != "_"}


@pytest.fixture
def made(monkeypatch):
    """Names of the files of which Pelican makes contents."""
    names = []
    init = Lasting.__init__

    def noting(self, *args, source_path, **rest):
        names.append(Path(source_path).name)
        init(self, *args, source_path=source_path, **rest)

    monkeypatch.setattr(Lasting, "__init__", noting)
    return names


def kept(folder):
    """Return path and data of what is kept."""
    with closing(sqlite3.connect(folder / ".recap" / "store.sqlite")) as store:
        return dict(store.execute("SELECT path, data FROM contents"))


@pytest.mark.usefixtures("folder")
def test_what_was_kept_has_all_that_it_had_when_pelican_made_it(made):
    first, new = gathered(made)
    assert new == ["about.md", "one.md", "three.md", "two.md"]
    assert gathered(made) == (first, [])


def test_only_what_changed_is_made_again(folder, made):
    first, _ = gathered(made)
    (folder / "content" / "one.md").write_text(POSTS["one.md"].replace("One", "Other"), encoding="utf-8")
    (folder / "content" / "two.md").unlink()
    second, new = gathered(made)
    assert new == ["one.md"]
    assert second["deep/three.md"]["title"] == first["deep/three.md"]["title"]
    assert set(kept(folder)) == {"content/one.md", "content/deep/three.md", "content/pages/about.md"}


@pytest.mark.usefixtures("folder")
def test_a_page_that_becomes_a_post_is_made_as_one(made):
    gathered(made)
    conf = f'{CONF}\nPAGE_PATHS = []\nARTICLE_EXCLUDES = []\nDEFAULT_DATE = "2015-01-01"\n'
    Path("pelicanconf.py").write_text(conf, encoding="utf-8")
    found, _ = gathered(made)
    assert found["pages/about.md"]["save_as"] == "'about.html'"


class Wicked:
    """Leaves a trace when it is unpickled."""

    def __reduce__(self):
        return os.mkdir, ("trace",)


BESIDE = b"\x80\x04\x8c\x0dpelican.utils\x8c\x08os.mkdir\x93\x8c\x05trace\x85R."
"""The same by way of a module that contents are made of."""


def test_what_is_damaged_or_foreign_is_not_believed(folder, made):
    first, _ = gathered(made)
    for data in (b"", b"nonsense", pickle.dumps(5), pickle.dumps(Wicked()), BESIDE):
        with closing(sqlite3.connect(folder / ".recap" / "store.sqlite")) as store, store:
            store.execute("UPDATE contents SET data = ? WHERE path = 'content/one.md'", (data,))
        assert gathered(made) == (first, ["one.md"]), data
    assert not (folder / "trace").exists()
    assert gathered(made) == (first, [])


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("WITH_FUTURE_DATES = False", POSTS["one.md"].replace("2015-06-07", "2999-01-01")),
        ('DEFAULT_DATE = "fs"', POSTS["one.md"]),
        ('DATE_FORMATS = {"en": ("C", "%d %b")}', POSTS["one.md"]),
        ('PLUGINS = ["recap", "another"]\nPLUGIN_PATHS = ["."]', POSTS["one.md"]),
        ("", f"{POSTS['one.md']}\n![](https://example.org/x.png)\n"),
    ],
)
def test_what_may_be_another_the_next_time_is_not_kept(folder, line, text):
    """By the day, the file's time, the locale of another post, other plugins; or something has to be said."""
    (folder / "another.py").write_text("def register(): pass\n", encoding="utf-8")
    (folder / "pelicanconf.py").write_text(f"{CONF}{line}\n", encoding="utf-8")
    (folder / "content" / "one.md").write_text(text, encoding="utf-8")
    build(None, {}, say=str)
    assert "content/one.md" not in kept(folder)


def test_the_preview_finds_what_a_build_kept(folder, made, tmp_path_factory):
    gathered(made)
    made.clear()
    live(None, tmp_path_factory.mktemp("preview"), None, str, Lock())
    assert made == []
    (folder / "pelicanconf.py").write_text(f'{CONF}SITEURL = "https://example.org"\n', encoding="utf-8")
    assert gathered(made)[1] == []
