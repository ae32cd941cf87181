"""The tutorial is walked as it is written: its commands, files, edits and outputs, by the real console script."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[1]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(sh|text|csv|diff)\n(.*?)^```$", re.M | re.S)
BESIDE = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
RECAP = shutil.which("recap", path=BESIDE) or "recap"
SECONDS = re.compile(r"\d+\.\d s\b")
PREVIEW = "http://127.0.0.1:8000/"
"""Where the page says that the preview is; the test takes a free port."""
PATIENCE = 60
"""Seconds after which a saved edit that is not shown counts as never shown."""


def environment(**more):
    return {**os.environ, "NO_COLOR": "1", "PYTHONWARNINGS": "error", "PYTHONUTF8": "1", **more}


class Walk:
    """Someone who does what the tutorial says, in the folder they are in."""

    def __init__(self, folder):
        self.folder = folder
        self.said, self.code = "", 0
        self.server, self.address = None, ""

    def sh(self, commands):
        """Run them; a preview that is running is ended first, as the page says."""
        self.end()
        for line in commands.splitlines():
            word, *arguments = shlex.split(line)
            if word == "cd":
                self.folder /= arguments[0]
            elif arguments == ["serve"]:
                self.serve()
            else:
                assert word == "recap"
                self.run(arguments)

    def run(self, arguments):
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
        done = subprocess.run([RECAP, *arguments], cwd=self.folder, env=environment(), check=False, **pipes)
        self.said, self.code = done.stdout, done.returncode
        finds = arguments[0] == "check" and not self.said.startswith("0 findings")
        assert self.code == int(finds), self.said

    def serve(self):
        command = [RECAP, "serve", "--port", "0"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
        self.server = subprocess.Popen(command, cwd=self.folder, env=environment(), **pipes)
        line = self.server.stdout.readline()
        assert line.startswith("The preview is at "), line + self.server.stderr.read()
        self.address = line.split()[4]
        self.said = line.replace(self.address, PREVIEW)

    def text(self, shown):
        """What the page shows is what was said, but for the seconds that a build took."""
        assert SECONDS.sub("some s", self.said) == SECONDS.sub("some s", shown)

    def csv(self, table):
        name = re.search(r"save it as `([\w.]+)`", TUTORIAL)[1]
        (self.folder / name).write_text(table, encoding="utf-8")

    def diff(self, change):
        """Edit the draft; a running preview shows the new words."""
        (draft,) = (self.folder / "content").glob("*teapotconf*.md")
        lines = change.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        before = draft.read_text(encoding="utf-8")
        assert before.count(old) == 1, before
        words = re.search(r"^\+(\w[^;,.\[]+)", change, re.M)
        if self.server:
            assert words[1] not in self.draft_page()
        draft.write_text(before.replace(old, new), encoding="utf-8")
        if self.server:
            self.see(words[1])

    def draft_page(self):
        path = re.search(rf"<{re.escape(PREVIEW)}([^>]+)>", TUTORIAL)[1]
        with urlopen(self.address + path) as answer:
            return answer.read().decode("utf-8")

    def see(self, words):
        until = time.monotonic() + PATIENCE
        while words not in self.draft_page():
            assert time.monotonic() < until, f"{words!r} is never shown"
            time.sleep(0.1)

    def end(self):
        """Ctrl-C, where a preview runs: it ends quietly."""
        if self.server:
            server, self.server = self.server, None
            server.send_signal(signal.SIGINT)
            assert (*server.communicate(), server.returncode) == ("", "", 0)


@pytest.fixture
def walk(tmp_path):
    found = Walk(tmp_path)
    yield found
    if found.server:
        found.server.kill()
        found.server.communicate()


def test_the_tutorial_can_be_walked_as_it_is_written(walk):
    blocks = BLOCK.findall(TUTORIAL)
    commands = [line.split()[1] for kind, block in blocks if kind == "sh" for line in block.splitlines()]
    assert commands == ["init", "notes", "new", "serve", "check", "check", "build"]
    for kind, block in blocks:
        getattr(walk, kind)(block)
    promised = re.findall(r"`(output/\S+)`", TUTORIAL)
    assert promised
    assert [path for path in promised if not (walk.folder / path).is_file()] == []
    assert "as <a" in (walk.folder / promised[0]).read_text(encoding="utf-8")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_line_for_a_shell_prints_its_script(shell):
    assert f"_RECAP_COMPLETE={shell}_source recap" in TUTORIAL
    done = subprocess.run(
        [RECAP], env=environment(_RECAP_COMPLETE=f"{shell}_source"), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"_RECAP_COMPLETE={shell}_complete" in done.stdout


def test_the_shell_is_told_the_commands_that_begin_so():
    asked = environment(_RECAP_COMPLETE="bash_complete", COMP_WORDS="recap in", COMP_CWORD="1")
    done = subprocess.run([RECAP], env=asked, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["plain,init", "plain,inspect"]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("recap check --select R041,va", "plain,R041,vague-link-text"),
        ("recap check --ignore R046", "plain,R046"),
        ("recap check content/20", "file,content/20"),
        ("recap check --format g", "plain,github"),
    ],
)
def test_the_shell_is_told_rules_choices_and_where_a_file_is_wanted(words, offered):
    asked = environment(_RECAP_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(words.count(" ")))
    done = subprocess.run([RECAP], env=asked, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [offered]
