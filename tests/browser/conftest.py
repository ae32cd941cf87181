"""A built site, served over HTTP, and a browser that notices what it should not do.

Skipped where no Chromium is installed, unless RECAP_BROWSER=required says that one has to be.
"""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def missing(what):
    """Skip the test, or fail it where the browser tests are required."""
    if os.environ.get("RECAP_BROWSER") == "required":
        pytest.fail(f"{what}, and RECAP_BROWSER=required")
    pytest.skip(what)


def needed(module):
    """Return the module, imported; where it is not installed the test is skipped, or fails."""
    if not find_spec(module.partition(".")[0]):
        missing(f"{module} is not installed")
    return import_module(module)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    return found or missing("no Chromium is installed")


@pytest.fixture(scope="session")
def java() -> str:
    """The path of Java."""
    return shutil.which("java") or missing("no Java is installed")


@pytest.fixture(scope="session")
def browser(chromium):
    with needed("playwright.sync_api").sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that writes no log."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[tuple[Path, str]]:
    """A folder, and the address where everything in it is served."""
    folder = tmp_path_factory.mktemp("served")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def build(output, *arguments):
    """Run `recap build` in the checkout as people do."""
    command = [sys.executable, "-m", "recap", "build", "--quiet", "--output", str(output), *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture(scope="session")
def site(served) -> str:
    """The address of the demonstration site, as `recap build` makes it, without a last slash."""
    folder, address = served
    build(folder)
    return address


@pytest.fixture(scope="session")
def small(served, site, tmp_path_factory):
    """Return a function that builds the theme's test posts below a folder of the site; it gives the address."""
    folder, _ = served

    def built(name, setting):
        conf = tmp_path_factory.mktemp("conf") / "conf.py"
        theme = str(ROOT / "themes" / "recap")
        lines = (
            "import sys",
            f"sys.path.insert(0, {str(ROOT)!r})",
            "from pelicanconf import *",
            f"THEME = {theme!r}",
        )
        conf.write_text("\n".join((*lines, "DEFAULT_PAGINATION = 1", setting, "")), encoding="utf-8")
        build(folder / name, "--settings", conf, "--content", ROOT / "tests" / "cases" / "theme")
        return f"{site}/{name}"

    return built


@pytest.fixture(scope="session")
def below(small, site) -> str:
    """The address of a small site with every type of page, whose SITEURL has a path."""
    return small("below", f"SITEURL = '{site}/below'")


@pytest.fixture(scope="session")
def relative(small) -> str:
    """The address of the same site with relative addresses."""
    return small("relative", "RELATIVE_URLS = True")


@pytest.fixture
def page(browser, site):
    """A window; the test fails when the console complains, or anything is asked of another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(15_000)
    complaints, hosts = [], set()
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    # Browsers ask for this by themselves.
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    yield page
    context.close()
    assert complaints == []
    assert hosts <= {urlsplit(site).netloc, ""}
