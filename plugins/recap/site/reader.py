"""Posts for Pelican, by way of the door."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from html import escape
from typing import Any

from pelican.contents import Article
from pelican.readers import METADATA_PROCESSORS, MarkdownReader
from pelican.utils import SafeDatetime

from recap.document import NO_DATE, load
from recap.errors import PostsFailed, Problem
from recap.reading import markup
from recap.reading.options import ReadingOptions, in_language
from recap.reading.safe import safe_html
from recap.reading.typography import typogrify
from recap.site.state import shown, state_of

TITLES = ("title", "tagline")
"""Text of the front matter that pages show as HTML."""

LISTS = ("tags", "authors")
"""What holds several values; of everything else that Pelican knows the first counts."""

_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")


class RecapReader(MarkdownReader):  # type: ignore[misc]
    """Reads Markdown as `document.load` does; `article.recap` is what the post says, as values."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the body's HTML and the metadata as Pelican wants them; raises PostsFailed for a faulty post."""
        state = state_of(self.settings)
        options = state.reading
        document = load(shown(source_path), options=options)
        state.run.warnings += document.warnings
        # A date may still come from the site's settings: the gate asks for it.
        problems = [problem for problem in document.problems if problem.message != NO_DATE]
        problems += _taken(document.path, document.metadata)
        if problems:
            raise PostsFailed(*problems)
        options = in_language(options, document.recap.lang)
        metadata = {
            name: self._value(name, value, options)
            for name, value in document.metadata.items()
            if value not in ("", (), None)
        }
        return document.html, {**metadata, "recap": document.recap}

    def _value(self, name: str, value: Any, options: ReadingOptions) -> Any:
        if name in self.settings["FORMATTED_FIELDS"]:
            return formatted(_joined(value), options)
        if name in TITLES:
            return title_html(str(_first(value)), options)
        if isinstance(value, datetime):
            # Pelican's own class has a strftime that knows `%-d` everywhere.
            return SafeDatetime.combine(value.date(), value.timetz())
        if name in METADATA_PROCESSORS:
            return self.process_metadata(name, _texts(value) if name in LISTS else str(_first(value)))
        return value


def formatted(text: str, options: ReadingOptions) -> str:
    """Return the HTML of a Markdown text in the front matter, typography applied."""
    return typogrify(safe_html(markup.html(text, options), options), options)


def title_html(text: str, options: ReadingOptions) -> str:
    """Return a title as HTML with no elements in it: curly quotes and dashes, `<` and `&` as entities.

    So it can stand in a heading, in `<title>` and in a feed alike.
    """
    safe = escape(_BARE_AMPERSAND.sub("&amp;", text).replace("&", "\0"), quote=False).replace("\0", "&")
    return without_elements(safe, options)


def without_elements(html: str, options: ReadingOptions) -> str:
    """Return `html` with the part of typography that adds no elements."""
    omitted = dict.fromkeys([*options.typogrify_omit_filters, "amp", "caps", "initial_quotes", "widont"])
    return typogrify(html, replace(options, typogrify_omit_filters=tuple(omitted)))


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, tuple | list) else value


def _joined(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _texts(value: Any) -> Any:
    """Return text as it is, for Pelican to split at its commas, and a list as one of texts."""
    return [str(item) for item in value] if isinstance(value, tuple | list) else str(value)


def _taken(path: str, metadata: Mapping[str, Any]) -> list[Problem]:
    """Return the names of the front matter that would overwrite what Pelican works with."""
    return [
        Problem(path=path, line=None, message=f"the name {name!r} is Pelican's own", hint="give it another name")
        for name in metadata
        if name == "settings" or (name not in {"url", "save_as"} and _is_method(getattr(Article, name, None)))
    ]


def _is_method(member: object) -> bool:
    return callable(member) or (isinstance(member, property) and member.fset is None)
