"""What was found -> the same HTML, with anchors, classes, sections: nothing the author wrote is moved or lost."""

from collections.abc import Iterable
from html import escape
from itertools import chain, count

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from bs4.dammit import EntitySubstitution
from bs4.element import AttributeValueWithCharsetSubstitution
from bs4.formatter import HTMLFormatter

from recap.reading.link_lists import FoundList
from recap.reading.links import FoundLink
from recap.reading.sessions import FoundSession
from recap.slugs import slug

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HTML = HTMLFormatter(entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix="")


class Anchors:
    """The ids of one page: what is pointed to has one, and no two are alike."""

    def __init__(self, elements: Iterable[Tag]) -> None:
        self._taken = {str(tag["id"]) for tag in elements if tag.has_attr("id")}

    def of(self, tag: Tag, words: str) -> str:
        """Return the id of `tag`, giving it one made of `words` when the author gave none."""
        if not tag.get("id"):
            tag["id"] = self._free(slug(words) or "part")
        return str(tag["id"])

    def _free(self, wanted: str) -> str:
        names = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
        free = next(name for name in names if name not in self._taken)
        self._taken.add(free)
        return free


def annotate(
    soup: BeautifulSoup,
    *,
    sessions: Iterable[FoundSession],
    links: Iterable[FoundLink],
    lists: Iterable[FoundList],
    title: Tag | None,
) -> str:
    """Mark up the tree of a post with what was found in it and return it as HTML.

    Sessions get the classes `session` and their kind: a `<section>` around a heading and what stands under it,
    else the item, row or paragraph itself. Links get `link` and their kind, link lists `link-list`, the title's
    own heading `recap-title`. The tree is used up by it.
    """
    for link in links:
        _classify(link.tag, "link", link.kind)
    for found in lists:
        _classify(found.tag, "link-list")
    for session in sessions:
        if session.marked:
            _mark_session(soup, session)
    if title is not None:
        _classify(title, "recap-title")
    return inner_html(soup.body or soup)


def inner_html(tag: Tag) -> str:
    """Return what `tag.decode_contents(formatter=HTML)` returns, in a fifth of its time."""
    made: list[str] = []
    opened = [(iter(tag.contents), "")]
    while opened:
        nodes, closing = opened[-1]
        for node in nodes:
            if isinstance(node, Tag):
                made.append(_opening(node))
                if not node.is_empty_element:
                    opened.append((iter(node.contents), f"</{node.name}>"))
                    break
            elif type(node) is NavigableString:
                made.append(escape(node, quote=False))
            elif isinstance(node, NavigableString):  # a comment, a script ...
                made.append(node.output_ready(HTML))
        else:
            made.append(closing)
            opened.pop()
    return "".join(made)


def _opening(tag: Tag) -> str:
    if not tag.attrs:
        return f"<{tag.name}>"
    attributes = "".join(_attribute(name, value) for name, value in sorted(tag.attrs.items()))
    return f"<{tag.name}{attributes}>"


def _attribute(name: str, value: str | list[str] | None) -> str:
    if value is None:
        return f" {name}"
    if isinstance(value, AttributeValueWithCharsetSubstitution):
        value = value.substitute_encoding("utf-8")  # type: ignore[attr-defined]
    text = escape(" ".join(value) if isinstance(value, list) else str(value), quote=False)
    return f" {name}={EntitySubstitution.quoted_attribute_value(text)}"  # type: ignore[no-untyped-call]


def _mark_session(soup: BeautifulSoup, session: FoundSession) -> None:
    tag = session.tag
    part = _section(soup, tag) if tag.name in HEADINGS else tag
    _classify(part, "session", session.kind)
    part["data-kind"] = session.kind
    if session.speakers:
        part["data-speakers"] = "; ".join(speaker.name for speaker in session.speakers)


def _section(soup: BeautifulSoup, heading: Tag) -> Tag:
    """Wrap a heading and what stands under it in a section, which takes over the heading's id."""
    section = soup.new_tag("section")
    under = list(_under(heading))
    heading.insert_before(section)
    for element in (heading, *under):
        section.append(element)
    section["id"] = heading["id"]
    del heading["id"]
    _classify(heading, "session-title")
    return section


def _under(heading: Tag) -> Iterable[PageElement]:
    """Yield what follows a heading beside it, up to the next heading that is no deeper or the footnotes."""
    for element in heading.next_siblings:
        if isinstance(element, Tag) and "footnote" in element.get_attribute_list("class"):
            return
        if isinstance(element, Tag) and element.name in HEADINGS and element.name <= heading.name:
            return
        yield element


def _classify(tag: Tag, *names: str) -> None:
    """Add classes to an element, each once, after those it has."""
    own = [name for name in tag.get_attribute_list("class") if name]
    tag["class"] = list(dict.fromkeys([*own, *names]))
