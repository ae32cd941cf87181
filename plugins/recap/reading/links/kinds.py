"""The table of what tells a link's kind: kinds.toml, read once and checked."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import Any

from recap.model import LINK_KINDS
from recap.reading.links.address import Address, wider

_UNSPACED = re.compile(r"[^\x00-\u2e7f]")
_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
Hit = tuple[str, int, int]
"""A word found in a text: its kind, start and end."""


class TableError(ValueError):
    """A row of the table cannot be used; names the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRule:
    """One row of [[paths]]."""

    kind: str
    pattern: re.Pattern[str]
    says: str
    """Completes "the address is ..."."""
    host: str
    """Only on this host, as [hosts] writes it; "" for any."""
    on: frozenset[str]
    """Only on hosts of these kinds; empty for any."""
    not_on: frozenset[str]
    """Not on hosts of these kinds."""

    def is_for(self, kind: str) -> bool:
        """Return whether it is asked on hosts of a kind."""
        return (not self.on or kind in self.on) and kind not in self.not_on


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PathRules:
    """Rows of [[paths]], in the order in which they are asked."""

    rows: tuple[PathRule, ...]
    hosts: frozenset[str]
    """Those that a row is for."""
    elsewhere: Mapping[str, tuple[PathRule, ...]]
    """For any other host: by its kind, the rows that may be asked."""

    def about(self, host: str, kind: str, row: str) -> Sequence[PathRule]:
        """Return the rows for a host, of that kind by that row of [hosts], in their order."""
        if host not in self.hosts and row not in self.hosts:
            return self.elsewhere[kind]
        return _rules_about(self, host, kind, row)


@lru_cache(maxsize=256)
def _rules_about(rules: PathRules, host: str, kind: str, row: str) -> Sequence[PathRule]:
    return tuple(rule for rule in rules.rows if rule.host in ("", row, host) and rule.is_for(kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Phrases and the kinds they name, ready to be found in a text."""

    kinds: Mapping[str, str]
    """Phrase, lower case, to kind; "" for a phrase that only looks like one."""
    by_first: Mapping[str, Sequence[str]]
    """First word of a phrase to the phrases that begin with it, the longest first."""
    unspaced: re.Pattern[str]
    """The phrases of scripts that put no spaces between words, and symbols."""

    def find(self, text: str) -> list[Hit]:
        """Return the phrases in a lower-case text, in order, the longest at each place."""
        return [hit for hit in self._all(text) if hit[0]]

    def remove(self, text: str) -> str:
        """Return a lower-case text without the phrases in it."""
        for _, start, end in reversed(self._all(text)):
            text = f"{text[:start]} {text[end:]}"
        return text

    def _all(self, text: str) -> list[Hit]:
        wide = () if text.isascii() else self.unspaced.finditer(text)
        hits = [(self.kinds[found[0]], *found.span()) for found in wide]
        if self.by_first.keys().isdisjoint(_WORD.findall(text)):
            return hits
        free = 0
        for word in _WORD.finditer(text):
            phrases, start = self.by_first.get(word[0], ()), word.start()
            if not phrases or start < free:
                continue
            phrase = next((p for p in phrases if text.startswith(p, start) and _ends(text, start + len(p))), "")
            if phrase:
                free = start + len(phrase)
                hits.append((self.kinds[phrase], start, free))
        return sorted(hits, key=itemgetter(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTable:
    """All that the rules look up."""

    labels: Words
    hints: Words
    fillers: Words
    head_follows: re.Pattern[str]
    conference_nouns: Words
    attending: Words
    about_links: Words
    pointing: frozenset[str]
    not_single: frozenset[str]
    hosts: Mapping[str, str]
    """`host` or `host/path` to kind; shorteners and hosts of anything have the kind ""."""
    deepest: Mapping[str, int]
    """For a host listed with a path, the most segments that any of its rows has."""
    paths: PathRules
    sure_paths: PathRules
    """Those that outweigh the kind of the host; `paths` are the others."""
    extensions: Mapping[str, str]
    looks: Mapping[str, re.Pattern[str]]

    def host_kind(self, address: Address) -> tuple[str, str]:
        """Return kind and name of the narrowest row that covers an address; two empty strings when none does.

        A host that no row names but that looks like a conference's is an event's.
        """
        steps = address.path.partition("?")[0].lstrip("/").split("/")
        for host in wider(address.host):
            for depth in range(self.deepest.get(host, 0), -1, -1):
                row = "/".join([host, *steps[:depth]]) if depth else host
                if (kind := self.hosts.get(row)) is not None:
                    return kind, row
        return ("event", address.host) if self.looks["event"].search(address.host) else ("", "")

    def says_more(self, text: str) -> bool:
        """Say whether a lower-case text holds more than names of kinds and words that only point."""
        for words in (self.labels, self.hints, self.fillers):
            text = words.remove(text)
        return bool(_LETTER.search(text))


@lru_cache(maxsize=1)
def default_table() -> KindTable:
    """Return the table that comes with Recap."""
    return read_table(files(__package__).joinpath("kinds.toml").read_text(encoding="utf-8"))


def read_table(text: str) -> KindTable:
    """Return the table that a TOML text says, or raise TableError with the row that is wrong."""
    raw = tomllib.loads(text)
    words = raw["words"]
    hosts = _hosts(raw)
    paths = [(_path_rule(number, row), row.get("sure", False)) for number, row in enumerate(raw["paths"], 1)]
    return KindTable(
        labels=_words([*_phrases(raw, "labels"), *((phrase, "") for phrase in words["not_labels"])]),
        hints=_words([*_phrases(raw, "hints"), *((phrase, "") for phrase in words["not_labels"])]),
        fillers=_words((phrase, "filler") for phrase in words["fillers"]),
        head_follows=re.compile(rf"\s*(?:{'|'.join(words['head_follows'])})\b"),
        conference_nouns=_words((noun, "event") for noun in words["conference_nouns"]),
        attending=_words((phrase, "event") for phrase in words["attending"]),
        about_links=_words((phrase, "about") for phrase in raw["lists"]["about"]),
        pointing=frozenset(words["pointing"]),
        not_single=frozenset(words["not_single"]),
        hosts=hosts,
        deepest=_deepest(hosts),
        paths=_path_rules(rule for rule, sure in paths if not sure),
        sure_paths=_path_rules(rule for rule, sure in paths if sure),
        extensions={
            name: _kind(kind, f"[extensions] {name}")
            for kind, names in raw["extensions"].items()
            for name in names
        },
        looks={name: _pattern(pattern, f"[looks] {name}") for name, pattern in raw["looks"].items()},
    )


def _kind(kind: str, where: str) -> str:
    if kind not in LINK_KINDS:
        raise TableError(f"{where}: unknown kind {kind!r}; one of {', '.join(LINK_KINDS)}")
    return kind


def _pattern(pattern: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as fault:
        raise TableError(f"{where}: {pattern!r} is no regular expression: {fault}") from fault


def _phrases(raw: dict[str, Any], group: str) -> Iterator[tuple[str, str]]:
    for kind, languages in raw[group].items():
        _kind(kind, f"[{group}.{kind}]")
        for phrases in languages.values():
            for phrase in phrases:
                yield phrase, kind


def _words(pairs: Iterable[tuple[str, str]]) -> Words:
    kinds: dict[str, str] = {}
    for phrase, kind in pairs:
        if phrase != phrase.lower():
            raise TableError(f"the phrase {phrase!r} must be lower case")
        if kinds.setdefault(phrase, kind) != kind:
            raise TableError(f"the phrase {phrase!r} stands for {kinds[phrase]!r} and for {kind!r}")
    spaced, unspaced = defaultdict[str, list[str]](list), []
    for phrase in sorted(kinds, key=len, reverse=True):
        if _UNSPACED.search(phrase):
            unspaced.append(re.escape(phrase))
        elif first := _WORD.match(phrase):
            spaced[first[0]].append(phrase)
        else:
            raise TableError(f"the phrase {phrase!r} must begin with a letter")
    return Words(kinds=kinds, by_first=spaced, unspaced=re.compile("|".join(unspaced) or r"(?!)"))


def _ends(text: str, place: int) -> bool:
    """Say whether no word goes on at a place."""
    return place >= len(text) or not (text[place].isalnum() or text[place] == "_")


def _hosts(raw: dict[str, Any]) -> dict[str, str]:
    rows = [(host, _kind(kind, f"[hosts] {kind}")) for kind, hosts in raw["hosts"].items() for host in hosts]
    rows += [(host, "") for group in ("shorteners", "anything") for host in raw[group]["hosts"]]
    table: dict[str, str] = {}
    for host, kind in rows:
        if "." not in host.partition("/")[0] or host != host.lower():
            raise TableError(f"[hosts] {kind}: {host!r} is no host in lower case")
        if host in table:
            raise TableError(f"[hosts] {kind}: {host!r} is listed twice, also under {table[host] or 'anything'}")
        table[host] = kind
    return table


def _deepest(hosts: Iterable[str]) -> dict[str, int]:
    deepest: dict[str, int] = {}
    for row in hosts:
        host = row.partition("/")[0]
        deepest[host] = max(deepest.get(host, 0), row.count("/"))
    return deepest


def _path_rules(rows: Iterable[PathRule]) -> PathRules:
    rows = tuple(rows)
    anywhere = [rule for rule in rows if not rule.host]
    return PathRules(
        rows=rows,
        hosts=frozenset(rule.host for rule in rows if rule.host),
        elsewhere={kind: tuple(rule for rule in anywhere if rule.is_for(kind)) for kind in ("", *LINK_KINDS)},
    )


def _path_rule(number: int, row: dict[str, Any]) -> PathRule:
    where = f"[[paths]] row {number} ({row.get('says', row.get('pattern'))})"
    unknown = row.keys() - {"kind", "pattern", "says", "host", "on", "not_on", "sure"}
    missing = {"kind", "pattern", "says"} - row.keys()
    if unknown or missing:
        raise TableError(f"{where}: unknown {sorted(unknown)}, missing {sorted(missing)}")
    return PathRule(
        kind=_kind(row["kind"], where),
        pattern=_pattern(row["pattern"], where),
        says=row["says"],
        host=row.get("host", ""),
        on=frozenset(_kind(kind, where) for kind in row.get("on", ())),
        not_on=frozenset(_kind(kind, where) for kind in row.get("not_on", ())),
    )
