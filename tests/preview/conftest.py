"""A preview of a small site: in this process for what it answers, in one of its own for the command."""

import os
import subprocess
import sys
import threading
from http.client import HTTPConnection

import pytest

from recap.preview import Preview, Server
from recap.site.live import live

SETTINGS = 'from recap import THEME\nPLUGINS = ["recap"]\nTIMEZONE = "UTC"\nSITEURL = "https://notes.example"\n'
POST = "Title: A day at ExampleConf 2021\nDate: 2021-05-04\nSlug: day\n\n## Talks\n\n### Rivers - Ada Okoro\n{}\n"


class Site:
    """A folder with a post, and its preview."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "content").mkdir()
        self.write("pelicanconf.py", SETTINGS)
        self.write("content/day.md", POST.format("It was [here](https://example.org/)."))

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def serve(self, built):
        self.preview = Preview(lambda lock: live(None, built, None, lambda _line: None, lock))
        self.said = self.preview.build()
        self.server = Server("127.0.0.1", 0, self.preview)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def ask(self, address, method="GET", **headers):
        """Return the answer to a request as (status, headers, text)."""
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=30)
        connection.request(method, address, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, answer.headers, text


@pytest.fixture
def site(tmp_path, monkeypatch):
    """The site, built and served."""
    monkeypatch.chdir(tmp_path)
    found = Site(tmp_path)
    (tmp_path / "built").mkdir()
    found.serve(tmp_path / "built")
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def started(tmp_path):
    """Return a function that starts `recap serve` in a folder with a post; it gives the process."""
    Site(tmp_path)
    running = []

    def start(*arguments):
        command = [sys.executable, "-m", "recap", "serve", *arguments]
        environment = {**os.environ, "NO_COLOR": "1", "PYTHONWARNINGS": "error"}
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
        running.append(subprocess.Popen(command, cwd=tmp_path, env=environment, **pipes))
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()
