"""Markdown to HTML: the one list of extensions."""

from markdown import Markdown

from recap.reading.options import ReadingOptions

EXTENSIONS = (
    "markdown.extensions.attr_list",
    "markdown.extensions.footnotes",
    "markdown.extensions.def_list",
    "markdown.extensions.abbr",
    "markdown.extensions.admonition",
    "markdown.extensions.tables",
    "markdown.extensions.md_in_html",
    "markdown.extensions.toc",
    "pymdownx.superfences",
    "pymdownx.highlight",
    "pymdownx.magiclink",
    "pymdownx.tilde",
    "pymdownx.tasklist",
)


def html(body: str, options: ReadingOptions | None = None) -> str:
    """Return the HTML of a Markdown body, before anything is inferred from it and without typography."""
    options = options or ReadingOptions()
    return Markdown(
        extensions=[*EXTENSIONS, *options.extensions],
        extension_configs={name: dict(config) for name, config in options.extension_configs.items()},
    ).convert(body)
