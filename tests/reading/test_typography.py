"""Typography: applied once, as Pelican's TYPOGRIFY settings say, and never to code."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smartypants import Attr, smartypants
from typogrify import filters

from recap.reading.options import ReadingOptions
from recap.reading.typography import QUOTES, _signs, typogrify

TEXT = '<p>He said "yes" -- twice... at the NASA site</p><pre><code>"as is" -- NASA</code></pre>'


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, '<p>He said “yes” — twice… at the <span class="caps">NASA</span>&nbsp;site</p>'),
        ({"typogrify_dashes": "oldschool"}, "“yes” – twice…"),
        ({"typogrify_omit_filters": ("caps", "widont")}, "at the NASA site</p>"),
        ({"typogrify_omit_filters": ("smartypants",)}, '"yes" -- twice...'),
        ({"typogrify_ignore_tags": ("p",)}, '<p>He said "yes" -- twice... at the NASA site</p>'),
        ({"typogrify": False}, TEXT),
    ],
)
def test_the_settings_are_obeyed_and_code_stays_as_it_is(options, expected):
    result = typogrify(TEXT, ReadingOptions(**options))
    assert expected in result
    assert '<pre><code>"as is" -- NASA</code></pre>' in result


@pytest.mark.parametrize(
    ("lang", "typed", "expected"),
    [
        ("en", """"It's 'up'", she said.""", "“It’s ‘up’”, she said."),
        ("en_GB", 'Don\'t say "never"', "Don’t say “never”"),
        ("de", """Er rief: "Das 'Halten' ist's" -- und ging.""", "Er rief: „Das ‚Halten‘ ist’s“ — und ging."),
        ("de-AT", 'Der Vortrag "Alles hält"...', "Der Vortrag „Alles hält“…"),
        ("de", "schon „so“ geschrieben", "schon „so“ geschrieben"),
        ("de", "'Hans</p><p>Hans' Seil", "‚Hans</p><p>Hans’ Seil"),
        ("fr", """L'exposé "c'est tout" d'hier""", "L’exposé «\u00a0c’est tout\u00a0» d’hier"),
        ("fr", """après l'"alerte" """, "après l’«\u00a0alerte\u00a0» "),
        ("pl", 'temat "liny"', "temat „liny”"),
        ("ru", 'доклад "Канаты"', "доклад «Канаты»"),
        ("sv", 'sade "ja"', "sade ”ja”"),
        ("he", """מד"א 'כן' -- "לא" """, """מד"א 'כן' — "לא" """),
        ("tlh", 'yIDoghQo\' "batlh"', 'yIDoghQo\' "batlh"'),
    ],
)
def test_quotes_are_those_of_the_language_and_stay_as_typed_in_one_that_nobody_told_us_of(lang, typed, expected):
    options = ReadingOptions(lang=lang, typogrify_omit_filters=("widont", "caps", "initial_quotes"))
    assert typogrify(f"<p>{typed}</p>", options) == f"<p>{expected}</p>"


def test_a_quote_that_holds_markup_is_closed_after_it():
    options = ReadingOptions(lang="de", typogrify_omit_filters=("widont", "initial_quotes"))
    assert typogrify('<p>das "<em>eine</em>" Seil</p>', options) == "<p>das „<em>eine</em>“ Seil</p>"


WORDS = st.sampled_from(
    [
        "plain words ", 'a "quote" ', "don't ", "-- ", "... ", ". . . ", "it's.\n", "`` '' ", "x&quot; ",
        "the '80s", " ",
        "'a' 'b' ", "a'\xa0'b", '"', "'", "&quot;", "(", "5'", "\\'", "<em>so</em> ", "<em>", "</em>",
        "<a href='#'> ", "</a>",
        "<br>", "NASA ", "U.S.A. ", "A &amp; B ", "R&amp;D ", "<kbd>CTRL</kbd>", "\n</li>\n<li>", "</p><h2>",
        "</h2>", " a > b",
    ]
)  # fmt: skip
PARAGRAPHS = st.lists(st.lists(WORDS, max_size=6).map("".join), max_size=6)
ALL = ("amp", "caps", "initial_quotes", "widont")


@given(PARAGRAPHS, st.sampled_from([*ALL, "smartypants", "all"]), st.sampled_from(["en", "he"]))
def test_what_is_passed_over_makes_no_difference(paragraphs, name, lang):
    """Each filter gives what the library gives when asked about every block as a whole."""
    html = "\n".join(f"<p>{words}</p>" for words in paragraphs)
    wanted = [*ALL, "smartypants"] if name == "all" else [name]
    omitted = tuple({*ALL, "smartypants"}.difference(wanted))
    expected = html
    if "smartypants" in wanted:
        quotes = Attr.set1 | Attr.w if lang == "en" else (Attr.set1 | Attr.w) & ~(Attr.q | Attr.mask_b)
        blocks = re.split(r"(?<=</p>)|(?<=</li>)|(?<=</h2>)", html)
        expected = _signs("".join(smartypants(block, quotes) for block in blocks), QUOTES["en"])
    expected = filters.applyfilters(expected, **dict.fromkeys([*omitted, "smartypants"], False))
    assert typogrify(html, ReadingOptions(lang=lang, typogrify_omit_filters=omitted)) == expected


@given(st.text(alphabet="ab \"'`-.’“", max_size=40), st.sampled_from([*QUOTES, "he"]))
def test_typography_changes_signs_and_loses_no_word(text, lang):
    options = ReadingOptions(lang=lang, typogrify_omit_filters=("widont", "caps", "initial_quotes"))
    improved = typogrify(f"<p>{text}</p>", options)
    assert [*filter(str.isalpha, improved)] == [*filter(str.isalpha, f"<p>{text}</p>")]
    assert "&#" not in improved


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p>\n<!-- <h6>x</h6> -- y -->\n<p>b</p>",
        "<script>let x = '</p>' + \"--\";</script>",
        "<style>p::before { content: '</li>--' }</style>",
    ],
)
def test_comments_and_scripts_stay_as_they_are(html):
    """Also where they hold what looks like the end of a block."""
    assert typogrify(html, ReadingOptions()) == html
