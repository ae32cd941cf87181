"""`[TOC]`: the contents as a list by role and not by element, since its items are none that the author wrote."""

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
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


class ContentsExtension(Extension):
    """Runs after the toc extension."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register the step."""
        md.treeprocessors.register(_Contents(md), "recap-contents", 4)


def makeExtension(**configs: Any) -> ContentsExtension:  # noqa: N802  (Python-Markdown's name)
    """Return the extension, as Python-Markdown asks for it."""
    return ContentsExtension(**configs)
