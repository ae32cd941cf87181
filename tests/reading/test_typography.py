"""Typography: applied once, as Pelican's TYPOGRIFY settings say, and never to code."""

import pytest

from recap.reading.options import ReadingOptions
from recap.reading.typography import typogrify

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
