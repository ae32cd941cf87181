"""What was found -> the same HTML, with anchors, classes, sections: nothing the author wrote is moved or lost."""

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from itertools import chain, count
from typing import Any, NamedTuple

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.dammit import EntitySubstitution
from bs4.element import AttributeValueWithCharsetSubstitution
from bs4.formatter import HTMLFormatter

from recap.reading.link_lists import FoundList
from recap.reading.links import FoundLink
from recap.reading.sessions import FoundSession
from recap.reading.sessions.breaks import is_of_lines
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


class _Section(NamedTuple):
    """Written around a heading and what stands under it."""

    attributes: dict[str, Any]
    end: Tag | None
    """What stands behind it; None where it goes to the end of what the heading stands in."""


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
    sessions = list(sessions)
    for paragraph in _of_lines(sessions):
        _break_lines(soup, paragraph)
    sections: dict[int, _Section] = {}
    for session in sessions:
        if not session.marked:
            continue
        if session.tag.name in HEADINGS:
            sections[id(session.tag)] = _section(session)
        else:
            _classify(session.tag, "session", session.kind)
            session.tag.attrs.update(_data(session))
    if title is not None:
        _classify(title, "recap-title")
    return inner_html(soup.body or soup, sections)


def inner_html(tag: Tag, sections: Mapping[int, _Section] | None = None) -> str:
    """Return what `tag.decode_contents(formatter=HTML)` returns, in a fifth of its time.

    `sections` go around the headings of these identities.
    """
    sections = sections or {}
    ends = Counter(id(section.end) for section in sections.values())
    made: list[str] = []
    opened = [(iter(tag.contents), "")]
    while opened:
        nodes, closing = opened[-1]
        for node in nodes:
            if isinstance(node, Tag):
                if id(node) in ends:
                    made.append("</section>" * ends[id(node)])
                if section := sections.get(id(node)):
                    made.append(_opening("section", section.attributes))
                    if section.end is None:
                        closing = f"</section>{closing}"
                        opened[-1] = (nodes, closing)
                made.append(_opening(node.name, node.attrs))
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


def _opening(name: str, attributes: Mapping[str, Any]) -> str:
    if not attributes:
        return f"<{name}>"
    return f"<{name}{''.join([_attribute(*each) for each in sorted(attributes.items())])}>"


def _attribute(name: str, value: str | list[str] | None) -> str:
    if value is None:
        return f" {name}"
    if isinstance(value, AttributeValueWithCharsetSubstitution):
        value = value.substitute_encoding("utf-8")  # type: ignore[attr-defined]
    text = escape(" ".join(value) if isinstance(value, list) else str(value), quote=False)
    return f" {name}={EntitySubstitution.quoted_attribute_value(text)}"  # type: ignore[no-untyped-call]


def _of_lines(sessions: Iterable[FoundSession]) -> Iterable[Tag]:
    """Return the paragraphs whose source lines stand for themselves, and one of them is a session."""
    tags = (tag for session in sessions for tag in (session.tag, session.tag.parent))
    around = {id(tag): tag for tag in tags if tag is not None and tag.name == "p"}
    return [paragraph for paragraph in around.values() if is_of_lines(list(paragraph.contents))]


def _break_lines(soup: BeautifulSoup, paragraph: Tag) -> None:
    """Let the lines that a paragraph has in its source be lines on the page."""
    for text in [node for node in paragraph.contents if type(node) is NavigableString]:
        before = text.previous_sibling
        if "\n" in text and not (isinstance(before, Tag) and before.name == "br"):
            first, *more = text.split("\n")
            lines = chain.from_iterable((soup.new_tag("br"), NavigableString(f"\n{line}")) for line in more)
            text.replace_with(NavigableString(first), *lines)


def _section(session: FoundSession) -> _Section:
    """Return the section around a session's heading, which takes over the heading's id."""
    heading = session.tag
    attributes = {"class": ["session", session.kind], **_data(session), "id": heading["id"]}
    del heading["id"]
    _classify(heading, "session-title")
    return _Section(attributes, _end_of(heading))


def _data(session: FoundSession) -> dict[str, str]:
    names = "; ".join(speaker.name for speaker in session.speakers)
    return {"data-kind": session.kind, **({"data-speakers": names} if names else {})}


def _end_of(heading: Tag) -> Tag | None:
    """Return what first follows a heading and stands under it no more: one that is no deeper, the footnotes."""
    for element in heading.next_siblings:
        if isinstance(element, Tag) and (
            (element.name in HEADINGS and element.name <= heading.name)
            or "footnote" in element.get_attribute_list("class")
        ):
            return element
    return None


def _classify(tag: Tag, *names: str) -> None:
    """Add classes to an element, each once, after those it has."""
    own = tag.get_attribute_list("class") if "class" in tag.attrs else []
    tag["class"] = list(dict.fromkeys([*filter(None, own), *names]))
