"""`> [!NOTE]`: a quotation that is a box, as GitHub and Obsidian show it; it stays a quotation by its element."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_MARK = re.compile(r"\[!(?P<kind>[A-Za-z]+)\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|$)")


class _Callouts(Treeprocessor):
    """Gives such quotations the classes of an admonition, and its title; before the words are looked into."""

    def run(self, root: Element) -> None:
        for quote in root.iter("blockquote"):
            first = next(iter(quote), None)
            mark = _MARK.match(first.text or "") if first is not None and first.tag == "p" else None
            if first is None or mark is None:
                continue
            quote.set("class", f"admonition {mark['kind'].lower()}")
            title = Element("p", {"class": "admonition-title"})
            title.text = mark["title"].strip() or mark["kind"].capitalize()
            first.text = (first.text or "")[mark.end() :]
            if not (first.text.strip() or len(first)):
                quote.remove(first)
            quote.insert(0, title)


class CalloutsExtension(Extension):
    """Runs before the inline patterns do."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register the step."""
        md.treeprocessors.register(_Callouts(md), "recap-callouts", 25)


def makeExtension(**configs: Any) -> CalloutsExtension:  # noqa: N802  (Python-Markdown's name)
    """Return the extension, as Python-Markdown asks for it."""
    return CalloutsExtension(**configs)
