"""Old addresses: small pages that send readers on to where a post is now.

A post says where it used to be, as Jekyll and Hugo have it: `Redirect_from: /2012/04/01/toolconf/`, or `Aliases`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from markupsafe import Markup
from pelican.contents import Content

from recap.errors import Problem
from recap.reading.front_matter import as_list
from recap.settings import save_as
from recap.site.faults import line_of
from recap.site.state import shown
from recap.site.templating.languages import language_tag
from recap.site.writer import RecapWriter

KEYS = ("redirect_from", "aliases")
"""The keys of the front matter that hold old addresses, each one or several."""

_UNSAVED = ("draft", "skip")

_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{url}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
</head>
<body>
<p><a href="{url}">{title}</a></p>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class _Old:
    """An old address of a post or page."""

    content: Content
    key: str
    """The key that gives it."""
    address: str
    """As the author wrote it."""

    def problem(self, message: str, hint: str) -> Problem:
        source = shown(self.content.source_path)
        message = f"the old address {self.address} {message}"
        return Problem(path=source, line=line_of(source, self.key), message=message, hint=hint)


def write_redirects(writer: RecapWriter, context: Mapping[str, Any]) -> Iterator[Problem]:
    """Write a page for each old address; yield why some have none. Called last: pages come before redirects."""
    taken: dict[str, str] = {}
    site = f"{str(context['SITEURL']).rstrip('/')}/"
    for old in _olds(context):
        name = file_of(old.address.removeprefix(site))
        if name is None:
            yield old.problem("is none that a page can have", "write it as /2012/04/01/toolconf/")
        elif holder := taken.get(name) or writer.claims.holder(name):
            if name != old.content.save_as:
                yield old.problem(f"is that of {holder} already", "take it out here or there")
        else:
            taken[name] = shown(old.content.source_path)
            writer.write_later(name, partial(_page, context, old.content, name))


def _olds(context: Mapping[str, Any]) -> Iterator[_Old]:
    for content in filter(None, context["generated_content"].values()):
        if content.status not in _UNSAVED:
            for key in filter(content.metadata.get, KEYS):
                yield from (_Old(content, key, address) for address in as_list(content.metadata[key]))


def file_of(address: str) -> str | None:
    """Return the output file of an old address, as servers look for it; None where there can be none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = unquote(parts.path).lstrip("/")
    if parts.query or not path or "\\" in path or not path.isprintable() or {"..", "."} & {*path.split("/")}:
        return None
    has_ending = re.search(r"\.(html?|xhtml|php|aspx?|jsp|xml)$", path)
    return save_as(path if has_ending or path.endswith("/") else f"{path}/")


def _page(context: Mapping[str, Any], content: Content, name: str) -> str:
    site = str(context["SITEURL"]).rstrip("/")
    if not site or context.get("RELATIVE_URLS"):
        site = "/".join([".."] * name.count("/")) or "."
    return _PAGE.format(
        lang=escape(language_tag(str(content.lang))),
        title=escape(Markup(content.title).striptags()),
        url=escape(f"{site}/{quote(content.url, safe='/%:?#=&')}"),
    )
