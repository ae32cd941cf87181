"""What the preview answers to, and what it serves: pure questions about names and paths."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, unquote

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names of this machine that nobody else can give to theirs."""

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(:\d*)?", re.IGNORECASE)


def is_ours(given: Sequence[str], names: Collection[str]) -> bool:
    """Whether a request is meant for us, by its Host headers: exactly one, with one of `names`, whatever its port.

    A page of another site can give its own name our address (DNS rebinding), but has to send that name.
    """
    found = _HOST.fullmatch(given[0].strip()) if len(given) == 1 else None
    return found is not None and found[1].lower() in names


def host_name(address: str) -> str:
    """Return an address as it stands in a Host header: `::1` -> `[::1]`."""
    return f"[{address}]" if ":" in address else address.lower()


class Place(Protocol):
    """Where files of the site are."""

    def has(self, name: str) -> bool:
        """Whether there is a file of this name."""

    def read(self, name: str) -> bytes:
        """Return what is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file of the site."""

    place: Place
    name: str
    """Its path below the site's address, with slashes."""


def find(places: Iterable[Place], address: str) -> Found | None:
    """Return the file at an address (`/talks/`), of the first place that has it; None for what lies outside."""
    parts = _parts(address)
    if parts is None:
        return None
    if not address.endswith("/") and parts:
        return _first(places, parts)
    return _first(places, [*parts, "index.html"])


def folder_address(places: Iterable[Place], address: str) -> str | None:
    """Return the address with a last slash that a folder's address without one stands for, if it has a page."""
    parts = _parts(address)
    if not parts or address.endswith("/") or not _first(places, [*parts, "index.html"]):
        return None
    return "/" + "/".join(map(quote, parts)) + "/"


def _parts(address: str) -> list[str] | None:
    parts = [part for part in unquote(address).split("/") if part]
    odd = any(part in {".", ".."} or set(part) & set("\\:\0") for part in parts)
    return None if odd or not address.startswith("/") else parts


def _first(places: Iterable[Place], parts: Sequence[str]) -> Found | None:
    name = "/".join(parts)
    return next((Found(place=place, name=name) for place in places if place.has(name)), None)
