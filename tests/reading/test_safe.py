"""What is taken from a text on its way to a page, and what stays."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from recap.document import load
from recap.reading import markup
from recap.reading.options import ReadingOptions
from recap.reading.safe import runs_script, safe_html

STRICT = ReadingOptions(raw_html=False)


def strict(text: str) -> str:
    return safe_html(markup.html(text, STRICT), STRICT)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:x()",
            "JaVaScRiPt:x",
            " javascript:x",
            "\x01java\nscript\t:x",
            "java\u200bscript:x",
            "vbscript:x",
        ),
        *("data:text/html,x", "data:,x", "DATA:image/svg+xml,x", "data:application/xhtml+xml,x"),
    ],
)
def test_an_address_that_runs_is_seen_through_its_disguise(address):
    assert runs_script(address)


@pytest.mark.parametrize(
    "address",
    ["https://x.example/javascript:y", "/javascript:y", "javascript", "#javascript:", "data:image/png;base64,x"],
)
def test_other_addresses_are_left_alone(address):
    assert not runs_script(address)


def test_the_words_of_a_link_that_would_run_stay_and_lead_nowhere():
    html = load(
        "x.md", "Title: x\nDate: 2015-06-07\n\nA [demo](javascript:x()) and [a page](https://x.example/).\n"
    ).html
    assert "<a>demo</a>" in html
    assert 'href="https://x.example/"' in html


def test_html_without_such_an_address_is_returned_as_it_was():
    html = "<p  >Odd <b>HTML</B> &nbsp; <a href='/x'>x</a>"
    assert safe_html(html, ReadingOptions()) is html


@pytest.mark.parametrize(
    "written",
    [
        '<iframe src="https://www.youtube.com/embed/1" width="560"></iframe>',
        '<video controls="" src="https://toolconf.example/1.webm"></video>',
        "<details><summary>More</summary>Text</details>",
        '<a class="slides" data-kind="x" href="{static}/deck.pdf" id="deck">deck</a>',
        '<p style="text-align:center">x</p>',
        "<!-- a remark -->",
    ],
)
def test_without_raw_html_what_only_says_how_text_is_meant_stays(written):
    assert safe_html(written, STRICT) == written


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("<script>x()</script>", ""),
        ('<iframe src="https://x.example/"></iframe>', ""),
        ('<iframe title="a > b" srcdoc="<script>x()</script>"></iframe>', ""),
        ('<b onclick="x()">b</b>', "<b>b</b>"),
        ("<style>p {}</style><form><input name=x></form>", ""),
        ('<input type="checkbox" disabled> <input type=text>', '<input type="checkbox" disabled=""> '),
        ('<p style="position:fixed">x</p>', '<p style="">x</p>'),
        ('<svg><a xlink:href="javascript:x()">x</a></svg>', ""),
        ('<meta http-equiv="refresh" content="0;url=https://x.example">', ""),
    ],
)
def test_without_raw_html_the_rest_is_gone(written, left):
    assert safe_html(written, STRICT) == left


def test_without_raw_html_all_that_markdown_makes_stays():
    """Tables with alignment, tasks, footnotes, code, definitions, abbreviations and attribute lists."""
    text = """# One {: #first .session data-speakers="Ada Winter" }

| a | b |
|:--|--:|
| 1 | 2 |

* [x] done

A note[^1], `code`, ~~gone~~, an HTML page.

```python
print(1)
```

Term
:   what it means

*[HTML]: HyperText Markup Language

[^1]: Here.
"""
    parsed = [BeautifulSoup(html, "lxml") for html in (strict(text), markup.html(text))]
    names = [[(tag.name, sorted({*tag.attrs} - {"style"})) for tag in soup.find_all(True)] for soup in parsed]
    assert names[0] == names[1]
    assert "text-align:right" in str(parsed[0])


@given(
    st.lists(st.sampled_from([*"<>\"'=/ \n[]()`&;{}:", "script", "onx", "a", "href", "javascript:", "&#58;"])).map(
        "".join
    )
)
def test_without_raw_html_no_text_makes_a_script_a_handler_or_an_address_that_runs(text):
    for tag in BeautifulSoup(strict(text), "lxml").find_all(True):
        assert tag.name != "script"
        assert not any(name.startswith("on") or runs_script(str(value)) for name, value in tag.attrs.items())
