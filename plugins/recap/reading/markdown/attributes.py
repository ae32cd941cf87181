"""A Python-Markdown extension: braces are attributes only when they look like it, `{: .talk }`, `{#id}`.

attr_list takes whatever stands in braces at the end of a heading or paragraph: Liquid tags, `{sold out}`. And it
wants those of a paragraph or item on a line of their own, and those of a link with no space before them: whoever
writes `- Queues {: .talk }` means the same, and would see the braces on the page.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from recap.model import LINK_KINDS

BEFORE_ATTR_LIST = 9
"""Its place: attr_list has 8, and what makes elements of the text 20."""

_PATTERNS = ("HEADER_RE", "BLOCK_RE", "INLINE_RE")
_LOOKS_LIKE_ATTRIBUTES = r"(?<!\{)\{(?=:| *[.#][\w-]| *[\w:-]+=)"


_AT_THE_END = re.compile(r"[ ]+(?P<list>\{:(?P<said>[ ]*[^{} \n][^{}\n]*)\}[ ]*)$")
_OF_A_LINK = frozenset(f".{kind}" for kind in LINK_KINDS)


class _AtTheEnd(Treeprocessor):
    """Puts what stands in braces behind the words of a line where attr_list looks for it."""

    def run(self, root: Element) -> None:
        for block in root.iter():
            if block.tag in {"p", "li", "dd"}:
                _move(block)


def _move(block: Element) -> None:
    nested = next((at for at, child in enumerate(block) if child.tag in {"ul", "ol"}), len(block))
    last = block[nested - 1] if nested else None
    text = (block.text if last is None else last.tail) or ""
    found = _AT_THE_END.search(text) if "{:" in text else None
    if not found:
        return
    of_link = last is not None and last.tag == "a" and not found.start() and found["said"].strip() in _OF_A_LINK
    moved = f"{text[: found.start()]}{'' if of_link else chr(10)}{found['list']}"
    if last is None:
        block.text = moved
    else:
        last.tail = moved


class AttributeExtension(Extension):
    """Braces are attributes only when they look like it, and then also at the end of a line."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Narrow the patterns of attr_list, and bring it what it would overlook."""
        if "attr_list" not in md.treeprocessors:
            return
        attributes = md.treeprocessors["attr_list"]
        for name in _PATTERNS:
            narrowed = getattr(attributes, name).pattern.replace(r"\{", _LOOKS_LIKE_ATTRIBUTES, 1)
            setattr(attributes, name, re.compile(narrowed))
        md.treeprocessors.register(_AtTheEnd(md), "attributes_at_the_end", BEFORE_ATTR_LIST)


def makeExtension(**options: object) -> AttributeExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it."""
    return AttributeExtension(**options)
