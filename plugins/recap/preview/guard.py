"""What the preview answers to, and what it serves: pure questions about names and paths."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file of the site."""

    file: Path
    name: str
    """Its path below the output folder, with slashes."""


def find(roots: Iterable[Path], address: str) -> Found | None:
    """Return the file at an address (`/talks/`), of the first root that has it; None for what lies outside."""
    parts = _parts(address)
    if parts is None:
        return None
    if not address.endswith("/") and parts:
        return _first(roots, parts)
    return _first(roots, [*parts, "index.html"])


def folder_address(roots: Iterable[Path], address: str) -> str | None:
    """Return the address with a last slash that a folder's address without one stands for, if it has a page."""
    parts = _parts(address)
    if not parts or address.endswith("/") or not _first(roots, [*parts, "index.html"]):
        return None
    return "/" + "/".join(map(quote, parts)) + "/"


def _parts(address: str) -> list[str] | None:
    parts = [part for part in unquote(address).split("/") if part]
    odd = any(part in {".", ".."} or set(part) & set("\\:\0") for part in parts)
    return None if odd or not address.startswith("/") else parts


def _first(roots: Iterable[Path], parts: Sequence[str]) -> Found | None:
    for root in roots:
        file = Path(root, *parts)
        # Resolved, so that no link in the folder leads out of it.
        if _is_file(file) and file.resolve().is_relative_to(root.resolve()):
            return Found(file=file, name="/".join(parts))
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or of characters that names do not have
        return False
