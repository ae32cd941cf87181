"""From names on a command line to posts, and from the site's own files to what is known of it."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from recap.check.rule import Address
from recap.errors import Problem, RecapError
from recap.files import SUFFIXES

LEDGER = Path(".recap/ledger.json")
"""What is known of links, by address: {"http://example.org/": {"https": true}}."""


def posts_in(paths: Iterable[Path]) -> list[Path]:
    """Return the posts that paths name, those of a folder and below in order, each once.

    Raises RecapError for a path that does not exist, and where there is no post at all.
    """
    paths = tuple(paths)
    found = list(dict.fromkeys(post for path in paths for post in _posts_at(path)))
    if not found:
        named = ", ".join(map(str, paths))
        raise _unusable(Path(named), "no posts there", f"a post ends in one of {', '.join(SUFFIXES)}")
    return found


def _posts_at(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise _unusable(path, "no such file or folder", "name the posts or the folder that they are in")
    if path.is_file():
        if path.suffix.lower() not in SUFFIXES:
            raise _unusable(path, "this is no post that is checked", f"one ends in {', '.join(SUFFIXES)}")
        yield path
        return
    if not os.access(path, os.R_OK | os.X_OK):
        raise _unusable(path, "this folder may not be read", "check whose it is")
    for below in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in below.relative_to(path).parts)
        if below.suffix.lower() in SUFFIXES and below.is_file() and not hidden:
            yield below


def is_page(path: Path) -> bool:
    """Whether a file is a page of the site rather than a post: it is in a folder `pages`."""
    return "pages" in path.parts[:-1]


def published(path: Path) -> tuple[Address, ...]:
    """Return where a published site has its recaps, from the `recap.json` at its top."""
    try:
        return tuple(_address(recap) for recap in _json(path)["recaps"])
    except (KeyError, TypeError, AttributeError) as error:
        raise _unusable(path, "not the recap.json of a site", "take the one at the top of the site") from error


def _address(recap: Mapping[str, Any]) -> Address:
    return Address(title=recap["title"], date=(recap["date"] or "")[:10], slug=recap["slug"])


def last_built(path: Path | None) -> tuple[Address, ...]:
    """Return where the last build has the site's recaps; none where it left no such file, or somebody else's."""
    try:
        return published(path) if path and path.is_file() else ()
    except RecapError:
        return ()


def secure(path: Path = LEDGER) -> frozenset[str]:
    """Return the http:// addresses that the ledger knows to answer at https://; none without a ledger."""
    if not path.is_file():
        return frozenset()
    known = _json(path)
    entries = known.items() if isinstance(known, Mapping) else ()
    return frozenset(url for url, what in entries if isinstance(what, Mapping) and what.get("https") is True)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _unusable(path, error.strerror or str(error), "check the name") from error
    except ValueError as error:
        raise _unusable(path, f"not JSON: {error}", "write it anew") from error


def _unusable(path: Path, message: str, hint: str) -> RecapError:
    return RecapError(Problem(path=str(path), line=None, message=message, hint=hint))
