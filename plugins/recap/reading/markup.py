"""Markdown to HTML: the one list of extensions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from threading import get_ident
from typing import Any

from markdown import Markdown

from recap.reading.options import ReadingOptions
from recap.slugs import slug

EXTENSIONS = (
    "markdown.extensions.attr_list",
    "markdown.extensions.footnotes",
    "markdown.extensions.def_list",
    "markdown.extensions.abbr",
    "markdown.extensions.admonition",
    "markdown.extensions.tables",
    "markdown.extensions.md_in_html",
    "markdown.extensions.toc",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tasklist",
)
"""Python-Markdown's own and pymdown-extensions, as their documentation describes them."""

OURS = (
    "recap.reading.markdown.lists",
    "recap.reading.markdown.leaves",
    "recap.reading.markdown.fences",
    "recap.reading.markdown.html",
    "recap.reading.markdown.inline",
    "recap.reading.markdown.links",
    "recap.reading.markdown.attributes",
    "recap.reading.markdown.contents",
    "recap.reading.markdown.callouts",
    "recap.reading.markdown.signs",
)
"""What makes the others read as GitHub does; after them, as they replace parts of them."""


def _slugify(value: str, _separator: str) -> str:
    return slug(value)


CONFIGS: Mapping[str, Mapping[str, Any]] = {
    "markdown.extensions.toc": {"slugify": _slugify},
}
"""Options of EXTENSIONS that differ from their defaults."""


@dataclass(frozen=True, eq=False, slots=True)
class _Key:
    """Options as a key: their mappings cannot be hashed, but compared."""

    options: ReadingOptions

    def __hash__(self) -> int:
        return hash(self.options.extensions)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and (self.options.extensions, self.options.extension_configs) == (
            other.options.extensions,
            other.options.extension_configs,
        )


@lru_cache(maxsize=8)
def _parser(key: _Key, _thread: int) -> Markdown:
    """Return the parser for these options; each thread has its own, as it holds the document it is reading."""
    options = key.options
    configs = {name: {**CONFIGS.get(name, {})} for name in EXTENSIONS}
    for name, config in options.extension_configs.items():
        configs[_full(name)] = {**configs.get(_full(name), {}), **config}
    added = [name for name in map(_full, options.extensions) if name not in EXTENSIONS]
    return Markdown(extensions=[*EXTENSIONS, *dict.fromkeys(added), *OURS], extension_configs=configs)


def unusable(options: ReadingOptions) -> tuple[str, str] | None:
    """Return the first added extension that no parser can be made with, and why; None when all can be used."""
    for count, name in enumerate(options.extensions, start=1):
        names = options.extensions[:count]
        configs = {key: config for key, config in options.extension_configs.items() if key in names}
        try:
            _parser(_Key(replace(options, extensions=names, extension_configs=configs)), get_ident())
        except Exception as error:  # an extension is anybody's code
            return str(name), f"{type(error).__name__}: {error}"
    return None


def _full(name: str) -> str:
    """Return the module's name of an extension that Python-Markdown knows by a short one: `toc`."""
    return f"markdown.extensions.{name}" if f"markdown.extensions.{name}" in EXTENSIONS else name


def html(body: str, options: ReadingOptions | None = None) -> str:
    """Return the HTML of a Markdown body, before anything is inferred from it and without typography."""
    key = _Key(options or ReadingOptions())
    parser = _parser(key, get_ident())
    try:
        return parser.reset().convert(body)
    except RecursionError:
        _parser.cache_clear()  # the parser was left in the middle of the document
        return f"<pre>{escape(body)}</pre>"
