"""`recap serve` as people run it, and what it notices."""

import os
import signal
import socket
import time
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread, Timer
from urllib.request import urlopen

import pytest
import watchfiles

from recap.preview.watch import stamps, watch


def address_of(process):
    """Return where a started preview is, once it says so."""
    line = process.stdout.readline()
    assert line.startswith("The preview is at http://"), line + process.stderr.read()
    return line.split()[4]


def test_it_serves_and_ctrl_c_ends_it_quietly(started):
    process = started("--port", "0")
    address = address_of(process)
    assert address.startswith("http://127.0.0.1:")
    with urlopen(f"{address}day.html") as answer:
        assert b"Rivers" in answer.read()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (out, err, process.returncode) == ("", "", 0)


def test_a_port_in_use_is_said(started):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = started("--port", str(port))
        out, err = process.communicate()
    assert (out, process.returncode) == ("", 2)
    assert err.startswith(f"127.0.0.1:{port}: cannot listen there: ")
    assert err.endswith("; end what is running there, or take another port: "
                        f"recap serve --port {min(port + 1, 65535)}\n")  # fmt: skip


def test_an_address_of_another_machine_is_said(started):
    process = started("--bind", "192.0.2.1")
    out, err = process.communicate()
    assert (out, process.returncode) == ("", 2)
    assert err.startswith("192.0.2.1:8000: cannot listen there: ")
    assert err.endswith("; name an address of this machine with --bind, or leave it out\n")


def test_without_usable_settings_it_does_not_begin(started, tmp_path):
    conf = 'PLUGINS = ["recap"]\nRECAP = {"relatd": 1}\nTIMEZONE = "UTC"\n'
    (tmp_path / "pelicanconf.py").write_text(conf, encoding="utf-8")
    process = started("--port", "0")
    out, err = process.communicate()
    assert (out, process.returncode) == ("", 2)
    assert err.startswith("pelicanconf.py:2: ")


def test_files_of_editors_are_no_sources(tmp_path):
    for name in ("day.md", ".day.md.swp", "day.md~", "#day.md#", ".hidden/day.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert list(stamps([tmp_path, tmp_path / "gone"])) == [str(tmp_path / "day.md")]


@pytest.fixture
def noticed(tmp_path):
    """Watch the test's folder and the settings beside it; return a function that gives the next files noticed."""
    content, settings = tmp_path / "content", tmp_path / "pelicanconf.py"
    content.mkdir()
    settings.touch()
    stop, calls = Event(), SimpleQueue()
    watching = (lambda: [content, settings], calls.put, stop, time.time_ns())
    thread = Thread(target=watch, args=watching)
    thread.start()
    time.sleep(0.3)  # until the system watches
    yield lambda: {Path(file).name for file in calls.get(timeout=10)}
    stop.set()
    thread.join()


def test_what_is_saved_made_renamed_or_removed_is_noticed(tmp_path, noticed):
    file = tmp_path / "content" / "day.md"
    for change, names in (
        (lambda: file.write_text("x", encoding="utf-8"), {"day.md"}),
        (lambda: file.write_text("longer", encoding="utf-8"), {"day.md"}),
        (lambda: file.rename(file.with_name("night.md")), {"day.md", "night.md"}),
        (lambda: file.with_name("night.md").unlink(), {"night.md"}),
        (lambda: (tmp_path / "pelicanconf.py").write_text("A = 1", encoding="utf-8"), {"pelicanconf.py"}),
    ):
        change()
        assert noticed() == names


def test_what_editors_leave_is_not_noticed(tmp_path, noticed):
    for name in (".day.md.swp", "day.md~", "day.md"):
        (tmp_path / "content" / name).write_text("x", encoding="utf-8")
    assert noticed() == {"day.md"}


@pytest.fixture
def first_news():
    """Return a function that watches until something is noticed, and gives the files; none after some seconds."""

    def watched(folder, built):
        stop, calls = Event(), []
        late = Timer(20, stop.set)
        late.start()
        watch(lambda: [folder], lambda files: (calls.append(files), stop.set()), stop, built)
        late.cancel()
        return calls

    return watched


def test_what_is_saved_before_the_system_watches_is_noticed(tmp_path, monkeypatch, first_news):
    file, begin = tmp_path / "day.md", watchfiles.watch

    def late(*folders, **options):
        file.write_text("x", encoding="utf-8")
        return begin(*folders, **options)

    monkeypatch.setattr(watchfiles, "watch", late)
    assert first_news(tmp_path, time.time_ns()) == [{str(file)}]


def test_what_was_saved_while_the_site_was_gathered_is_noticed(tmp_path, first_news):
    file = tmp_path / "day.md"
    file.write_text("x", encoding="utf-8")
    os.utime(file, ns=(2_000, 2_000))
    assert first_news(tmp_path, 1_000) == [{str(file)}]


def test_a_folder_that_goes_is_noticed_and_so_is_what_is_saved_in_it_when_it_is_there_again(tmp_path, noticed):
    content = tmp_path / "content"
    (content / "day.md").write_text("x", encoding="utf-8")
    assert noticed() == {"day.md"}
    content.rename(tmp_path / "away")
    until(noticed, "content")
    (tmp_path / "away").rename(content)
    until(noticed, "content")
    (content / "day.md").write_text("longer", encoding="utf-8")
    until(noticed, "day.md")


def until(noticed, name):
    """Wait until a file or folder is noticed."""
    while name not in noticed():
        pass


def test_hidden_folders_are_not_noticed(tmp_path, noticed):
    (tmp_path / "content" / ".git" / "refs").mkdir(parents=True)
    (tmp_path / "content" / ".git" / "refs" / "main").write_text("x", encoding="utf-8")
    (tmp_path / "content" / "day.md").write_text("x", encoding="utf-8")
    assert noticed() == {"day.md"}


def test_a_new_source_is_watched_from_then_on(tmp_path):
    """A site names other folders when its settings change: the next look is at these."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    stop, seen, sources = Event(), SimpleQueue(), [one]

    def changed(files):
        seen.put({Path(file).name for file in files})
        sources[:] = [two]

    thread = Thread(target=watch, args=(lambda: [*sources], changed, stop, time.time_ns()))
    thread.start()
    time.sleep(0.3)
    (one / "day.md").write_text("x", encoding="utf-8")
    assert seen.get(timeout=10) == {"day.md"}
    time.sleep(0.5)
    (two / "night.md").write_text("x", encoding="utf-8")
    assert seen.get(timeout=10) == {"night.md"}
    stop.set()
    thread.join()


def test_what_lies_behind_a_link_is_a_source(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "day.md").write_text("x", encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "linked").symlink_to(tmp_path / "elsewhere")
    assert list(stamps([tmp_path / "content"])) == [str(tmp_path / "content" / "linked" / "day.md")]
