"""The verbs of development: `inv build`, `inv test`, `inv shots` ...; CI says the same ones."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from typing import Any

from invoke import Context, task

PICTURES = Path("docs/pictures")
LOCALES = Path("plugins/recap/locales")


@task
def build(c: Context) -> None:
    """Build content/ to output/."""
    c.run("recap build")


@task
def serve(c: Context, port: int = 8000) -> None:
    """Show the site, drafts too, at http://127.0.0.1:8000/, and again whenever a file is saved."""
    c.run(f"recap serve --port {port}")


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
def bench(c: Context, posts: str = "100 1000") -> None:
    """Say how long reading and building take, and where the time goes."""
    c.run("python tests/bench/reading.py")
    c.run(f"python tests/bench/builds.py {posts}")


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


PAGE_TYPES = (
    "", "sreconeu2015recap/", "orconf-2019/", "conferences/", "conferences/fosdem/", "talks/", "workshops/",
    "speakers/", "speakers/mike-mcquaid/", "links/", "tags/", "tag/monitoring/", "archives/",
    "search/?q=monitoring", "404.html",
)  # fmt: skip
"""A page of each kind on the demonstration site."""


@task(build)
def shots(_: Context, folder: str = "build/shots") -> None:
    """Take pictures of all page types in output/ to look at, in FOLDER, and the README's."""
    with served("output") as site, browser() as new_page:
        picture(new_page(1280, scale=0.64), f"{site}/sreconeu2015recap/", PICTURES / "recap.png")
        for width, scheme in product((390, 1280), ("light", "dark")):
            page = new_page(width, scheme)
            for address in PAGE_TYPES:
                name = address.partition("?")[0].strip("/").replace("/", "-") or "index"
                picture(page, f"{site}/{address}", Path(folder, f"{name}-{width}-{scheme}.png"))


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


@contextmanager
def browser() -> Iterator[Callable[..., Any]]:
    """Give a function that opens a page of a width, in a colour scheme; `scale` makes its pictures smaller."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only this verb needs it)

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])

        def new_page(width: int, scheme: str = "light", *, scale: float = 1) -> Any:
            size = {"width": width, "height": 1640}
            return chromium.new_page(viewport=size, color_scheme=scheme, device_scale_factor=scale)

        yield new_page
        chromium.close()


def picture(page: Any, url: str, file: Path) -> None:
    """Write what the browser's window shows of `url` to the PNG `file`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    page.goto(url, wait_until="networkidle")
    page.screenshot(path=file)
