"""The tree of a post is the one that Beautiful Soup makes, but for attributes in braces, whose names it loses."""

from bs4 import BeautifulSoup, PageElement, Tag
from hypothesis import given
from hypothesis import strategies as st

from recap.reading.tree import nodes_of, text_of, tree_of

PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<div>", "</div>", "<b class='x  y'>", "</b>", "<ul><li>", "</li></ul>"),
        *("<table><tr><td>"),
        *("<a href='/?a&amp;b' rel='me x'>", "</a>", "<a:b c:d=e>", "</x>", "<br>", "<img src=a/>", "<td>"),
        *("</tr>"),
        *("text", " ", "\n ", "\t", "\xa0", "a & b &lt;i> &nbsp;", "<!-- a -->", "<!DOCTYPE html>"),
        *("<?php a ?>", "<![CDATA[a]]>"),
        *("<script>a < b</script>", "<style>p {}</style>", "<template> <b>c</b>", "</template>", "<pre> \n"),
        *("</pre>"),
        *("<textarea> ", "</textarea>", "<ruby>a<rt> b</rt></ruby>", "<svg viewBox='0'><path/></svg>"),
        *("<html lang=de>", "<body id=b>"),
        *("<head>", "<title>a</title>", "<meta charset=latin1>", "<iframe src=x>", "</iframe>", "<p", "\ufeff"),
        *("\x00", "é日🎉"),
    ]
)  # fmt: skip


def described(soup: BeautifulSoup) -> list[object]:
    """Return all that a reader of the tree can see of each node, in document order."""
    nodes: list[PageElement] = [soup, *soup.descendants]
    number = {id(node): at for at, node in enumerate(nodes)}
    links = ("parent", "next_element", "previous_element", "next_sibling", "previous_sibling")
    return [
        (
            type(node),
            (node.name, node.attrs, node.is_empty_element) if isinstance(node, Tag) else str(node),
            [number.get(id(getattr(node, link))) for link in links],
        )
        for node in nodes
    ]


@given(st.lists(PIECES, max_size=14).map("".join))
def test_the_tree_is_the_one_of_beautiful_soup(html):
    html = f"<p>{html}"
    assert described(tree_of(html)) == described(BeautifulSoup(html, "lxml"))


def test_nothing_at_all_is_a_tree_too():
    assert described(tree_of("")) == described(BeautifulSoup("", "lxml"))


@given(st.lists(PIECES, max_size=12).map("".join))
def test_its_nodes_and_texts_are_those_that_beautiful_soup_tells(html):
    soup = tree_of(html)
    nodes = list(nodes_of(soup))
    assert [*map(id, nodes)] == [*map(id, soup.descendants)]
    for tag in (soup, *nodes):
        assert not isinstance(tag, Tag) or text_of(tag) == tag.get_text()
