"""`recap new` through the real door: drafts, programmes, choices, refusals."""

import os
import pty
import select
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from recap.cli.pick import choose, label
from recap.document import load
from recap.schedule import Choice, Programme, ScheduledSession, Skipped, chosen

TOOLCONF = Path(__file__).resolve().parents[1] / "cases" / "schedule" / "toolconf.xml"


def session(title: str, day: int, track: str, *speakers: str) -> ScheduledSession:
    on = date(2026, 5, day)
    start = datetime(2026, 5, day, 10)
    return ScheduledSession(title=title, kind="talk", speakers=speakers, day=on, start=start, track=track)


QUEUES = session("Queues", 2, "Storage", "Ada Winter")
CACHES = session("Caches are a promise", 2, "Storage", "Ben Okafor")
LINT = session("Lint", 3, "Testing", "Ada Winter", "Dai Morgan")
PROGRAMME = Programme(format="x", sessions=(QUEUES, CACHES, LINT))


def test_a_draft_without_a_programme_knows_the_tags_so_far(recap, tmp_path):
    posts = tmp_path / "content"
    posts.mkdir()
    (posts / "a.md").write_text("Title: A\nDate: 2025-01-01\nTags: sre, tools\n\nText", "utf-8")
    (posts / "b.md").write_text("---\ntitle: B\ntags: [tools]\n---\nText", "utf-8")
    done = recap("new", "Two days: ToolConf", "--date", "2026-05-04")
    assert (done.returncode, done.stderr) == (0, "")
    path = posts / "2026-05-04-two-days-toolconf.md"
    assert done.stdout == f"Wrote {path.relative_to(tmp_path)}\n"
    document = load(path)
    assert document.recap.title == "Two days: ToolConf" and document.recap.slug == "two-days-toolconf"
    assert document.metadata["status"] == "draft" and document.problems == document.warnings == ()
    assert "<!-- Tags so far: tools, sre -->" in path.read_text("utf-8")


def test_a_programme_becomes_sessions_and_what_is_left_out_is_said(recap, tmp_path):
    done = recap("new", "My ToolConf", "--schedule", TOOLCONF, "--date", "2026-05-04")
    assert (done.returncode, done.stderr) == (0, "")
    assert "as schedule.xml, ToolConf 2026: 4 sessions\n" in done.stdout
    assert "Skipped 1: a break, no session (Coffee break)\n" in done.stdout
    assert "Skipped 1: a feedback form (Submit feedback, a link)\n" in done.stdout
    assert done.stdout.endswith("my-toolconf.md with 4 sessions, 4 speakers, 5 links\n")
    recap_ = load(tmp_path / "content" / "2026-05-04-my-toolconf.md").recap
    assert [(one.kind, one.title) for one in recap_.sessions] == [
        ("keynote", "Tools that last"),
        ("workshop", "Soldering"),
        ("lightning", "Night of the short talks"),
        ("talk", "Caches & queues: both *break*"),
    ]
    assert [link.kind for link in recap_.sessions[3].links][:3] == ["slides", "paper", "video"]
    assert [part.title for part in recap_.sections] == ["Saturday, 2 May 2026", "Sunday, 3 May 2026"]
    assert recap_.conference and recap_.conference.label == "ToolConf 2026"


def test_the_draft_stands_where_the_settings_have_the_posts(recap, tmp_path):
    (tmp_path / "pelicanconf.py").write_text('PLUGINS = ["recap"]\nPATH = "posts"\n', encoding="utf-8")
    (tmp_path / "posts").mkdir()
    assert recap("new", "A day", "--date", "2026-05-04").stdout == "Wrote posts/2026-05-04-a-day.md\n"


def test_the_draft_is_built_as_a_draft(recap):
    recap("new", "My ToolConf", "--schedule", TOOLCONF, "--date", "2026-05-04")
    built = recap("build")
    assert (built.returncode, built.stderr) == (0, "")


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        (Choice(), [QUEUES, CACHES, LINT]),
        (Choice(only=["PROMISE"]), [CACHES]),
        (Choice(only=["ada winter"]), [QUEUES, LINT]),
        (Choice(only=["lint", "caches"]), [CACHES, LINT]),
        (Choice(only=["promi"]), [CACHES]),
        (Choice(only=["romise"]), []),
        (Choice(days=["2026-05-03"]), [LINT]),
        (Choice(days=["1"]), [QUEUES, CACHES]),
        (Choice(days=["Sun"]), [LINT]),
        (Choice(days=["s"]), []),
        (Choice(tracks=["storage"], speakers=["okafor"]), [CACHES]),
        (Choice(speakers=["morgan"]), [LINT]),
        (Choice(days=["1"], speakers=["morgan"]), []),
    ],
)
def test_a_choice_keeps_what_fits_all_that_is_asked(choice, kept):
    assert list(chosen(PROGRAMME, choice).sessions) == kept


def test_words_are_found_within_a_text_of_a_script_without_spaces():
    ropes = session("船のロープの話", 2, "港")
    assert chosen(Programme(format="x", sessions=(ropes, LINT)), Choice(only=["ロープ"])).sessions == (ropes,)


def test_what_was_left_out_of_sessions_that_are_not_chosen_is_not_counted():
    coffee, chat, form = (
        Skipped(what="Coffee", reason="a break, no session"),
        Skipped(what="Chat, a link", reason="a chat room", session="Queues"),
        Skipped(what="Feedback, a link", reason="a feedback form", session="Lint"),
    )
    programme = Programme(format="x", sessions=PROGRAMME.sessions, skipped=(coffee, chat, form))
    assert chosen(programme, Choice(only=["lint"])).skipped == (coffee, form)


def test_the_options_choose(recap, tmp_path):
    options = ["--schedule", TOOLCONF, "--date", "2026-05-04", "--day", "saturday", "--track", "main"]
    done = recap("new", "Choice", *options)
    assert "1 of 4 sessions" in done.stdout
    assert [one.title for one in load(tmp_path / "content/2026-05-04-choice.md").recap.sessions] == [
        "Tools that last"
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["A", "--only", "x"], "add --schedule"),
        (["???"], "no address can be made"),
        (["A", "--schedule", "no-such.xml"], "no-such.xml: No such file"),
        (["A", "--schedule", TOOLCONF, "--only", "zebra"], "none of its 4 sessions fits"),
        (["A", "--schedule", TOOLCONF, "--day", "1999-01-01"], "its days are 2026-05-02, 2026-05-03; loosen"),
        (["A", "--schedule", TOOLCONF, "--pick"], "this is no terminal"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(recap, tmp_path, arguments, message):
    done = recap("new", *arguments)
    assert done.returncode == 2
    assert message in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "content").exists()


def test_no_file_is_overwritten_and_no_address_given_twice(recap, tmp_path):
    assert recap("new", "Mine", "--date", "2026-05-04").returncode == 0
    path = tmp_path / "content" / "2026-05-04-mine.md"
    path.write_text("Title: Another\n\nText", "utf-8")
    again = recap("new", "Mine", "--date", "2026-05-04")
    assert again.returncode == 2 and "there is such a file already" in again.stderr
    assert path.read_text("utf-8") == "Title: Another\n\nText"
    other = recap("new", "Another", "--date", "2026-05-05")
    assert other.returncode == 2 and "has the address another already" in other.stderr


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ("cach \r", [CACHES]),
        ("sun \r", [LINT]),
        ("[storage] \x1b[B \r", [QUEUES, CACHES]),
        ("\r", []),
    ],
)
def test_typing_searches_title_day_and_track_and_space_takes(keys, kept):
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        assert list(choose(PROGRAMME.sessions)) == kept


def test_a_session_is_one_line_to_search():
    assert label(LINT) == "Sun 10:00  Lint - Ada Winter, Dai Morgan  [Testing]"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_pick_works_in_a_terminal(tmp_path):
    here, there = pty.openpty()
    arguments = ["new", "Mine", "--schedule", str(TOOLCONF), "--date", "2026-05-04", "--pick"]
    process = subprocess.Popen(
        [sys.executable, "-m", "recap", *arguments], cwd=tmp_path, stdin=there, stdout=there, stderr=there
    )
    os.close(there)
    try:
        shown = _until(here, b"Which sessions?")
        os.write(here, b"solder")
        time.sleep(0.2)
        os.write(here, b" ")
        os.write(here, b"\r")
        shown += _until(here, b"with 1 session,")
    finally:
        process.wait(timeout=30)
        os.close(here)
    assert process.returncode == 0, shown
    sessions = load(tmp_path / "content" / "2026-05-04-mine.md").recap.sessions
    assert [one.title for one in sessions] == ["Soldering"]


def _until(terminal: int, sign: bytes) -> bytes:
    """Read what the terminal shows until the sign comes, or half a minute; say where the cursor is when asked."""
    shown = b""
    end = time.monotonic() + 30
    while sign not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                piece = os.read(terminal, 4096)
            except OSError:
                break
            if b"\x1b[6n" in piece:
                os.write(terminal, b"\x1b[1;1R")
            shown += piece
    return shown
