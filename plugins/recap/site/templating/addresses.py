"""Addresses on this site, as templates write them: each page has its own SITEURL where RELATIVE_URLS is on."""

from html import escape

from jinja2 import pass_context
from jinja2.runtime import Context


@pass_context
def href(context: Context, url: object) -> str:
    """Return the address of a page; with relative addresses the file: a folder on a disk shows no index."""
    path, hash_, anchor = str(url).partition("#")
    index = "index.html" if context.resolve("RELATIVE_URLS") and (not path or path.endswith("/")) else ""
    return f"{context.resolve('SITEURL')}/{escape(path)}{index}{hash_}{escape(anchor)}"


@pass_context
def entry_href(context: Context, page: str, slug: str) -> str:
    """Return the address of one conference or speaker; their pages are patterns: `speakers/{slug}/`."""
    return href(context, context["recap_urls"][page].replace("{slug}", slug))


@pass_context
def entry_link(context: Context, page: str, slug: str | None, name: str) -> str:
    """Return a name that leads to its page, where it has one: drafts name people whom the site does not know."""
    if not slug or not context["recap_urls"].get(page):
        return escape(name)
    return f'<a href="{entry_href(context, page, slug)}">{escape(name)}</a>'
