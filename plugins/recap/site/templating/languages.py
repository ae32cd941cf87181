"""The site's language: the interface's words, dates as people write them, and what `lang` says of a part.

The words are English in the templates; locales/ has them in other languages, as files that translators edit.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache, partial
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from pelican.generators import Generator

from recap.site.templating.made_of import made_of, part_words
from recap.words import LINK_WORDS, SESSION_WORDS, Words

_ENGLISH = "en_GB"
"""`7 June 2015`; a site that says `en_US` gets `June 7, 2015`."""

_CODE = re.compile(r"[a-z]{2,3}([-_][a-z0-9]{1,8})*", re.IGNORECASE)
_I18N = "jinja2.ext.i18n"
_ISOLATE, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def install(generator: Generator) -> None:
    """Give the templates of a generator the site's language: `_`, `ngettext`, `day_words` and the tables of words.

    `lang_attributes(lang)` is for what authors wrote; `own_lang_attributes(lang)` for the interface's words within
    that, and without a language for the page itself. What the site's settings or another plugin installed stays.
    """
    env, lang = generator.env, str(generator.settings["DEFAULT_LANG"])
    env.add_extension(_I18N)
    words = translations(lang)
    if "gettext" not in env.globals:
        env.install_gettext_translations(words, newstyle=True)
        if not env.autoescape:
            env.globals["_"] = _said(words)
    env.filters.setdefault("day_words", partial(day_words, lang=lang))
    env.globals.setdefault("lang_attributes", partial(lang_attributes, within=lang))
    env.globals.setdefault("own_lang_attributes", partial(lang_attributes, lang))
    env.globals.setdefault("SESSION_WORDS", _translated(SESSION_WORDS, words))
    env.globals.setdefault("LINK_WORDS", _translated(LINK_WORDS, words))
    env.globals.setdefault("part_words", part_words(words))
    env.globals.setdefault("made_of", made_of(words))


def _said(words: NullTranslations) -> Callable[..., str]:
    """Return what says a message: as Jinja's own does, which takes three times as long, forty times a page."""
    translated = lru_cache(maxsize=512)(words.gettext)

    def said(message: str, /, **names: object) -> str:
        return translated(message) % names

    return said


def _translated(table: Mapping[str, Words], words: NullTranslations) -> dict[str, Words]:
    return {kind: (words.gettext(one), words.gettext(many)) for kind, (one, many) in table.items()}


@lru_cache
def translations(lang: str) -> NullTranslations:
    """Return the words of the interface: `de_AT` is `de` when there is no such catalogue; else it is English."""
    for name in _narrowest_first(lang):
        catalogue = files("recap") / "locales" / name / "LC_MESSAGES" / "recap.po"
        if catalogue.is_file():
            compiled = BytesIO()
            with catalogue.open("rb") as file:
                write_mo(compiled, read_po(file, locale=name))
            compiled.seek(0)
            return GNUTranslations(compiled)
    return _InEnglish() if _direction(lang) == "rtl" else NullTranslations()


class _InEnglish(NullTranslations):
    """English words for a site that reads from right to left: `2 links` keeps its order."""

    def gettext(self, message: str) -> str:
        """Return the message, set apart from the text around it."""
        return f"{_ISOLATE}{message}{_END}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the message for `n`, likewise."""
        return self.gettext(super().ngettext(msgid1, msgid2, n))


def _narrowest_first(lang: str) -> Iterator[str]:
    """Yield `de_Latn_AT`, `de_Latn`, `de`: names of catalogues, as `de-latn-at` says them too."""
    locale = locale_of(lang)
    if locale:
        parts = str(locale).split("_")
        yield from ("_".join(parts[:length]) for length in range(len(parts), 0, -1))


@lru_cache
def locale_of(lang: str) -> Locale | None:
    """Return what Babel knows of a language, as `Lang` and DEFAULT_LANG name it: `de`, `de_AT`, `pt-BR`."""
    try:
        return Locale.parse(lang.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return None


@lru_cache(maxsize=4096)
def day_words(day: date | datetime, lang: str) -> str:
    """Return the day as people write it in a language: `7 June 2015`, `7. Juni 2015`."""
    locale = locale_of(_ENGLISH if lang == "en" else lang) or locale_of(_ENGLISH)
    return format_date(day, "long", locale=locale)


@lru_cache(maxsize=256)
def lang_attributes(lang: str, within: str = "") -> str:
    """Return ` lang="de"` for a part in a language within text of another, with `dir` where that differs too.

    "" as language is that around it, and needs nothing said, nor does what is no language's code: `German`.
    "" around it is nothing at all: the root of a page.
    """
    if not _CODE.fullmatch(lang) or language_tag(lang) == language_tag(within):
        return ""
    differs = _direction(lang) != (_direction(within) if within else "ltr")
    return f' lang="{language_tag(lang)}"' + (f' dir="{_direction(lang)}"' if differs else "")


def language_tag(lang: str) -> str:
    """Return the name of a language as HTML, feeds and data want it: `de-AT` of `de_AT`."""
    return lang.replace("_", "-")


def _direction(lang: str) -> str:
    locale = locale_of(lang)
    return str(locale.text_direction) if locale else "ltr"
