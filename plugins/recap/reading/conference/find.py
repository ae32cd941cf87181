"""Which conference a post reports on: from the front matter, else the title, else the first paragraph's link."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from urllib.parse import urlsplit

from recap.model import Conference
from recap.reading.conference.title import conference_in, mentions, without_year, years_in
from recap.reading.conference.words import series_key, squashed, tokens, vocabulary
from recap.reading.links.address import external

__all__ = ["find_conference", "series_key"]

_NONE = frozenset({"none", "no", "false", "-"})
"""What an author writes for "this post reports on no conference"."""
_PROGRAMME = ("event", "abstract")
"""Kinds of link that lead to a conference's own pages."""
_SITES = ("tool", "other")
"""Kinds of link that may lead to a conference's site when nothing but its address says so."""
_YEAR_IN_ADDRESS = re.compile(r"(?<!\d)(?:19[7-9]\d|20[0-3]\d)(?!\d)")


def find_conference(
    *,
    given: object,
    title: str,
    date: datetime | None,
    links: Sequence[tuple[str, str, str]],
    opening: str = "",
    reports: bool = False,
    place: str = "",
) -> Conference | None:
    """Return the conference that a post reports on, or None when nothing names one.

    `given` is the front matter's value: a string, a mapping with name, year and url, False or "none" for a post
    without a conference, or None; `links` are its links as (url, text, kind) in document order; `opening` is its
    first paragraph as plain text, some 600 characters of it; `reports` tells that it reports on several sessions;
    `place` is the front matter's, taken as it is.
    """
    name, year, url = _given(given)
    reason = "Conference in the front matter"
    if name.casefold() in _NONE:
        return None
    events = [(address, text) for address, text, kind in links if kind == "event"]
    if not name:
        reason = "the title"
        name = conference_in(
            title, opening=opening, linked=lambda name: bool(_page(name, None, events)), reports=reports
        )
        year = year or _first(years_in(title) if name else [])
    if not name:
        reason = "the link in the opening"
        name, year, url = _in_opening(events, opening)
    if not name:
        return None
    if year is None:
        year, source = _year_elsewhere(name, date, links, opening)
        reason = f"{reason}; the year from {source}" if source else reason
    page = url or _page(name, year, events) or _home(name, year, links)
    if reason.startswith("the title"):
        name = _in_full(_spelled(name, opening), year, events)
    where = place or (str(given.get("place") or "") if isinstance(given, Mapping) else "")
    return Conference(name=name, year=year, url=page, place=where, reason=reason)


def _given(given: object) -> tuple[str, int | None, str]:
    """Return name, year and address of what the front matter says; "" and None where it says nothing."""
    if given is False:
        return "none", None, ""
    if isinstance(given, Mapping):
        name, year, _ = _given(given.get("name"))
        own = _first(years_in(str(given.get("year") or "")))
        return name, own or year, external(str(given.get("url") or ""))
    if isinstance(given, list | tuple):
        return _given(given[0] if given else None)
    text = " ".join(given.split()) if isinstance(given, str) else ""
    return without_year(text) or text, _first(years_in(text)), ""


def _in_opening(events: Sequence[tuple[str, str]], opening: str) -> tuple[str, int | None, str]:
    """Return name, year and address of the first event link of the opening whose words name a conference."""
    for url, text in events:
        if text and text in opening:
            name = conference_in(text, opening="", linked=partial(_leads_to, year=None, url=url, text=""))
            if name:
                return name, _first(years_in(text)), url
    return "", None, ""


def _year_elsewhere(
    name: str, date: datetime | None, links: Sequence[tuple[str, str, str]], opening: str
) -> tuple[int | None, str]:
    """Return the year and where it stands: a link or the opening that names the conference, else the date.

    A link to last year's edition does not count: the year is the post's or the one before.
    """
    near = (date.year, date.year - 1) if date else ()
    by_event = sorted(links, key=lambda link: link[2] != "event")
    named = (years for url, text, _ in by_event for years in (_years_of_link(name, url, text),))
    year = _first(year for year in chain.from_iterable(named) if not near or year in near)
    if year:
        return year, "a link"
    said = re.search(rf" {re.escape(' '.join(tokens(name)))} (\d{{4}}) ", f" {' '.join(tokens(opening))} ")
    if said and (not near or int(said[1]) in near):
        return int(said[1]), "the opening"
    programme = Counter(
        year for url, _, kind in links if kind in _PROGRAMME for year in _years_in(url) if year in near
    )
    if programme:
        return programme.most_common(1)[0][0], "the links to its programme"
    return (date.year, "the post's date") if date else (None, "")


def _years_of_link(name: str, url: str, text: str) -> list[int]:
    """Return the years that a link gives beside the conference's name, its words first."""
    if mentions(text, name) and (years := years_in(text)):
        return years
    if mentions(text, name) or mentions(url, name):
        return _years_in(url)
    return []


def _years_in(url: str) -> list[int]:
    return [int(year) for year in _YEAR_IN_ADDRESS.findall(url)]


def _page(name: str, year: int | None, events: Sequence[tuple[str, str]]) -> str:
    """Return the address of the first event link that leads to this conference, or ""."""
    return next((url for url, text in events if _leads_to(name, year, url, text)), "")


def _home(name: str, year: int | None, links: Sequence[tuple[str, str, str]]) -> str:
    """Return the address of the first site that has the conference's whole name for its own, or ""."""
    words = vocabulary()
    whole = "".join(word for word in tokens(name) if not words.is_place(word))
    sites = ((url, urlsplit(url).netloc) for url, _, kind in links if kind in _SITES)
    own = (url for url, host in sites if whole in squashed(host) and _leads_to(name, year, f"//{host}", ""))
    return next(own, "") if whole else ""


def _leads_to(name: str, year: int | None, url: str, text: str) -> bool:
    """True when a link's words hold the name, or its words or address the name's own part with place or year."""
    years = set(years_in(text)) or set(_years_in(url))
    if year and years and year not in years:
        return False
    words = vocabulary()
    wanted, said = tokens(name), set(tokens(text))
    if said.issuperset(wanted):
        return True
    empty = words.types | words.places | words.inner
    own = [word for word in wanted if word not in empty] or list(wanted)
    address = squashed("".join(urlsplit(url)[1:3]))
    if not (said.issuperset(own) or _holds(address, own)):
        return False
    places = [word for word in wanted if words.is_place(word)]
    there = said | {region for word, region in words.regions.items() if len(word) > 3 and word in address}
    return all(place in there or place in address for place in places) or year in years or said == set(own)


def _holds(address: str, own: Sequence[str]) -> bool:
    """True when an address holds the words of a name, together or each; short words say nothing alone."""
    whole = "".join(own)
    return (len(whole) > 3 and whole in address) or all(len(word) > 3 and word in address for word in own)


def _in_full(name: str, year: int | None, events: Sequence[tuple[str, str]]) -> str:
    """Return the name with its place, when the link to this very edition adds one: `devopsdays Amsterdam '16`."""
    own, is_place = tokens(name), vocabulary().is_place
    for url, text in events:
        whole = without_year(text)
        start, more = tokens(whole)[: len(own)], tokens(whole)[len(own) :]
        if start == own and more and all(map(is_place, more)) and year in (*years_in(text), *_years_in(url)):
            return whole
    return name


def _spelled(name: str, opening: str) -> str:
    """Return a name in small letters as the opening spells it, when it spells it with capitals."""
    if name != name.lower():
        return name
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", opening, re.IGNORECASE)
    return found[0] if found else name


def _first(years: Iterable[int]) -> int | None:
    return next(iter(years), None)
