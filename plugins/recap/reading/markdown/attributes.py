"""A Python-Markdown extension: braces are attributes only when they look like it, `{: .talk }`, `{#id}`.

attr_list takes whatever stands in braces at the end of a heading or paragraph: Liquid tags, `{sold out}`.
"""

import re

from markdown import Markdown
from markdown.extensions import Extension

_PATTERNS = ("HEADER_RE", "BLOCK_RE", "INLINE_RE")
_LOOKS_LIKE_ATTRIBUTES = r"(?<!\{)\{(?=:| *[.#][\w-]| *[\w:-]+=)"


class AttributeExtension(Extension):
    """Braces are attributes only when they look like it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Narrow the patterns of attr_list."""
        if "attr_list" not in md.treeprocessors:
            return
        attributes = md.treeprocessors["attr_list"]
        for name in _PATTERNS:
            narrowed = getattr(attributes, name).pattern.replace(r"\{", _LOOKS_LIKE_ATTRIBUTES, 1)
            setattr(attributes, name, re.compile(narrowed))


def makeExtension(**options: object) -> AttributeExtension:  # noqa: N802
    """Return the extension, as Python-Markdown asks for it."""
    return AttributeExtension(**options)
