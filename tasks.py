"""The verbs of development: `inv build`, `inv test`, `inv shots` ...; CI says the same ones."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from invoke import Context, task

PICTURES = Path("docs/pictures")
LOCALES = Path("plugins/recap/locales")


@task
def build(c: Context) -> None:
    """Build content/ to output/."""
    c.run("recap build")


@task
def serve(c: Context, port: int = 8000) -> None:
    """Show output/ in the browser at http://127.0.0.1:8000/."""
    c.run(f"python -m http.server --bind 127.0.0.1 --directory output {port}")


@task
def test(c: Context) -> None:
    """Run the tests."""
    c.run("pytest")


@task
def check(c: Context) -> None:
    """Check style and types."""
    c.run("ruff format --check .")
    c.run("ruff check .")
    c.run("mypy")


@task
def bench(c: Context) -> None:
    """Say how long reading takes, and where the time goes."""
    c.run("python tests/bench/reading.py")


@task
def messages(c: Context) -> None:
    """Gather the words of templates and plugin, and show translators what is new: an empty msgstr."""
    pot = LOCALES / "recap.pot"
    c.run(f"pybabel -q extract -F pyproject.toml --omit-header --add-location file --sort-by-file -o {pot} .")
    c.run(
        f"pybabel -q update -i {pot} -d {LOCALES} -D recap --width 100"
        " --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date"
    )


@task
def publish(c: Context) -> None:
    """Build the site as it is published, to output/."""
    c.run("recap build --settings publishconf.py")


@task(build)
def shots(_: Context) -> None:
    """Take the README's pictures of the pages in output/."""
    with served("output") as site:
        picture(f"{site}/sreconeu2015recap/", PICTURES / "recap.png")


@contextmanager
def served(folder: str) -> Iterator[str]:
    """Serve `folder` on this machine while the block runs; gives the address without a last slash."""
    handler = partial(Quiet, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """A server that does not write down who asked for what."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def picture(url: str, file: Path, *, width: int = 1280, scheme: str = "light") -> None:
    """Write what a browser window of `width` pixels shows of the page to the PNG `file`, made smaller."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only this verb needs it)

    file.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": width, "height": 1640}, device_scale_factor=0.64, color_scheme=scheme
        )
        page.goto(url)
        page.screenshot(path=file)
        browser.close()
