"""What the theme's macros say of links: in rows, and in the directory."""

from pathlib import Path
from types import SimpleNamespace

from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

from recap import THEME
from recap.model import Link
from recap.site.link_names import link_note
from recap.site.theme import install
from recap.words import LINK_WORDS


def macros():
    """The link macros, with as much around them as they need."""
    env = Environment(
        loader=FileSystemLoader(Path(THEME, "templates")),
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_null_translations(newstyle=True)
    install(SimpleNamespace(env=env))
    env.filters["day_words"] = str
    env.globals |= {
        "LINK_WORDS": LINK_WORDS,
        "SITEURL": "",
        "lang_attributes": lambda _lang: "",
        "own_lang_attributes": lambda _lang: "",
        "index": SimpleNamespace(conference_slugs={}),
    }
    return env.get_template("macros/link.html").make_module()


def row(*texts):
    """The words seen in the row of a session with slides of these texts."""
    links = [
        Link(url=f"https://example.org/{number}", text=text, kind="slides", reason="", line=number)
        for number, text in enumerate(texts, 1)
    ]
    tree = BeautifulSoup(macros().link_row(links, "Tiles"), "lxml")
    for unseen in tree.select(".unseen, .what"):
        unseen.decompose()
    return [link.get_text() for link in tree.select("a")]


def test_one_link_of_a_kind_says_its_kind():
    assert row("Slides by Ada") == ["Slides"]


def test_links_of_one_kind_are_told_apart_by_their_words_or_else_by_number():
    assert row("Part one", "Part two") == ["Slides Part one", "Slides Part two"]
    assert row("here", "slides") == ["Slides 1", "Slides 2"]
    assert row("The deck of Ada", "The deck of Ada") == ["Slides 1", "Slides 2"]


def test_a_note_that_only_leads_on_is_none():
    assert link_note(SimpleNamespace(note="by")) == ""
    assert link_note(SimpleNamespace(note="by Ada Okoro")) == "by Ada Okoro"
