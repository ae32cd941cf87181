"""The law of incremental builds: whatever was done to a site, building on gives what building anew gives."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from folders import contents
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from recap.document import load
from recap.errors import Problem, RecapError, StoreLost
from recap.site.build import build
from recap.site.contents import Lasting
from recap.site.incremental.digests import Digests, _writer
from recap.site.incremental.unchanged import begins_with, unchanged
from recap.site.making import make_all
from recap.site.settings import conf
from recap.store import STORE, reader_for

EXAMPLES = int(os.environ.get("RECAP_EXAMPLES", "6"))
"""How many sequences are tried: few where the whole suite runs, a hundred before a release."""

NAMES = ("one.md", "two.md", "deep/three.md", "four.md")
CONFERENCES = ("ToolConf", "DayConf")
SPEAKERS = ("Ada Winter", "Ben Okafor", "Carla Benítez")
WORDS = st.sampled_from(["queue", "cache", "promise", "measured", "broken", "SRE"])


@st.composite
def posts(draw):
    """Return the text of a post, of few words, so that posts share and collide."""
    title = draw(st.sampled_from(["Notes", "Two days", "Notes from it", ""]))
    conference, year = draw(st.sampled_from(CONFERENCES)), draw(st.integers(2014, 2016))
    lines = [f"Title: {title}"]
    # Some have nothing in common with any other: then only neighbours know of them.
    lines += draw(st.sampled_from([[], [f"Conference: {conference} {year}"]]))
    lines += draw(st.sampled_from([[], ["Tags: a"], ["Tags: a, b"], ["Tags: B"]]))
    lines += [f"Date: {draw(st.sampled_from(['2015-06-07', '2015-06-08', '2016-01-02', 'soon']))}"]
    lines += draw(st.sampled_from([[], ["Status: draft"], ["Status: hidden"], ["Lang: de"], ["Slug: notes"]]))
    lines += ["", draw(WORDS), ""]
    for _ in range(draw(st.integers(0, 2))):
        lines += [f"### {draw(WORDS)} {draw(WORDS)} - {draw(st.sampled_from(SPEAKERS))}", "", draw(WORDS), ""]
        lines += [f"[slides](https://example.org/{draw(WORDS)})", ""]
    lines += draw(st.sampled_from([[], ["See [this]({filename}/one.md)."], ["* [x](https://example.org/x), x"]]))
    return "\n".join(lines) + "\n"


FIELDS = (
    "Title: Another",
    "Tags: b",
    "Conference: DayConf 2016",
    "Date: 2014-01-01",
    "Tagline: So",
    "Slug: moved",
)

edits = st.one_of(
    st.tuples(st.just("field"), st.sampled_from(NAMES), st.sampled_from(FIELDS)),
    st.tuples(st.just("write"), st.sampled_from(NAMES), posts()),
    st.tuples(st.just("append"), st.sampled_from(NAMES), WORDS),
    st.tuples(st.just("reword"), st.sampled_from(NAMES), WORDS),
    st.tuples(st.just("delete"), st.sampled_from(NAMES), st.none()),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("settings"), st.none(), st.sampled_from(["", 'SITENAME = "Other"', "RELATIVE_URLS = True"])),
    st.tuples(st.just("template"), st.none(), st.sampled_from(["", "<p>Mine</p>"])),
    st.tuples(st.just("touched"), st.sampled_from(["index.html", "recap.json"]), st.none()),
)


class Site:
    """A folder with a site, and what can be done to it."""

    def __init__(self, folder: Path, related: int = 5) -> None:
        self.folder, self.related = folder, related

    def begin(self, posts):
        """Write settings and posts, and build for the first time."""
        self.settings("")
        for name, text in posts.items():
            self.write(name, text)
        self.built()

    def do(self, verb, name, value):
        getattr(self, verb)(*(part for part in (name, value) if part is not None))

    def write(self, name, text):
        file = self.folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def append(self, name, word):
        file = self.folder / "content" / name
        if file.exists():
            file.write_text(f"{file.read_text(encoding='utf-8')}\n{word}\n", encoding="utf-8")

    def reword(self, name, word):
        """Give the last heading another first word: the name of a session is another."""
        file = self.folder / "content" / name
        if file.exists():
            before, mark, after = file.read_text(encoding="utf-8").rpartition("### ")
            file.write_text(f"{before}{mark}{word} {after.partition(' ')[2]}", encoding="utf-8")

    def field(self, name, line):
        file = self.folder / "content" / name
        if file.exists():
            key = line.split(":")[0]
            head, _, body = file.read_text(encoding="utf-8").partition("\n\n")
            kept = [other for other in head.splitlines() if not other.startswith(f"{key}:")]
            file.write_text("\n".join([*kept, line, "", body]), encoding="utf-8")

    def delete(self, name):
        (self.folder / "content" / name).unlink(missing_ok=True)

    def rename(self, name, to):
        file = self.folder / "content" / name
        if file.exists():
            (self.folder / "content" / to).parent.mkdir(exist_ok=True)
            file.replace(self.folder / "content" / to)

    def settings(self, line):
        text = BASE.format(related=self.related)
        (self.folder / "pelicanconf.py").write_text(f"{text}{line}\n", encoding="utf-8")

    def template(self, text):
        folder = self.folder / "mine"
        folder.mkdir(exist_ok=True)
        (folder / "foot.html").write_text(text, encoding="utf-8")
        self.settings('THEME_TEMPLATES_OVERRIDES = ["mine"]' if text else "")

    def touched(self, name):
        file = self.folder / "output" / name
        if file.exists():
            file.write_text("something else", encoding="utf-8")

    def built(self, output="output", jobs=None):
        """Build to a folder below this one, and return what lies there."""
        try:
            problems = build(None, {"OUTPUT_PATH": self.folder / output}, say=str, jobs=jobs).problems
        except RecapError as error:
            problems = error.problems
        return sorted(map(str, problems)), contents(self.folder / output)

    def anew(self):
        """Build as if for the first time, by one process, and return what lies there."""
        kept = self.folder / ".recap"
        kept.rename(self.folder / ".kept")
        found = self.built("anew", jobs=1)
        for folder in (kept, self.folder / "anew"):
            shutil.rmtree(folder)
        (self.folder / ".kept").rename(kept)
        return found


BASE = """\
from recap import THEME

PLUGINS = ["recap"]
TIMEZONE = "UTC"
SITEURL = "https://example.org"
DEFAULT_PAGINATION = 2
RECAP = {{"search": False, "cards": False, "related": {related}}}
"""


@pytest.fixture
def here():
    """Return a function that goes to a folder; in the end we are back."""
    before = Path.cwd()
    yield os.chdir
    os.chdir(before)


BEGUN = {
    "one.md": """\
Title: First
Slug: first
Date: 2015-06-06
Tags: a
Conference: ToolConf 2015

### The long queue - Ada Winter

[slides](https://example.org/queue)
""",
    "two.md": "Title: Second\nDate: 2015-06-10\n\nText.\n",
    "deep/three.md": """\
Title: Third
Slug: third
Date: 2015-06-12
Tags: b
Conference: ToolConf 2014

### The cold cache - Ben Okafor

See [this]({filename}/one.md), and [slides](https://example.org/cache).
""",
    "four.md": """\
Title: Fourth
Date: 2016-01-02

### The wide promise - Ada Winter

[video](https://example.org/promise.mp4)
""",
}
"""What the law begins with: posts that share a conference or a speaker, and one that has but its neighbours.

Some stay where they are under another title.
"""

ONE_BY_ONE = [
    [("reword", "one.md", "broken")],
    [("reword", "four.md", "measured")],
    *([("field", name, field)] for field in ("Title: Another", "Tags: a, b") for name in BEGUN),
    *([("field", "deep/three.md", field)] for field in FIELDS[2:]),
    [("delete", "deep/three.md", None)],
]
"""Edits that are always tried, each by itself: all that a post shows elsewhere, with and without a conference."""


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([0, 5]),
    st.sampled_from([1, 2]),
    st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=4),
)
@example(5, 1, ONE_BY_ONE)
@example(0, 1, ONE_BY_ONE[:6])
def test_any_sequence_of_edits_built_on_is_as_built_anew(tmp_path_factory, here, related, jobs, sequence):
    """After each step the incremental build equals a clean build byte for byte, and has the same to say.

    Where recaps show no relatives, they know of each other as neighbours, and of the lists they are in.
    """
    folder = tmp_path_factory.mktemp("law")
    here(folder)
    site = Site(folder, related)
    site.begin(BEGUN)
    for step in sequence:
        for edit in step:
            site.do(*edit)
        assert site.built(jobs=jobs) == site.anew()


@pytest.fixture(scope="module")
def first_build(tmp_path_factory):
    """The folder of a site of some posts that was built once, and a copy of all that lies there."""
    folder = tmp_path_factory.mktemp("site") / "site"
    folder.mkdir()
    before = Path.cwd()
    os.chdir(folder)
    posts = {f"post{number}.md": POST.format(number=number, year=2010 + number) for number in range(6)}
    Site(folder).begin({"one.md": "Title: First\nDate: 2015-06-06\nTags: a\n\nText.\n", **posts})
    os.chdir(before)
    return folder, shutil.copytree(folder, folder.with_name("copy"))


@pytest.fixture
def site(first_build, here):
    """A site of some posts, as its first build left it: in the same place, and as old."""
    folder, copy = first_build
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)
    here(folder)
    return Site(folder)


POST = """\
Title: Notes {number}
Date: {year}-06-07
Tags: tag{number}, all
Conference: Conf{number} {year}

### Talks

#### Queues {number} - Ada Winter

[slides](https://example.org/{number}.pdf)

Words.
"""


def written(folder):
    """Return which file on disk holds each file of a site, and when it was written."""
    stats = {str(path.relative_to(folder)): path.stat() for path in folder.rglob("*") if path.is_file()}
    return {name: (found.st_ino, found.st_mtime_ns) for name, found in stats.items()}


def rewritten(site, change):
    """Build after a change; return the files that are new, written again or gone."""
    before = written(site.folder / "output")
    change()
    site.built()
    after = written(site.folder / "output")
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_where_nothing_changed_pelican_is_not_even_asked(site, monkeypatch):
    monkeypatch.setattr("recap.site.build.Pelican", lambda _settings: pytest.fail("it was built again"))
    assert rewritten(site, lambda: None) == set()


def test_a_post_that_was_written_as_it_was_is_not_got_ready_for_twice(site, monkeypatch):
    for module in ("ahead", "posts"):
        monkeypatch.setattr(f"recap.store.{module}.alone", lambda: True)
    (site.folder / "content" / "post3.md").touch()
    site.built()
    assert reader_for(Path("content"), STORE) is None


def test_a_search_that_could_not_be_made_is_tried_again(site, monkeypatch):
    fault = Problem(path="search", line=None, message="Pagefind made no index", hint="mend that")
    site.settings('RECAP = {"cards": False}')
    with monkeypatch.context() as failing:
        failing.setattr("recap.site.files.search.update", lambda *_: fault)
        site.built()
    site.built()
    assert (site.folder / "output" / "pagefind" / "pagefind.js").is_file()


def test_a_store_that_is_deleted_while_the_site_is_built_ends_the_build_with_one_line(site, monkeypatch):
    """However many pages there are: none of them can be made any more."""

    def deleted(*args):
        shutil.rmtree(".recap")
        yield from make_all(*args)

    monkeypatch.setattr("recap.site.plugin.make_all", deleted)
    site.write("one.md", "Title: Another\nDate: 2015-06-06\nTags: a\n\nText.\n")
    with pytest.raises(StoreLost, match=r"^\S*store.sqlite: .*; build again$"):
        build(None, {}, say=pytest.fail, jobs=1)
    monkeypatch.undo()
    build(None, {}, say=pytest.fail, jobs=1)


@pytest.mark.usefixtures("site")
def test_a_package_that_was_missing_before_is_made_use_of(monkeypatch):
    """Whoever is told to install one builds again, and changes nothing else."""
    there = "recap.site.incremental.inputs._version_if_there"
    monkeypatch.setattr(there, lambda package: f"{package} is there now")
    settings = conf.load(None, {})
    assert unchanged(settings, begins_with(settings)) is None


def test_a_markdown_extension_of_the_sites_own_that_changed_is_made_use_of(site, monkeypatch):
    monkeypatch.syspath_prepend(site.folder)
    text = "from markdown.extensions.tables import makeExtension\n"
    (site.folder / "mine_of_the_site.py").write_text(text, encoding="utf-8")
    site.settings('MARKDOWN = {"extensions": ["mine_of_the_site"]}')
    assert site.built()[0] == []
    settings = conf.load(None, {})
    assert unchanged(settings, begins_with(settings))
    (site.folder / "mine_of_the_site.py").write_text(f"{text}# another\n", encoding="utf-8")
    assert unchanged(settings, begins_with(settings)) is None


@pytest.mark.parametrize("name", ["notes-3.html", "recap.json", "theme/css/recap.css"])
@pytest.mark.parametrize("how", ["gone", "changed"])
def test_a_file_that_is_not_as_it_was_left_is_made_again(site, name, how):
    file = site.folder / "output" / name
    before = file.read_bytes()
    file.unlink() if how == "gone" else file.write_text("something else", encoding="utf-8")
    site.built()
    assert file.read_bytes() == before


def test_an_edit_of_a_body_reads_one_post_and_writes_its_page_and_the_feeds_that_hold_it(site, monkeypatch):
    read = []
    monkeypatch.setattr("recap.document.load", lambda path, *rest: read.append(path) or load(path, *rest))
    monkeypatch.setattr("recap.store.posts.alone", lambda: False)  # another process would read it
    changed = rewritten(site, lambda: site.append("post3.md", "More words."))
    assert read == ["content/post3.md"]
    assert {name for name in changed if not name.endswith((".xml", "feed.json"))} == {"notes-3.html"}
    assert "tag/tag3/feed.json" in changed
    assert not {"tag/tag2/feed.json", "sitemap.xml", "speakers/ada-winter/atom.xml"} & changed


def test_an_edit_of_a_body_asks_pelican_for_one_content_and_no_page_for_more_than_its_post(site, monkeypatch):
    """Also where it is the first since the site was built anew."""
    made = []
    init = Lasting.__init__
    monkeypatch.setattr(
        Lasting, "__init__", lambda self, *rest, **more: made.append(1) or init(self, *rest, **more)
    )
    asked = "recap.site.incremental.still.answers"
    monkeypatch.setattr(asked, lambda *_: pytest.fail("a page was asked for all it shows"))
    site.append("post3.md", "More words.")
    assert site.built()[0] == []
    assert len(made) == 1


def test_an_edit_that_moves_lines_alone_rewrites_the_recaps_own_data_and_no_other_page(site):
    def moved():
        file = site.folder / "content" / "post3.md"
        file.write_text(file.read_text(encoding="utf-8").replace("### Talks", "\n### Talks"), encoding="utf-8")

    assert rewritten(site, moved) == {"notes-3/recap.json"}


def test_another_title_is_written_where_it_is_shown_and_nowhere_else(site):
    def retitled():
        file = site.folder / "content" / "post3.md"
        text = file.read_text(encoding="utf-8").replace("Title: Notes 3", "Title: Other notes\nSlug: notes-3")
        file.write_text(text, encoding="utf-8")

    changed = rewritten(site, retitled)
    assert {"notes-2.html", "notes-3.html", "notes-4.html", "index2.html"} <= changed
    assert not {"tag/tag0.html", "conferences/conf0/index.html", "theme/css/recap.css"} & changed


def test_another_title_lets_nobody_render_the_lists_that_show_none(site, monkeypatch):
    """Twice: a page is told by the same answers whichever pages were asked before it."""
    made = []

    def noted(tasks, *args):
        made.extend(task.file for task in tasks)
        return make_all(tasks, *args)

    monkeypatch.setattr("recap.site.plugin.make_all", noted)
    for title in ("Title: Other notes", "Title: Again others"):
        made.clear()
        site.field("post3.md", "Slug: notes-3")
        site.field("post3.md", title)
        site.built(jobs=1)
        assert "notes-3.html" in made
        lists = {f"{name}/index.html" for name in ("talks", "workshops", "links", "speakers")}
        assert not lists.intersection(made)


def test_all_that_a_page_asks_for_can_be_told(site, monkeypatch):
    """What cannot is taken for another thing with every build, and its page is rendered with each."""
    told, untold = Digests._unknown, []
    monkeypatch.setattr(Digests, "_unknown", lambda digests, value: untold.append(value) or told(digests, value))
    _writer.cache_clear()
    site.anew()
    _writer.cache_clear()
    assert untold == []


def test_pages_that_are_no_longer_made_go_and_what_others_put_there_stays(site):
    mine = site.folder / "output" / "notes-3" / "mine.txt"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine", encoding="utf-8")
    changed = rewritten(site, lambda: site.delete("post3.md"))
    assert {"notes-3.html", "notes-3/recap.json", "tag/tag3.html", "conferences/conf3/index.html"} <= changed
    output = site.folder / "output"
    assert not (output / "notes-3.html").exists()
    assert not (output / "conferences" / "conf3").exists()
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_page_that_was_changed_by_hand_stays_when_it_is_no_longer_made(site):
    page = site.folder / "output" / "notes-3.html"
    page.write_text("by hand", encoding="utf-8")
    site.delete("post3.md")
    site.built()
    assert page.read_text(encoding="utf-8") == "by hand"


def test_a_site_with_a_post_of_tomorrow_is_never_taken_for_unchanged(site):
    site.settings("WITH_FUTURE_DATES = False")
    site.write("soon.md", "Title: Soon\nDate: 2999-01-01\n\nText.\n")
    site.built()
    assert not (site.folder / "output" / "soon.html").exists()
    settings = conf.load(None, {})
    assert unchanged(settings, begins_with(settings)) is None
    site.delete("soon.md")
    site.built()
    assert unchanged(settings, begins_with(settings))


@pytest.mark.parametrize(
    "line",
    [
        'THEME = "notmyidea"',
        'THEME = "simple"',
        'PLUGINS = ["recap", "another"]\nPLUGIN_PATHS = ["."]',
        'JINJA_FILTERS = {"shout": str.upper}',
        'RECAP = {"search": True, "cards": True}',
    ],
)
def test_it_holds_for_other_themes_other_plugins_and_all_that_can_be_switched_on(site, line):
    """The cautious ways: what nobody can know of is made anew."""
    (site.folder / "another.py").write_text("def register(): pass\n", encoding="utf-8")
    site.settings(line)
    site.built()
    for change in (lambda: site.append("post3.md", "More."), lambda: site.delete("post2.md"), lambda: None):
        change()
        assert site.built() == site.anew()


def test_several_processes_make_what_one_makes(site, recap):
    for jobs in ("1", "3"):
        shutil.rmtree(site.folder / ".recap")
        done = recap("build", "--jobs", jobs, "--output", f"with{jobs}", cwd=site.folder)
        assert (done.returncode, done.stderr) == (0, "")
    assert contents(site.folder / "with1") == contents(site.folder / "with3")


def test_two_builds_at_once_do_no_harm(site):
    site.append("post3.md", "More.")
    command = [sys.executable, "-m", "recap", "build"]
    both = [subprocess.Popen(command, cwd=site.folder, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(each.communicate()[1], each.returncode) for each in both] == [("", 0), ("", 0)]
    assert site.built() == site.anew()


def test_a_template_among_the_posts_is_rendered_with_every_build(site):
    site.settings('TEMPLATE_PAGES = {"mine.html": "mine.html"}')
    for words in ("one", "two"):
        site.write("mine.html", f"<p>{words}: {{{{ articles|length }}}}</p>\n")
        site.append("post3.md", words)
        site.built()
        assert (site.folder / "output" / "mine.html").read_text(encoding="utf-8") == f"<p>{words}: 7</p>"


def test_what_is_said_of_a_picture_without_words_is_said_with_every_build(site, recap):
    site.write("post3.md", POST.format(number=3, year=2013) + "\n![](https://example.org/x.png)\n")
    said = recap("build", cwd=site.folder).stderr
    assert "post3.md:14: the picture x.png has no alternative text" in said
    site.append("post2.md", "More.")
    again = [recap("build", cwd=site.folder).stderr for _ in range(2)]
    assert again == [said, said]
