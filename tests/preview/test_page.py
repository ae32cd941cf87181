"""What the preview adds to a page, as bytes."""

import pytest

from recap.errors import Problem
from recap.preview.page import not_found, with_preview

FAULT = Problem(path="a&b.md", line=3, message="<script>", hint="“write” <b>")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<html><body><p>Words</p>", b"</body>\n</html>\n"),
        (b"<html><body><script>let end = '</body>'</script>", b"</body></html>"),
        (b"<p>No end of a body", b""),
    ],
)
def test_it_stands_at_the_end_of_the_body_and_all_else_stays(before, after):
    page = with_preview(before + after, 7, [FAULT])
    added = page.removeprefix(before).removesuffix(after)
    assert before + added + after == page
    assert added.startswith(b'<recap-preview data-version="7">') and added.endswith(b"</script>")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_a_page_keeps_its_encoding(encoding):
    words = "Öl und Käse"
    page = with_preview(f"<body>{words}</body>".encode(encoding), 1, [FAULT]).decode(encoding)
    assert words in page
    assert page.replace(words, "").isascii()


def test_problems_are_text_and_name_the_line_where_there_is_one():
    page = with_preview(b"", 1, [FAULT, Problem(path="theme", line=None, message="gone", hint="bring it back")])
    assert b"<code>a&amp;b.md:3</code> &lt;script&gt;<p>&#8220;write&#8221; &lt;b&gt;</p>" in page
    assert b"<code>theme</code> gone<p>bring it back</p>" in page
    assert b'class="problems"' not in with_preview(b"", 1, [])


def test_an_address_without_a_page_says_why_there_is_none():
    assert "<p>Nothing is at this address.</p>" in not_found([]).decode()
    said = not_found([FAULT]).decode()
    assert "<code>a&amp;b.md:3</code>" in said and "Nothing is" not in said
