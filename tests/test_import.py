"""`recap import` through the real door: posts of other generators, and what is said of them.

Each folder of tests/cases/import is a case: `from/` is imported to `to/`, and `said.txt` is what the command says.
"""

import os
import re
import shutil
import subprocess
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pytest
from folders import contents
from hypothesis import given, settings
from hypothesis import strategies as st

from recap.document import load
from recap.importing import Converted, Source, convert, look, write
from recap.importing.addresses import old_address
from recap.importing.dates import dates

CASES = Path(__file__).parent / "cases" / "import"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


@pytest.fixture
def imported(recap, tmp_path):
    """Return a function that imports a case and gives what was said and the folder."""

    def run(case, *options, to="content"):
        shutil.copytree(CASES, tmp_path / "cases", dirs_exist_ok=True)
        done = recap("import", Path("cases", case, "from"), "--to", to, *options)
        return done, tmp_path / to

    return run


@pytest.mark.parametrize("case", NAMES)
def test_a_case_becomes_what_its_folder_says(imported, rewrite, case):
    done, content = imported(case)
    said = f"{done.stdout}{done.stderr}exit {done.returncode}\n"
    if rewrite:
        shutil.rmtree(CASES / case / "to", ignore_errors=True)
        shutil.copytree(content, CASES / case / "to")
        (CASES / case / "said.txt").write_text(said, encoding="utf-8")
    assert contents(content) == contents(CASES / case / "to")
    assert said == (CASES / case / "said.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", NAMES)
def test_nothing_changes_in_the_folder_that_is_imported(imported, tmp_path, case):
    imported(case)
    assert contents(tmp_path / "cases") == contents(CASES)


@pytest.mark.parametrize("case", NAMES)
def test_a_dry_run_says_the_same_and_writes_nothing(imported, case):
    dry, content = imported(case, "--dry-run")
    assert not content.exists()
    done, _ = imported(case)
    assert dry.stderr == done.stderr
    assert dry.stdout == done.stdout.replace("Imported", "Would import")


def counted(done):
    """Return how many posts and files the command says that it imported."""
    return [int(number) for number in re.match(r"Imported (\d+) posts? and (\d+) files?", done.stdout).groups()]


def test_importing_again_changes_nothing_and_what_is_in_the_way_is_named(imported):
    first, content = imported("hugo")
    before = contents(content)
    again, _ = imported("hugo")
    assert (again.stdout, again.stderr) == (first.stdout, first.stderr)
    post = content / "posts" / "notes.md"
    post.write_text("mine\n", encoding="utf-8")
    (content / "img" / "logo.svg").write_text("mine\n", encoding="utf-8")
    third, _ = imported("hugo")
    assert counted(third) == [number - 1 for number in counted(first)]
    assert f"{Path('content/posts/notes.md')}: is there already and was left as it is; " in third.stderr
    mine = {"posts/notes.md": b"mine\n", "img/logo.svg": b"mine\n"}
    assert contents(content) == {**before, **mine}


def test_a_file_that_cannot_be_written_whole_is_named_and_not_there(tmp_path):
    """Disks are full at times: what is cut off would pass for the post or the picture that was there."""
    resource = pytest.importorskip("resource")
    picture = tmp_path / "hall.jpg"
    picture.write_bytes(bytes(100_000))
    post = Converted(path=Path("day.md"), name=PurePosixPath("day.md"), text="T" * 100_000, left=(),
                     copies={PurePosixPath("hall.jpg"): picture})  # fmt: skip
    least, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, most))
    try:
        said = [str(problem) for problem in write(post, tmp_path / "content", dry=False)]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (least, most))
    reason = "cannot be written: File too large; mend that and import again"
    assert said == [f"{tmp_path / 'content' / name}: {reason}" for name in ("day.md", "hall.jpg")]
    assert contents(tmp_path / "content") == {}


def test_a_file_that_cannot_be_fetched_is_named(tmp_path):
    post = Converted(path=Path("day.md"), name=PurePosixPath("day.md"), text="Text.\n", left=(),
                     copies={PurePosixPath("hall.jpg"): tmp_path / "gone.jpg"})  # fmt: skip
    (problem,) = write(post, tmp_path / "content", dry=True)
    assert problem.message == "cannot be written: No such file or directory"


def test_what_was_imported_builds_and_its_old_addresses_lead_on(imported, recap, tmp_path):
    for case in ("jekyll", "hugo"):
        _, content = imported(case)
    for post in content.rglob("*.md"):
        # What the command named, an author has to mend.
        text = re.sub(r"\{[{%].*?[%}]\}", "", post.read_text(encoding="utf-8"))
        post.write_text(text, encoding="utf-8")
    recap("init", ".", "--yes")
    done = recap("build")
    assert done.returncode == 0, done.stderr
    output = tmp_path / "output"
    for old in ("events/2012/04/01/tool-day", "2010/05/06/untitled-notes", "2019/05/toolconf", "old/toolconf"):
        assert 'http-equiv="refresh"' in (output / old / "index.html").read_text(encoding="utf-8"), old
    for name in ("assets/img/badge.png", "assets/slides.pdf", "posts/toolconf/hall.jpg", "img/logo.svg"):
        assert (output / name).is_file(), name


@pytest.mark.parametrize(
    ("generator", "config", "values", "address"),
    [
        ("jekyll", {}, {"categories": ("My Trips",)}, "/my-trips/2014/05/06/day.html"),
        ("jekyll", {"permalink": "pretty"}, {}, "/2014/05/06/day/"),
        ("jekyll", {"permalink": "/:short_year/:i_month/:title"}, {}, "/14/5/day"),
        ("jekyll", {"permalink": "/:no_such_thing/"}, {}, ""),
        ("jekyll", {}, {"permalink": "/:year/own.html"}, "/2014/own.html"),
        ("jekyll", {}, {"permalink": "pretty"}, "/2014/05/06/day/"),
        ("hugo", {}, {}, "/talks/day/"),
        ("hugo", {"permalinks": {"talks": "/:year/:slug/"}}, {}, "/2014/day/"),
        ("hugo", {"permalinks": {"page": {"talks": "/t/:filename/"}}}, {}, "/t/day/"),
        ("hugo", {}, {"url": "/own/"}, "/own/"),
        ("plain", {}, {}, ""),
        ("plain", {}, {"link": "https://toolconf.example/"}, ""),
        ("plain", {}, {"permalink": "/own/"}, "/own/"),
    ],
)
def test_the_old_address_is_the_one_that_the_generator_gave(generator, config, values, address):
    name = PurePosixPath("2014-05-06-day.md" if generator == "jekyll" else "talks/day.md")
    source = Source(root=Path(), generator=generator, config=config, posts={})
    assert old_address(source, name, values, "day", datetime(2014, 5, 6), given_only=False) == address


def test_a_folder_that_is_a_category_too_stands_once_in_the_address():
    source = Source(root=Path(), generator="jekyll", config={}, posts={})
    name, values = PurePosixPath("trips/2014-05-06-day.md"), {"categories": ("trips", "tools")}
    address = old_address(source, name, values, "day", datetime(2014, 5, 6), given_only=False)
    assert address == "/trips/tools/2014/05/06/day.html"


def test_a_date_comes_from_elsewhere_only_if_asked_for(recap, tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "day.md").write_text("# A day\n\nText.\n", encoding="utf-8")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    date = {"GIT_AUTHOR_DATE": "2014-05-06T10:00:00+0000", "GIT_COMMITTER_DATE": "2015-05-06T10:00:00+0000"}
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *command], cwd=tmp_path / "notes", check=True, env={**os.environ, **date})
    without = recap("import", "notes", "--to", "one")
    assert without.returncode == 1
    assert without.stderr.startswith(f"{Path('one/day.md')}:1: no date; write `Date: ")
    done = recap("import", "notes", "--to", "two", "--date-from", "git")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Date: 2014-05-06 10:00:00+00:00\n" in (tmp_path / "two" / "day.md").read_text(encoding="utf-8")
    done = recap("import", "notes", "--to", "three", "--date-from", "mtime")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_file_is_as_old_as_its_first_commit_wherever_it_was_and_however_often_it_came(tmp_path):
    notes = tmp_path / "notes"
    notes.mkdir()
    text = "# A day\n\nText.\n\nMore text, so that it is known again.\n"
    (notes / "night.md").write_text("# Night\n\nNothing like the day at all.\n", encoding="utf-8")
    steps = [
        ("2011", lambda: (notes / "day.md").write_text(text, encoding="utf-8")),
        ("2012", lambda: (notes / "day.md").rename(notes / "first.md")),
        ("2013", (notes / "night.md").unlink),
        ("2014", lambda: (notes / "night.md").write_text("# Night\n\nQuite another.\n", encoding="utf-8")),
    ]
    subprocess.run(["git", "init", "-q"], cwd=notes, check=True)
    for year, step in steps:
        step()
        date = f"{year}-05-06T10:00:00+0000"
        env = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
        subprocess.run([*git, "add", "-A"], cwd=notes, check=True)
        subprocess.run([*git, "commit", "-q", "-m", year], cwd=notes, check=True, env=env)
    found = dates([notes / "first.md", notes / "night.md", notes / "new.md"], "git")
    assert {path.name: date.year for path, date in found.items()} == {"first.md": 2011, "night.md": 2011}


def test_without_git_no_date_comes_from_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert dates([tmp_path / "day.md"], "git") == {}


def test_a_file_that_cannot_be_read_is_named_and_the_others_come(recap, tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_bytes(b"Title: A\nDate: 2014-05-06\n\n\xff\n")
    (tmp_path / "notes" / "b.md").write_text("Title: B\nDate: 2014-05-06\n\nText.\n", encoding="utf-8")
    done = recap("import", "notes")
    assert done.returncode == 1
    assert f"{Path('notes/a.md')}:4: not UTF-8" in done.stderr
    assert [path.name for path in (tmp_path / "content").iterdir()] == ["b.md"]


def test_a_folder_that_is_not_there_is_named(recap):
    done = recap("import", "nowhere")
    assert (done.returncode, done.stderr) == (2, "nowhere: no such folder; correct the name\n")


# Other people's posts, where they lie


@pytest.fixture(scope="module")
def pairs(corpus, tmp_path_factory):
    """Each real post as it was and as it is after the import."""
    content = tmp_path_factory.mktemp("content")
    converted = [*convert(look(corpus / "posts", without=content), content, {})]
    assert len(converted) == len([*(corpus / "posts").glob("*.md")])
    assert all(isinstance(each, Converted) for each in converted)
    return [(load(each.path), load(each.path.name, each.text)) for each in converted]


def links(document):
    """Return the addresses outside of the site."""
    return [link.url for link in document.recap.links if urlsplit(link.url).netloc]


def test_what_is_wrong_with_a_real_post_was_wrong_before(pairs):
    """A post has problems only when it had them: no date anywhere."""
    for before, now in pairs:
        messages = {problem.message for problem in now.problems}
        assert messages <= {problem.message for problem in before.problems} & {"no date"}, now.path
        assert now.warnings == ()


def test_every_real_post_keeps_its_links(pairs):
    for before, now in pairs:
        kept = links(now)
        assert [url for url in links(before) if "{" not in url and url not in kept] == [], now.path


def test_every_real_post_keeps_what_it_says_about_itself(pairs):
    for before, now in pairs:
        old, new = before.recap, now.recap
        assert (new.title, new.date, new.slug, new.lang) == (old.title, old.date, old.slug, old.lang)
        for key in ("tags", "author", "authors", "category", "summary"):
            assert bool(now.metadata.get(key)) >= bool(before.metadata.get(key)), (now.path, key)


def test_a_folder_without_posts_is_named(recap, tmp_path):
    (tmp_path / "old").mkdir()
    done = recap("import", "old")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("old: there are no posts in it; name the folder of a site")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "day.md").write_text("Title: A day\n\nIt rained.\n", encoding="utf-8")
    done = recap("import", "content", "--to", "content")
    assert done.returncode == 2
    assert done.stderr.startswith("content: this is where posts are brought to; name the folder of the old site")


def test_a_file_that_is_no_post_is_not_imported(recap, tmp_path):
    (tmp_path / "conf.py").write_text("x = 1\n", encoding="utf-8")
    done = recap("import", "conf.py")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("conf.py: there are no posts in it; name the folder of a site")
    assert not (tmp_path / "content").exists()


# Laws

PIECES = [
    "{{< ",
    "{% ",
    " %}",
    " >}}",
    "raw",
    "endraw",
    "highlight",
    "```",
    "`",
    "\n",
    "](",
    ")",
    "<!--more-->",
    "---",
    "+++",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8))).map("".join)


@given(TEXTS)
@settings(max_examples=60)
def test_whatever_a_post_says_it_comes_over(text):
    """Nothing raises, and what is imported reads as what the front matter was to say."""
    with TemporaryDirectory() as folder:
        Path(folder, "post.md").write_text(text, encoding="utf-8", newline="")
        (one,) = convert(look(Path(folder), without=Path(folder, "content")), Path(folder, "content"), {})
        assert isinstance(one, Converted)
        assert not [problem for problem in one.left if "front matter cannot" in problem.message]


@given(st.text(st.characters(exclude_characters="{}[]<>`\r\0", exclude_categories=["Cs", "Cc", "Zl", "Zp"])))
@settings(max_examples=60)
def test_prose_comes_over_letter_by_letter(prose):
    with TemporaryDirectory() as folder:
        Path(folder, "post.md").write_text(f"Title: A\nDate: 2014-05-06\n\nIt was {prose}\n", encoding="utf-8")
        (one,) = convert(look(Path(folder), without=Path(folder, "content")), Path(folder, "content"), {})
        assert one.text == f"Title: A\nDate: 2014-05-06\n\nIt was {prose}\n"
