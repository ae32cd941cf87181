"""How a body is read: what a site's settings may change about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

TITLES = ("title", "tagline")
"""Texts of the front matter that are shown as they are, and hold no elements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """The part of a site's settings that changes what a post becomes; the default is what `recap inspect` uses."""

    lang: str = "en"
    """The language of a post that does not say its own: Pelican's DEFAULT_LANG."""
    typogrify: bool = True
    """Curly quotes, dashes, small capitals: Pelican's TYPOGRIFY, on unless the site turns it off."""
    typogrify_dashes: str = "default"
    """Pelican's TYPOGRIFY_DASHES: `default`, `oldschool` or `oldschool_inverted`."""
    typogrify_ignore_tags: tuple[str, ...] = ()
    """Pelican's TYPOGRIFY_IGNORE_TAGS: elements whose text is left alone."""
    typogrify_omit_filters: tuple[str, ...] = ()
    """Pelican's TYPOGRIFY_OMIT_FILTERS: `widont`, `caps` ..."""
    raw_html: bool = True
    """Whether HTML that an author writes goes into the page as it is: RECAP's raw_html."""
    extensions: tuple[str, ...] = ()
    """Names of further Python-Markdown extensions, from Pelican's MARKDOWN setting."""
    extension_configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Their options, from the same setting."""


def in_language(options: ReadingOptions, lang: str) -> ReadingOptions:
    """Return the options for a text in `lang`; "" is the site's own language."""
    return replace(options, lang=lang) if lang else options
