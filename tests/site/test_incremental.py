"""The law of incremental builds: whatever was done to a site, building on gives what building anew gives."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recap.errors import RecapError
from recap.site.build import build

EXAMPLES = int(os.environ.get("RECAP_EXAMPLES", "6"))
"""How many sequences are tried: few where the whole suite runs, a hundred before a release."""

NAMES = ("one.md", "two.md", "deep/three.md", "four.md")
CONFERENCES = ("ToolConf", "DayConf")
SPEAKERS = ("Ada Winter", "Ben Okafor", "Carla Benítez")
WORDS = st.sampled_from(["queue", "cache", "promise", "measured", "broken", "SRE"])


@st.composite
def posts(draw):
    """Return the text of a post, of few words, so that posts share and collide."""
    title = draw(st.sampled_from(["Notes", "Two days", "Notes from it", ""]))
    conference, year = draw(st.sampled_from(CONFERENCES)), draw(st.integers(2014, 2016))
    lines = [f"Title: {title}", f"Conference: {conference} {year}"]
    lines += [f"Tags: {draw(st.sampled_from(['a', 'a, b', 'B']))}"]
    lines += [f"Date: {draw(st.sampled_from(['2015-06-07', '2015-06-08', '2016-01-02', 'soon']))}"]
    lines += draw(st.sampled_from([[], ["Status: draft"], ["Status: hidden"], ["Lang: de"], ["Slug: notes"]]))
    lines += ["", draw(WORDS), ""]
    for _ in range(draw(st.integers(0, 2))):
        lines += [f"### {draw(WORDS)} {draw(WORDS)} - {draw(st.sampled_from(SPEAKERS))}", "", draw(WORDS), ""]
        lines += [f"[slides](https://example.org/{draw(WORDS)})", ""]
    lines += draw(st.sampled_from([[], ["See [this]({filename}/one.md)."], ["* [x](https://example.org/x), x"]]))
    return "\n".join(lines) + "\n"


edits = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), posts()),
    st.tuples(st.just("append"), st.sampled_from(NAMES), WORDS),
    st.tuples(st.just("delete"), st.sampled_from(NAMES), st.none()),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("settings"), st.none(), st.sampled_from(["", 'SITENAME = "Other"', "RELATIVE_URLS = True"])),
    st.tuples(st.just("template"), st.none(), st.sampled_from(["", "<p>Mine</p>"])),
    st.tuples(st.just("touched"), st.sampled_from(["index.html", "recap.json"]), st.none()),
)


class Site:
    """A folder with a site, and what can be done to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings("")
        (folder / "content").mkdir()
        self.write("one.md", "Title: First\nDate: 2015-06-06\nTags: a\nConference: ToolConf 2015\n\nText.\n")

    def do(self, verb, name, value):
        getattr(self, verb)(*(part for part in (name, value) if part is not None))

    def write(self, name, text):
        file = self.folder / "content" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def append(self, name, word):
        file = self.folder / "content" / name
        if file.exists():
            file.write_text(f"{file.read_text(encoding='utf-8')}\n{word}\n", encoding="utf-8")

    def delete(self, name):
        (self.folder / "content" / name).unlink(missing_ok=True)

    def rename(self, name, to):
        file = self.folder / "content" / name
        if file.exists():
            (self.folder / "content" / to).parent.mkdir(exist_ok=True)
            file.replace(self.folder / "content" / to)

    def settings(self, line):
        text = f'PLUGINS = ["recap"]\nTIMEZONE = "UTC"\nSITEURL = "https://example.org"\n{BASE}{line}\n'
        (self.folder / "pelicanconf.py").write_text(text, encoding="utf-8")

    def template(self, text):
        folder = self.folder / "mine"
        folder.mkdir(exist_ok=True)
        (folder / "foot.html").write_text(text, encoding="utf-8")
        self.settings('THEME_TEMPLATES_OVERRIDES = ["mine"]' if text else "")

    def touched(self, name):
        file = self.folder / "output" / name
        if file.exists():
            file.write_text("something else", encoding="utf-8")

    def built(self, output="output"):
        """Build to a folder below this one, and return what lies there."""
        try:
            problems = build(None, {"OUTPUT_PATH": self.folder / output}, say=str).problems
        except RecapError as error:
            problems = error.problems
        return sorted(map(str, problems)), contents(self.folder / output)

    def anew(self):
        """Build as if for the first time, and return what lies there."""
        kept = self.folder / ".recap"
        kept.rename(self.folder / ".kept")
        found = self.built("anew")
        for folder in (kept, self.folder / "anew"):
            shutil.rmtree(folder)
        (self.folder / ".kept").rename(kept)
        return found


BASE = 'from recap import THEME\nDEFAULT_PAGINATION = 2\nRECAP = {"search": False, "cards": False}\n'


def contents(folder):
    """Return the bytes of every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def here():
    """Return a function that goes to a folder; in the end we are back."""
    before = Path.cwd()
    yield os.chdir
    os.chdir(before)


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=4))
def test_any_sequence_of_edits_built_on_is_as_built_anew(tmp_path_factory, here, sequence):
    """After each step the incremental build equals a clean build byte for byte, and has the same to say."""
    folder = tmp_path_factory.mktemp("law")
    here(folder)
    site = Site(folder)
    site.built()
    for step in sequence:
        for edit in step:
            site.do(*edit)
        assert site.built() == site.anew()
