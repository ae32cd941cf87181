"""Markdown as GitHub shows it. Cases are Markdown files with the structure of their HTML beside them."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown_structure import check_golden, structure

from recap.reading import markup
from recap.reading.markdown.inline import trimmed
from recap.reading.markdown.signs import BLOCK_SIGNS, SIGNS
from recap.reading.options import ReadingOptions

CASES = Path(__file__).resolve().parents[1] / "cases" / "markup"


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_each_case_has_the_structure_of_the_file_beside_it(case: Path, rewrite: bool) -> None:
    check_golden(case, markup.html(case.read_text("utf-8")), rewrite=rewrite)


# One at a time


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("http://a.example/b.", "http://a.example/b"),
        ("http://a.example/b_(c)", "http://a.example/b_(c)"),
        ("http://a.example/b)", "http://a.example/b"),
        ("http://a.example/b&amp;", "http://a.example/b"),
        ("http://a.example/b;", "http://a.example/b"),
        ("http://a.example/b?!'\"", "http://a.example/b"),
        ("http://a.example/?q=a,b", "http://a.example/?q=a,b"),
    ],
)
def test_a_bare_address_ends_where_the_prose_goes_on(address: str, link: str) -> None:
    assert trimmed(address) == link
    assert f'<a href="{link}">' in markup.html(f"See {address} there")


@pytest.mark.parametrize("text", ["xhttp://a.example", "`http://a.example`", "awww.a.example", "http://", "a@b"])
def test_what_is_no_address_is_no_link(text: str) -> None:
    assert "<a" not in markup.html(text)


def test_an_address_within_a_link_is_no_second_link() -> None:
    assert markup.html("[at http://a.example](http://b.example)").count("<a") == 1


@pytest.mark.parametrize("heading", ["#Heading", "##heading", "###2015", "#Über"])
def test_a_heading_needs_no_space(heading: str) -> None:
    assert "<h" in markup.html(heading)


@pytest.mark.parametrize("text", ["#hashtag", "#Dev and #Ops", "#1 reason", "prose\n#Ops", "#!shebang", "\\# a"])
def test_what_looks_like_a_hashtag_is_none(text: str) -> None:
    assert "<h" not in markup.html(text)


def test_headings_have_the_ids_of_addresses() -> None:
    assert markup.html("## Über *alles* & Co.\n\n## Über alles Co") == (
        '<h2 id="uber-alles-co">Über <em>alles</em> &amp; Co.</h2>\n<h2 id="uber-alles-co_1">Über alles Co</h2>'
    )


def test_a_hash_that_belongs_to_the_heading_stays() -> None:
    assert ">C#<" in markup.html("## C#")
    assert ">C#<" in markup.html("## C# ##")


def test_code_is_in_one_pre_with_classes_of_pygments() -> None:
    for text in (
        "```python\nprint(1)\n```",
        "- a\n\n      print(1)",
        "```no-such-language\nprint(1)\n```",
        "~~~ {.py}\n1",
    ):
        html = markup.html(text)
        assert html.count("<pre") == 1, html
        assert 'class="highlight"' in html
        assert "style=" not in html
    assert '<span class="nb">print</span>' in markup.html("> ```python\n> print(1)\n> ```")


def test_options_of_superfences_work() -> None:
    assert 'class="hll"' in markup.html('```{.python hl_lines="1"}\nprint(1)\n```')


@pytest.mark.parametrize("text", ["{% raw %}", "a\n{% img x.png %}", "# A {% endraw %}", "- {{ page }}\n{% y %}"])
def test_liquid_tags_stay_text(text: str) -> None:
    for tag in re.findall(r"\{.*?\}+", text):
        assert tag in markup.html(text)


def test_attribute_lists_work_where_text_in_braces_stays() -> None:
    assert '<h2 class="workshop" id="a">A</h2>' in markup.html("## A {: .workshop }")
    assert '<h2 id="b">A</h2>' in markup.html("## A {#b}")
    assert '<a class="slides" href="http://a.example">x</a>' in markup.html("[x](http://a.example){: .slides }")
    assert ">A {sold out}<" in markup.html("## A {sold out}")


# Options


def test_settings_of_a_site_override_ours() -> None:
    options = ReadingOptions(extension_configs={"markdown.extensions.toc": {"permalink": True}})
    assert "headerlink" in markup.html("# A", options)
    assert "headerlink" not in markup.html("# A")
    assert 'id="uber"' in markup.html("# Über", options), "our slugs stay"


def test_an_extension_of_a_site_is_added_and_ours_not_twice() -> None:
    options = ReadingOptions(
        extensions=("markdown.extensions.nl2br", "toc", "markdown.extensions.footnotes"),
        extension_configs={"toc": {"permalink": True}},
    )
    html = markup.html("# A\n\na[^1]\nb\n\n[^1]: c", options)
    assert "<br" in html
    assert html.count("headerlink") == 1
    assert html.count('class="footnote"') == 1


def test_what_python_markdown_refuses_surfaces() -> None:
    with pytest.raises(KeyError):
        markup.html("", ReadingOptions(extension_configs={"toc": {"nonsense": True}}))
    with pytest.raises(ModuleNotFoundError):
        markup.html("", ReadingOptions(extensions=("no_such_extension",)))


def test_one_text_leaves_nothing_for_the_next() -> None:
    markup.html("[a]: http://a.example\n\n# A\n\n[^1]: note\n\nx[^1]\n\n*[HTML]: abbreviation\n\n- a")
    assert markup.html("[a] [^1] HTML\n\n# A") == '<p>[a] [^1] HTML</p>\n<h1 id="a">A</h1>'


def test_threads_do_not_mix_texts() -> None:
    texts = [
        f"# {number}\n\n- [a]\n\n[a]: http://a.example/{number}\n\n<b>\n\n```\n{number}\n```"
        for number in range(40)
    ]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(markup.html, texts)) == [markup.html(text) for text in texts]


# Laws

_PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "a",
                " ",
                "\n",
                "\n\n",
                "    ",
                "\t",
                "- ",
                "1. ",
                "> ",
                "# ",
                "#",
                "```",
                "~~~",
                "`",
                "---",
                "===",
                "|",
            ),
            *(
                "[",
                "]",
                "(",
                ")",
                "![",
                "](",
                "[^1]",
                "[^1]: ",
                "[a]: ",
                "<",
                ">",
                "<div>",
                "</div>",
                "<!--",
                "-->",
            ),
            *(
                '<div markdown="1">',
                '<p markdown="span">',
                "*",
                "**",
                "_",
                "~~",
                "~",
                "\\",
                "&",
                "&amp;",
                "http://a.b",
            ),
            *("www.a.b", "a@b.cd", "{: .x }", "{%", "%}", "!!! note\n", ":   ", "*[a]: b\n", "[TOC]", "[ ] ", '"'),
            *(
                "\x00",
                "\x02",
                "\x03",
                "\x0b",
                "\r",
                "\u2028",
                "é",
                "日本",
                "🎉",
                "|---|\n",
                "<pre>",
                "<?",
                "<![CDATA[",
            ),
        ]
    ),
    max_size=25,
).map("".join)


@given(st.text() | _PIECES)
@settings(max_examples=300, deadline=None)
@example("\ud800")
@example("<div markdown>\n\n- <div>\n</p>")
def test_every_text_is_read(text: str) -> None:
    html = markup.html(text)
    assert "klzzwxh" not in html
    assert "wzxhzdk" not in html


_STOCK = Markdown(extensions=[*markup.EXTENSIONS, *markup.OURS], extension_configs=dict(markup.CONFIGS))
_STOCK.treeprocessors.register(InlineProcessor(_STOCK), "inline", 20)
for _name in BLOCK_SIGNS:
    del _STOCK.parser.blockprocessors[_name].RE  # the class has the library's own


@given(_PIECES)
def test_patterns_that_are_not_tried_would_not_have_matched(text: str) -> None:
    assert markup.html(text) == _STOCK.reset().convert(text)


def test_the_sign_of_each_pattern_is_known() -> None:
    assert not [name.pattern for name in _STOCK.inlinePatterns if name.pattern not in SIGNS]


@pytest.mark.parametrize(
    "piece", ["[", "*", "<", "![", "](", "`a``", "~a ", "_a", "<!--", "&", "|", "\\", "(", "a@", "www."]
)
def test_a_long_line_of_marks_is_read(piece: str) -> None:
    assert markup.html(piece * 2000)


@pytest.mark.parametrize("text", ["!!! a\n", "*a _b ", "[![", "<b>", "<div markdown=1>\n"])
def test_deep_nesting_of_other_things_loses_no_word(text: str) -> None:
    lines = "".join(f"{'    ' * level if text.startswith('!') else ''}{text}" for level in range(300))
    assert "the end" in markup.html(lines + "\n\nthe end")


def test_the_parser_is_whole_after_giving_up() -> None:
    markup.html("".join(f"{'    ' * level}!!! a\n" for level in range(900)))
    assert markup.html("- a") == "<ul>\n<li>a</li>\n</ul>"


def test_the_corpus_is_read_as_github_reads_it(corpus: Path) -> None:
    """As many items, code blocks and tables, no link or heading lost; docs/reading.md explains the rest."""
    pytest.importorskip("comrak")
    sys_path = pytest.MonkeyPatch()
    sys_path.syspath_prepend(str(corpus))
    try:
        import parity
        from front import body
    finally:
        sys_path.undo()
    differing = []
    files = sorted((corpus / "posts").glob("*.md"))
    for file in files:
        text = file.read_text("utf-8", errors="replace")
        want, have = parity.shape(parity.reference(text)), parity.shape(markup.html(body(text)))
        lost = [want[key] - have[key] for key in ("links", "headings")]
        if any(lost) or any(want[key] != have[key] for key in ("list items", "code blocks", "tables")):
            differing.append(file.name)
    assert len(differing) <= 2, differing


def test_python_markdown_itself_is_as_it_was() -> None:
    """Nothing of ours changes a Markdown instance that does not ask for it."""
    assert structure(Markdown().convert("a\n- b")) == structure("<p>a\n- b</p>")
