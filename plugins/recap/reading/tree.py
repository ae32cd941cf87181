"""HTML -> the one tree of a post: Beautiful Soup's, built in half the time that Beautiful Soup takes for it.

It is ready for namespaces, encodings and parts of documents; the body of a post has none of these.
"""

from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup, Comment, Doctype, NavigableString, PageElement, ProcessingInstruction, Tag
from bs4.builder import HTMLTreeBuilder
from lxml import etree

_SPACES = " \n\t\f\r"


def tree_of(html: str) -> BeautifulSoup:
    """Return the tree that `BeautifulSoup(html, "lxml")` returns."""
    target = _Target()
    parser = etree.HTMLParser(target=target)
    try:
        parser.feed(html.removeprefix("\ufeff"))
        parser.close()
    except etree.LxmlError:  # nothing at all, for example
        return BeautifulSoup(html, "lxml")
    return target.soup


def nodes_of(soup: BeautifulSoup) -> Iterator[PageElement]:
    """Yield what `soup.descendants` yields, in half its time."""
    node: PageElement | None = soup.contents[0] if soup.contents else None
    while node is not None:
        yield node
        node = node.next_element


def text_of(tag: Tag) -> str:
    """Return what `tag.get_text()` returns, in a third of its time."""
    if tag.name in HTMLTreeBuilder.DEFAULT_STRING_CONTAINERS:  # a script ...
        return tag.get_text()
    return "".join(_texts_in(tag))


def _texts_in(tag: Tag) -> list[str]:
    texts: list[str] = []
    for node in tag.contents:
        if type(node) is NavigableString:
            texts.append(node)
        elif isinstance(node, Tag):
            texts += _texts_in(node)
    return texts


class _Target:
    """What lxml tells of the elements and texts that it comes across."""

    def __init__(self) -> None:
        self.soup = BeautifulSoup("", "lxml")
        self._builder = self.soup.builder
        self._open: list[Tag] = [self.soup]
        self._within: list[tuple[type[NavigableString], bool]] = [(NavigableString, False)]
        """Of each open element: what its texts are, and whether they keep their spaces."""
        self._last: PageElement | None = None
        self._texts: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        self._end_text()
        tag = Tag(builder=self._builder, name=name, attrs=dict(attributes))
        self._add(tag)
        self._open.append(tag)
        kind, keeps = self._within[-1]
        kind = self._builder.string_containers.get(name, kind)
        self._within.append((kind, keeps or name in self._builder.preserve_whitespace_tags))

    def end(self, name: str) -> None:
        """Take the end of an element, and of those in it that were not closed."""
        self._end_text()
        if self._open[-1].name == name or any(tag.name == name for tag in self._open[1:]):
            while self._open.pop().name != name:
                pass
            del self._within[len(self._open) :]

    def data(self, text: str) -> None:
        """Take a piece of text."""
        self._texts.append(text)

    def comment(self, text: str) -> None:
        """Take a comment."""
        self._end_text()
        self._add(Comment(text))

    def pi(self, name: str, text: str) -> None:
        """Take a processing instruction."""
        self._end_text()
        self._add(ProcessingInstruction(f"{name} {text}"))

    def doctype(self, name: str, public: str, system: str) -> None:
        """Take the type of a document."""
        self._end_text()
        self._add(Doctype.for_name_and_ids(name, public, system))

    def close(self) -> None:
        """Take the end of the document."""
        self._end_text()

    def _end_text(self) -> None:
        if not self._texts:
            return
        text = "".join(self._texts)
        self._texts.clear()
        kind, keeps = self._within[-1]
        if not keeps and text[0] in _SPACES and not text.strip(_SPACES):
            text = "\n" if "\n" in text else " "
        self._add(kind(text))

    def _add(self, node: PageElement) -> None:
        parent = self._open[-1]
        node.parent = parent
        node.previous_element = self._last
        if self._last is not None:
            self._last.next_element = node
        if parent.contents:
            node.previous_sibling = parent.contents[-1]
            node.previous_sibling.next_sibling = node
        parent.contents.append(node)
        self._last = node
