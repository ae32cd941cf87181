"""The settings: RECAP = {...} as a frozen value, and what Pelican's settings say about reading."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from types import MappingProxyType
from typing import Any

from recap.errors import Problem, SettingsError, guess
from recap.reading.options import ReadingOptions
from recap.settings_file import SettingsFile

DEFAULT_URLS: Mapping[str, str] = MappingProxyType(
    {
        "conferences": "conferences/",
        "conference": "conferences/{slug}/",
        "talks": "talks/",
        "workshops": "workshops/",
        "speakers": "speakers/",
        "speaker": "speakers/{slug}/",
        "links": "links/",
        "search": "search/",
        "not_found": "404.html",
        "sitemap": "sitemap.xml",
        "robots": "robots.txt",
        "conference_atom": "conferences/{slug}/atom.xml",
        "conference_rss": "conferences/{slug}/rss.xml",
        "conference_json": "conferences/{slug}/feed.json",
        "speaker_atom": "speakers/{slug}/atom.xml",
        "speaker_rss": "speakers/{slug}/rss.xml",
        "speaker_json": "speakers/{slug}/feed.json",
        "tag_json": "tag/{slug}/feed.json",
        "site_json": "feed.json",
        "data": "{slug}/recap.json",
        "site_data": "recap.json",
        "schema": "recap.schema.json",
        "links_csv": "links.csv",
        "bookmarks": "bookmarks.html",
        "video": "videos/{slug}.json",
        "card": "{slug}/card.png",
    }
)
"""Where the pages of Recap are, below the site's address; `{slug}` where there is one page for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """What `recap check`, and the preview's margin, are told by RECAP["check"]."""

    select: tuple[str, ...] = ()
    """The rules to run, by name, number or how numbers begin; empty for the usual ones."""
    ignore: tuple[str, ...] = ()
    """The rules not to run."""
    published: str = ""
    """The recap.json of the site as it is published, from the folder of the settings file; "" for the output's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Recap's own settings: the keys of RECAP."""

    urls: Mapping[str, str] = field(default_factory=lambda: DEFAULT_URLS)
    """Page name -> address; a page that is switched off is missing."""
    related: int = 5
    """How many related recaps a recap shows at most."""
    search: bool = True
    """Whether the site has a search, where Pagefind is installed; without, `urls` has no page of it."""
    cards: bool = True
    """Whether recaps have a picture for those who share them; without, `urls` has no card."""
    raw_html: bool = True
    """Whether HTML that authors write goes into the page as it is."""
    check: CheckSettings = CheckSettings()
    """Which rules for authors run, and what they compare with."""


def read(given: object, file: SettingsFile) -> Settings:
    """Return the settings that RECAP gives, defaults filled in; raises SettingsError with every fault there is."""
    if not isinstance(given, Mapping):
        message = f"RECAP is {kind_of(given)}, not a dictionary"
        raise SettingsError(file.problem(message, 'write it as RECAP = {"related": 5}', "RECAP"))
    problems = [*_unknown(given, [key.name for key in fields(Settings)], file, "RECAP")]
    for key, check in _CHECKS.items():
        if key in given:
            problems += check(given[key], file)
    if problems:
        raise SettingsError(*problems)
    off = {page: None for key, page in _SWITCHES.items() if not given.get(key, True)}
    wanted = given.get("urls", {})
    urls = _urls({**wanted, **off})
    if problems := list(_same_address(urls, wanted, file)):
        raise SettingsError(*problems)
    values = {**given, "urls": urls, "check": _check_settings(given.get("check", {}))}
    return Settings(**values)


def _check_settings(given: Mapping[str, Any]) -> CheckSettings:
    return CheckSettings(
        select=tuple(given.get("select", ())),
        ignore=tuple(given.get("ignore", ())),
        published=given.get("published", ""),
    )


def _urls(given: Mapping[str, str | None]) -> Mapping[str, str]:
    every = {**DEFAULT_URLS, **given}
    return MappingProxyType({name: url for name, url in every.items() if url})


def _same_address(
    urls: Mapping[str, str], wanted: Mapping[str, str | None], file: SettingsFile
) -> Iterator[Problem]:
    """Yield the pages that are to be where another one is; the defaults are all apart."""
    holders: dict[str, str] = {}
    # What is not asked for comes first, so that the line is that of a wish.
    for name in sorted(urls, key=lambda name: name in wanted):
        holder = holders.setdefault(save_as(urls[name]), name)
        if holder != name:
            message = f"the address of {name!r} is that of {holder!r}: {urls[name]!r}"
            yield file.problem(message, "give one of them another, or None", "RECAP", "urls", name)


def _unknown(
    given: Mapping[Any, object], known: Iterable[str], file: SettingsFile, *keys: str
) -> Iterator[Problem]:
    known = tuple(known)
    for key in given:
        if key not in known:
            message = f"there is no page {key!r}" if keys[-1] == "urls" else f"{keys[-1]} has no setting {key!r}"
            yield file.problem(message, guess(str(key), known), *keys, str(key))


def _check_urls(urls: object, file: SettingsFile) -> Iterator[Problem]:
    if not isinstance(urls, Mapping):
        message = f"urls in RECAP is {kind_of(urls)}, not a dictionary"
        yield file.problem(message, 'write it as {"talks": "talks/"}', "RECAP", "urls")
        return
    yield from _unknown(urls, DEFAULT_URLS, file, "RECAP", "urls")
    for name, url in urls.items():
        fault = _url_fault(DEFAULT_URLS.get(name, ""), url)
        if fault:
            yield file.problem(f"the address of {name!r} {fault[0]}", fault[1], "RECAP", "urls", name)


def _url_fault(default: str, url: object) -> tuple[str, str] | None:
    """Return what is wrong with an address, and the remedy."""
    example = f"write it as {default!r}"
    if url is None or url == "" or not default:
        return None
    if not isinstance(url, str):
        return f"is {kind_of(url)}, not text", example
    if "{slug}" in default and "{slug}" not in url:
        return "has no {slug}, so that all of its pages would be one", example
    if "{" in url.replace("{slug}", "") or ("{slug}" in url and "{slug}" not in default):
        return f"has a placeholder that cannot be filled: {url!r}", example
    if url.startswith("/") or "://" in url or ".." in url.split("/"):
        return f"is not below the site's own: {url!r}", example
    return None


def _check_related(related: object, file: SettingsFile) -> Iterator[Problem]:
    if not isinstance(related, int) or isinstance(related, bool) or related < 0:
        message = f"related in RECAP is {related!r}, not a number of recaps"
        yield file.problem(message, "write a whole number, 0 for none", "RECAP", "related")


def _check_switch(key: str, value: object, file: SettingsFile) -> Iterator[Problem]:
    if not isinstance(value, bool):
        message = f"{key} in RECAP is {value!r}, neither True nor False"
        yield file.problem(message, "write True, or False for a site without it", "RECAP", key)


def _check_check(given: object, file: SettingsFile) -> Iterator[Problem]:
    if not isinstance(given, Mapping):
        message = f"check in RECAP is {kind_of(given)}, not a dictionary"
        yield file.problem(message, 'write it as {"ignore": ["R045"]}', "RECAP", "check")
        return
    yield from _unknown(given, [key.name for key in fields(CheckSettings)], file, "RECAP", "check")
    for key in ("select", "ignore"):
        words = given.get(key, ())
        if not isinstance(words, list | tuple) or not all(isinstance(word, str) for word in words):
            message = f"{key} in check is {words!r}, not a list of rules"
            yield file.problem(message, 'write it as ["R045", "bare-address"]', "RECAP", "check", key)
    if not isinstance(published := given.get("published", ""), str):
        message = f"published in check is {kind_of(published)}, not the name of a file"
        yield file.problem(message, 'write it as "published/recap.json"', "RECAP", "check", "published")


_SWITCHES = {"search": "search", "cards": "card"}
"""Settings that are True or False, each with the page that goes with it."""

_CHECKS: Mapping[str, Callable[[Any, SettingsFile], Iterable[Problem]]] = {
    "urls": _check_urls,
    "related": _check_related,
    "check": _check_check,
    **{key: partial(_check_switch, key) for key in (*_SWITCHES, "raw_html")},
}


def save_as(url: str) -> str:
    """Return the file that an address is written to: `talks/` -> `talks/index.html`."""
    return f"{url}index.html" if url.endswith("/") else url


def kind_of(value: object) -> str:
    """Return a value's type in words for a message."""
    return f"of type {type(value).__name__}"


def reading_options(pelican: Mapping[str, Any]) -> ReadingOptions:
    """Return what Pelican's settings change about reading a post.

    MARKDOWN adds to Recap's own extensions, which cannot be taken away; what Pelican adds by default is left out.
    """
    markdown = pelican.get("MARKDOWN") or {}
    ours = pelican.get("RECAP")
    configs = {
        name: config
        for name, config in (markdown.get("extension_configs") or {}).items()
        if name not in _PELICAN_EXTENSIONS
    }
    extensions = [name for name in markdown.get("extensions") or () if name not in _PELICAN_EXTENSIONS]
    return ReadingOptions(
        lang=str(pelican.get("DEFAULT_LANG") or "en"),
        typogrify=bool(pelican.get("TYPOGRIFY")),
        typogrify_dashes=pelican.get("TYPOGRIFY_DASHES") or "default",
        typogrify_ignore_tags=tuple(pelican.get("TYPOGRIFY_IGNORE_TAGS") or ()),
        typogrify_omit_filters=tuple(pelican.get("TYPOGRIFY_OMIT_FILTERS") or ()),
        raw_html=not isinstance(ours, Mapping) or bool(ours.get("raw_html", True)),
        extensions=tuple(dict.fromkeys([*extensions, *configs])),
        extension_configs=configs,
    )


_PELICAN_EXTENSIONS = frozenset(
    {"markdown.extensions.codehilite", "markdown.extensions.extra", "markdown.extensions.meta"}
)
"""What Pelican's default MARKDOWN asks for: Recap's own extensions have it, or the front matter's reader."""
