"""`recap serve` as people run it, and what it notices."""

import os
import signal
import socket
import time
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
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


def test_what_is_saved_before_the_system_watches_is_noticed(tmp_path, monkeypatch):
    file, stop, calls = tmp_path / "day.md", Event(), []
    begin = watchfiles.watch

    def late(*folders, **options):
        file.write_text("x", encoding="utf-8")
        return begin(*folders, **options)

    monkeypatch.setattr(watchfiles, "watch", late)
    watch(lambda: [tmp_path], lambda files: (calls.append(files), stop.set()), stop, built=time.time_ns())
    assert calls == [{str(file)}]


def test_what_was_saved_while_the_site_was_gathered_is_noticed(tmp_path):
    file, stop, calls = tmp_path / "day.md", Event(), []
    file.write_text("x", encoding="utf-8")
    os.utime(file, ns=(2_000, 2_000))
    watch(lambda: [tmp_path], lambda files: (calls.append(files), stop.set()), stop, built=1_000)
    assert calls == [{str(file)}]
