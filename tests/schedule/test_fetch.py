"""Programmes from the web come over http(s) only and within limits; the only server here is on loopback."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from recap.errors import RecapError
from recap.schedule import fetch
from recap.schedule.fetch import MOST_REDIRECTS

ELSEWHERE = {"/file": "file:///etc/hostname", "/ftp": "ftp://127.0.0.1/x"}


class Server(BaseHTTPRequestHandler):
    """Answers by path."""

    def do_GET(self):
        left = self.path.removeprefix("/to/")
        if left.isdigit() and left != "0":
            self.send_response(302)
            self.send_header("Location", f"/to/{int(left) - 1}")
            self.end_headers()
        elif self.path in ELSEWHERE:
            self.send_response(302)
            self.send_header("Location", ELSEWHERE[self.path])
            self.end_headers()
        elif self.path == "/gone":
            self.send_error(404)
        elif self.path == "/nonsense":
            self.wfile.write(b"nonsense\r\n\r\n")
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * 1000)

    def log_message(self, *_arguments):
        """Say nothing on standard error."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    """Loopback is reached directly, whatever the machine's settings are."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def test_an_address_and_a_file_are_read(server, tmp_path):
    for path in ("/programme", f"/to/{MOST_REDIRECTS}"):
        assert fetch(f"{server}{path}") == b"x" * 1000
    (tmp_path / "p.csv").write_bytes(b"title")
    assert fetch(str(tmp_path / "p.csv")) == b"title"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/gone", "the server answered 404"),
        ("/file", "is not allowed"),
        ("/ftp", "neither http nor https"),
        ("/nonsense", "it could not be fetched: nonsense"),
        (f"/to/{MOST_REDIRECTS + 1}", "it could not be fetched"),
    ],
)
def test_what_goes_wrong_on_the_web_is_said(server, path, message):
    with pytest.raises(RecapError, match=message):
        fetch(f"{server}{path}")


def test_a_download_and_a_file_have_a_largest_size(server, tmp_path):
    (tmp_path / "p.csv").write_bytes(b"x" * 1000)
    for source in (f"{server}/programme", str(tmp_path / "p.csv")):
        with pytest.raises(RecapError, match="more than"):
            fetch(source, most_bytes=999)


def test_a_download_has_a_longest_time(server):
    ticks = iter(range(0, 1000, 100))
    with pytest.raises(RecapError, match="takes too long"):
        fetch(f"{server}/programme", clock=lambda: next(ticks))


@pytest.mark.parametrize("source", ["file:///etc/hostname", "ftp://a.example/x", "webcal://a.example/x.ics"])
def test_only_http_and_https_are_fetched(source):
    with pytest.raises(RecapError, match="only http and https"):
        fetch(source)


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(RecapError, match=r"no-such\.xml: No such file"):
        fetch("no-such.xml")
