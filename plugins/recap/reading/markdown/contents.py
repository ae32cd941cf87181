"""`[TOC]`: the contents as a list by role and not by element, since its items are none that the author wrote."""

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocTreeprocessor
from markdown.treeprocessors import Treeprocessor

_ROLES = {"ul": "list", "li": "listitem"}


class _Contents(Treeprocessor):
    """Turns the lists of the toc extension's block into elements with the same roles."""

    def run(self, root: Element) -> None:
        for block in root.iter("div"):
            if block.get("class") == "toc":
                for element in block.iter():
                    if role := _ROLES.get(element.tag):
                        element.tag = "div"
                        element.set("role", role)


class _OnRequest(TocTreeprocessor):
    """The toc extension's step; it makes the contents only where they are asked for, else no more than anchors."""

    def __init__(self, step: TocTreeprocessor) -> None:
        vars(self).update(vars(step))

    def run(self, doc: Element) -> None:
        self._wanted = not self.marker or self.marker in "".join(doc.itertext())
        super().run(doc)

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        return super().build_toc_div(toc_list) if self._wanted else Element("div")

    def replace_marker(self, root: Element, elem: Element) -> None:
        if self._wanted:
            super().replace_marker(root, elem)


class ContentsExtension(Extension):
    """Runs after the toc extension."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Replace the toc extension's step, and register the one after it."""
        if "toc" in md.treeprocessors:
            step = md.treeprocessors["toc"]
            assert isinstance(step, TocTreeprocessor)
            md.treeprocessors.register(_OnRequest(step), "toc", 5)
        md.treeprocessors.register(_Contents(md), "recap-contents", 4)


def makeExtension(**configs: Any) -> ContentsExtension:  # noqa: N802  (Python-Markdown's name)
    """Return the extension, as Python-Markdown asks for it."""
    return ContentsExtension(**configs)
