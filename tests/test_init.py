"""`recap init` through the real door: a new site builds at once, and nothing that was there is touched."""

import ast
import os
import select
import subprocess
import sys
import time

import pytest
import yaml
from folders import contents
from hypothesis import given
from hypothesis import strategies as st

from recap.starter import Answers
from recap.starter.site import FILES, text_of

NAME = 'It\'s "our" \\ {slug} notes'


def settings(text):
    """Return what the assignments of a settings file give."""
    return {
        node.targets[0].id: ast.unparse(node.value)
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def test_a_new_site_builds_at_once(recap, tmp_path):
    done = recap("init", "notes", "--yes", "--name", NAME, "--author", "Ada Winter", "--lang", "de")
    assert (done.returncode, done.stderr) == (0, "")
    assert "cd notes\n" in done.stdout and "recap build" in done.stdout
    site = tmp_path / "notes"
    built = recap("build", cwd=site)
    assert (built.returncode, built.stderr) == (0, "")
    assert built.stdout.startswith("Built 1 recap: 2 talks, 1 workshop")
    published = recap("build", "--settings", "publishconf.py", "--output", "public", cwd=site)
    assert (published.returncode, published.stderr) == (0, "")
    assert "https://recap.example.org/" in (site / "public" / "sitemap.xml").read_text(encoding="utf-8")


def test_pelican_builds_it_too(recap, tmp_path):
    recap("init", "notes", "--yes")
    done = recap("content", cwd=tmp_path / "notes", module="pelican")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "notes" / "output" / "talks" / "index.html").is_file()


def test_the_example_is_read_without_a_doubt(recap, tmp_path):
    recap("init", ".", "--yes")
    done = recap("inspect", *(tmp_path / "content").glob("*.md"))
    assert (done.returncode, done.stderr) == (0, "")
    for line in (
        "workshop Measuring queues - Ada Winter",
        "talk Caches are a promise - Ben Okafor",
        "slides her deck",
        "Tools she named",
    ):
        assert line in done.stdout
    assert "talk The boat trip" not in done.stdout
    assert recap("check").returncode == 0


def test_nothing_is_overwritten(recap, tmp_path):
    """What is there stays as it is and is named; a folder with posts gets no example."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "mine.md").write_text("Title: Mine\n", encoding="utf-8")
    (tmp_path / "pelicanconf.py").write_text("SITENAME = 'mine'\n", encoding="utf-8")
    done = recap("init", ".", "--yes", "--name", "Other")
    assert done.returncode == 0
    assert "Kept pelicanconf.py: it was there\n" in done.stdout
    assert (tmp_path / "pelicanconf.py").read_text(encoding="utf-8") == "SITENAME = 'mine'\n"
    assert [path.name for path in (tmp_path / "content").iterdir()] == ["mine.md"]
    before = contents(tmp_path)
    again = recap("init", ".", "--yes", "--name", "Third")
    assert again.stdout.startswith("Wrote 0 files")
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("option", "value"),
    [("--url", "notes.example.org"), ("--url", "https://a.example/?x"), ("--lang", "e'n"), ("--name", " ")],
)
def test_an_answer_that_cannot_be_used_is_named_and_nothing_is_written(recap, tmp_path, option, value):
    done = recap("init", "notes", "--yes", option, value)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{option}: ")
    assert not (tmp_path / "notes").exists()


def test_a_folder_that_cannot_be_is_named(recap, tmp_path):
    (tmp_path / "notes").write_text("a file", encoding="utf-8")
    done = recap("init", "notes", "--yes")
    assert done.returncode == 2
    assert done.stderr.startswith("notes") and "cannot be written" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_in_a_terminal_it_asks(tmp_path):
    """Name, address and author are asked for; what an option says is not, what cannot be used is again."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "recap", "init", "notes", "--author", "Ada Winter"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.write(ours, b"Our notes\nnotes\nhttps://notes.example.org/\n")
        said, until = b"", time.monotonic() + 60
        while b"recap check" not in said and time.monotonic() < until:
            if select.select([ours], [], [], 1)[0]:
                said += os.read(ours, 4096)
        assert process.wait(60) == 0
    assert b"What is the site called [notes]" in said and b"Who writes" not in said
    assert b"Error: 'notes' cannot be used; write it as https://notes.example.org" in said
    conf = settings((tmp_path / "notes" / "pelicanconf.py").read_text(encoding="utf-8"))
    assert conf["SITENAME"] == "'Our notes'"
    assert "'https://notes.example.org'" in settings(
        (tmp_path / "notes" / "publishconf.py").read_text(encoding="utf-8")
    )["SITEURL"].replace('"', "'")


@given(st.text())
def test_whatever_the_name_is_the_settings_say_it(name):
    answers = Answers(name=name, url="https://x.example", author=name, lang="en")
    found = settings(text_of("pelicanconf.py", answers))
    assert ast.literal_eval(found["SITENAME"]) == name
    assert ast.literal_eval(found.get("AUTHOR", "''")) == name


def test_without_any_answer_it_builds_without_a_word(recap, tmp_path):
    recap("init", "notes", "--yes")
    built = recap("build", "--quiet", cwd=tmp_path / "notes")
    assert (built.returncode, built.stdout, built.stderr) == (0, "", "")


def test_the_workflows_install_what_the_site_needs():
    answers = Answers(name="n", url="https://x.example", author="", lang="en")
    assert "pelican-recap" in text_of("requirements.txt", answers).splitlines()
    for name in FILES:
        if name.endswith(".yml"):
            text = text_of(name, answers)
            assert yaml.safe_load(text)
            assert "pip install -r requirements.txt" in text and "-e ." not in text
