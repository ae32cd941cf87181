"""What was read is kept, and a store that is lost costs nothing but time."""

import os
import pickle
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, date, time
from functools import partial
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recap.document import load
from recap.reading.options import ReadingOptions
from recap.store import KeptPosts, Manner, Output, Store, reader_for
from recap.store.database import _today
from recap.store.kept import Packed
from recap.store.values import plain, recap_json, recap_of, typed

POST = """\
Title: "Notes" from ToolConf 2015
Date: 2015-06-07
Tags: a, b

### Workshops

#### Measuring queues - Ada Winter
[slides](https://example.org/1.pdf)

#### Queue related
* [fq](https://example.org/fq), a queue
"""


pytestmark = pytest.mark.usefixtures("closed")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a post."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "post.md").write_text(POST, encoding="utf-8")
    return tmp_path


@pytest.fixture
def alone(monkeypatch):
    """Let processes be begun though other tests may have left threads behind."""
    if sys.platform != "linux":
        pytest.skip("no other process is begun here")
    for module in ("ahead", "posts"):
        monkeypatch.setattr(f"recap.store.{module}.alone", lambda: True)


def posts(store, **options):
    return KeptPosts(store, Manner(options=ReadingOptions(**options)))


@pytest.fixture
def unread(monkeypatch):
    """Let every reading of a post fail: what comes, comes from the store."""
    return lambda: monkeypatch.setattr("recap.document.load", lambda *_: pytest.fail("it was read again"))


def test_what_was_read_comes_from_the_store_as_it_was(folder, unread):
    before = posts(Store(folder / "store.sqlite")).read("post.md")
    unread()
    kept = posts(Store(folder / "store.sqlite")).read("post.md")
    document = load("post.md")
    assert (kept.recap(), kept.html()) == (document.recap, document.html)
    assert (kept.metadata(), kept.traits) == (before.metadata(), before.traits)
    assert kept.metadata()["title"] == "“Notes” from ToolConf 2015"


@pytest.mark.parametrize("change", ["text", "options", "name"])
def test_another_text_other_options_or_another_name_are_read(folder, change):
    store = Store(folder / "store.sqlite")
    first = posts(store).read("post.md")
    if change == "name":
        (folder / "post.md").rename(folder / "other.md")
    if change == "text":
        (folder / "post.md").write_text(POST + "\nMore.\n", encoding="utf-8")
    name = "other.md" if change == "name" else "post.md"
    other = posts(store, typogrify=change != "options").read(name)
    assert other.key != first.key


@pytest.mark.parametrize("damage", ["no database", "cut", "another version", "another's tables"])
def test_a_store_that_cannot_be_read_is_set_aside_with_one_line(folder, damage):
    file, said = folder / "store.sqlite", []
    store = Store(file)
    posts(store).read("post.md")
    store.close()
    if damage == "no database":
        file.write_text("words", encoding="utf-8")
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:100] + b"\0" * 5000)
    else:
        connection = sqlite3.connect(file)
        connection.execute("PRAGMA user_version = 99" if damage == "another version" else "DROP TABLE posts")
        if damage == "another's tables":
            connection.execute("PRAGMA user_version = 0")
        connection.commit()
        connection.close()
    kept = posts(Store(file, said.append)).read("post.md")
    assert kept.recap().title == '"Notes" from ToolConf 2015'
    assert len(said) == 1
    assert "store.sqlite.aside" in said[0]
    assert (folder / "store.sqlite.aside").exists()
    assert posts(Store(file, said.append)).read("post.md").key == kept.key
    assert len(said) == 1


def test_a_folder_that_cannot_be_written_keeps_nothing_and_nobody_is_told(folder):
    (folder / "file").touch()
    said = []
    assert posts(Store(folder / "file" / "store.sqlite", said.append)).read("post.md").recap().sessions
    assert said == []


def test_several_can_use_it_at_once(folder):
    for number in range(20):
        (folder / f"{number}.md").write_text(POST + f"\n{number}\n", encoding="utf-8")

    def read_all():
        shelf = posts(Store(folder / "store.sqlite"))
        found.append([shelf.read(f"{number}.md").html() for number in range(20)])

    found = []
    threads = [threading.Thread(target=read_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(each == found[0] for each in found)


@pytest.mark.parametrize("step", range(8))
def test_builds_that_begin_at_once_make_one_store(folder, monkeypatch, step):
    """Before any step in which one makes it another may open it: nobody takes half a store for a damaged one."""
    said, file, steps, connect = [], folder / "store.sqlite", count(), sqlite3.connect

    def look():
        if next(steps) == step:
            monkeypatch.setattr(sqlite3, "connect", connect)
            other = Store(file, said.append)
            other.post("none")
            other.close()

    class Watched(sqlite3.Connection):
        def execute(self, *given):
            look()
            return super().execute(*given)

        def executescript(self, *given):
            look()
            return super().executescript(*given)

    monkeypatch.setattr(sqlite3, "connect", partial(connect, factory=Watched))
    store = Store(file, said.append)
    store.keep_build("site", {"built": "once"})
    assert (said, store.build("site")) == ([], {"built": "once"})
    store.close()


def test_reading_ahead_gives_what_reading_does(folder, unread):
    names = [f"{number}.md" for number in range(12)]
    for name in names:
        (folder / name).write_text(POST.replace("ToolConf", f"Conf{name[:-3]}"), encoding="utf-8")
    (folder / "bad.md").write_bytes(b"\xff")
    serial = [posts(Store()).read(name) for name in names]
    store = Store(folder / "store.sqlite")
    posts(store).read_ahead([*names, "bad.md", "gone.md"], jobs=2)
    unread()
    for name, alone in zip(names, serial, strict=True):
        ahead = posts(store).read(name)
        assert (ahead.html(), ahead.recap()) == (alone.html(), alone.recap())


def test_a_text_that_changes_before_another_process_reads_it_is_not_taken_for_the_one_before(folder):
    names = [f"{number}.md" for number in range(12)]
    for name in names:
        (folder / name).write_text(POST, encoding="utf-8")
    store = Store(folder / "store.sqlite")
    kept = posts(store)
    before = kept.key("5.md")
    (folder / "5.md").write_text(POST.replace("queues", "caches"), encoding="utf-8")
    kept.read_ahead(names, jobs=2)
    assert store.post(kept.key("4.md")) is not None
    assert store.post(before) is None
    assert kept.read("5.md").recap().sessions[0].title == "Measuring caches"


def test_a_post_stays_until_nobody_asked_for_it_in_a_month(folder, monkeypatch):
    key, today = posts(Store(folder / "store.sqlite")).read("post.md").key, _today()
    for day, asks, stays in ((29, True, True), (58, False, True), (90, False, False)):
        later = Store(folder / "store.sqlite")
        monkeypatch.setattr("recap.store.database._today", lambda day=day: today + day)
        assert not asks or later.post(key)
        later.leave()
        assert (Store(folder / "store.sqlite").post(key) is not None) == stays, day


def test_outputs_are_remembered_for_each_site(folder):
    store = Store(folder / "store.sqlite")
    one, two = (Output(name, "", "own", "rest", "[]", 1, 2) for name in ("a.html", "b.html"))
    store.keep_outputs("one", [one, two], [])
    store.keep_outputs("two", [one], [])
    store.keep_outputs("one", [], ["a.html"])
    store.keep_build("one", {"begun": "x"})
    again = Store(folder / "store.sqlite")
    assert again.outputs("one") == {"b.html": two}
    assert again.outputs("two") == {"a.html": one}
    assert (again.build("one"), again.build("two")) == ({"begun": "x"}, {})


def test_what_is_kept_can_be_pickled(folder):
    kept = posts(Store(folder / "store.sqlite")).read("post.md")
    again = pickle.loads(pickle.dumps(kept))
    assert (again.recap(), again.html(), again.metadata()) == (kept.recap(), kept.html(), kept.metadata())


def test_a_recap_of_the_corpus_is_the_same_after_json(corpus):
    for path in sorted((corpus / "posts").glob("*.md"))[:20]:
        recap = load(path).recap
        assert recap_of(recap_json(recap)) == recap


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.datetimes(timezones=st.none() | st.just(UTC))
    | st.dates()
    | st.times(),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=10,
)


@given(values)
def test_every_value_of_a_front_matter_is_kept_with_its_type(value):
    again = typed(plain(value))
    assert again == value
    assert type(again) is type(value)


def test_what_no_notation_has_is_not_kept():
    assert typed(plain((date(2015, 6, 7), time(9, 30)))) == (date(2015, 6, 7), time(9, 30))
    with pytest.raises(TypeError, match="object cannot be kept"):
        plain(object())


@pytest.mark.usefixtures("alone")
def test_a_few_posts_are_read_by_another_process_and_what_it_cannot_read_by_this_one(folder, monkeypatch):
    for number in range(3):
        (folder / f"{number}.md").write_text(f"{POST}\nWords {number}.\n", encoding="utf-8")
    (folder / "broken.md").write_text("Title: Broken\nDate: soon\n\nWords.\n", encoding="utf-8")
    names = ["0.md", "1.md", "broken.md", "2.md"]
    here = [posts(Store()).read(name) for name in names]
    kept, read = posts(Store(folder / "store.sqlite")), []
    kept.read_ahead(names[:3], jobs=2)
    kept.read_ahead(names, jobs=2)
    monkeypatch.setattr("recap.document.load", lambda path, *rest: read.append(path) or load(path, *rest))
    there = [kept.read(name) for name in reversed(names)]
    assert [(each.html(), each.recap(), each.problems) for each in reversed(there)] == [
        (each.html(), each.recap(), each.problems) for each in here
    ]
    assert read == []


@pytest.mark.usefixtures("alone")
def test_a_process_that_ends_early_costs_nothing_but_time(folder, monkeypatch):
    monkeypatch.setattr("recap.store.posts.read_packed", lambda _task: os._exit(1))
    kept = posts(Store(folder / "store.sqlite"))
    kept.read_ahead(["post.md"], jobs=2)
    assert kept.read("post.md").html() == load("post.md").html


@pytest.mark.usefixtures("alone")
def test_a_reader_is_begun_only_where_a_post_is_younger_than_what_was_kept(folder):
    since = folder / "store.sqlite"
    assert reader_for(folder, since) is None
    since.write_bytes(b"")
    os.utime(folder / "post.md", ns=(0, since.stat().st_mtime_ns - 1))
    assert reader_for(folder, since) is None
    os.utime(folder / "post.md", ns=(0, since.stat().st_mtime_ns + 1))
    kept = posts(Store())
    kept.reader = reader_for(folder, since)
    assert kept.reader
    kept.read_ahead(["post.md"], jobs=2)
    assert kept.read("post.md").html() == load("post.md").html


def test_a_reader_that_gets_nothing_to_read_ends_with_whoever_began_it(folder):
    code = "from recap.store import *; from pathlib import Path; print(reader_for(Path(), Path('old')) is None)"
    (folder / "old").write_bytes(b"")
    os.utime(folder / "old", ns=(0, 0))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "False\n", "")


def test_a_content_of_which_the_post_has_left_is_not_had():
    """Its body could not be fetched."""
    store = Store()
    store.keep_contents("site", "made so", {"post.md": ("its key", b"content")}, ())
    assert store.contents("site", "made so") == {}
    store.keep([("its key", Packed(head="{}", recap="{}", html=""))])
    assert store.contents("site", "made so") == {"post.md": ("its key", b"content")}
    assert store.contents("site", "made otherwise") == {}
