"""Dates of posts that say none, from where somebody asked for them."""

import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from recap.reading.front_matter import parse_date


def _in_git(path: Path) -> datetime | None:
    """Return when the file was first committed; None outside of a repository."""
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "log", "--follow", "--diff-filter=A", "--format=%aI", "--", path.name]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
    lines = done.stdout.split()
    return parse_date(lines[-1]) if done.returncode == 0 and lines else None


def _on_disk(path: Path) -> datetime | None:
    """Return when the file was last written, to the second."""
    return datetime.fromtimestamp(path.stat().st_mtime).replace(microsecond=0)


ORIGINS: Mapping[str, Callable[[Path], datetime | None]] = {"git": _in_git, "mtime": _on_disk}
"""Where a date can come from, and how."""


def dates(posts: Iterable[Path], origin: str | None) -> dict[Path, datetime]:
    """Return a date for each post that `origin` knows one of; none without an origin."""
    found = {path: ORIGINS[origin](path) for path in posts} if origin else {}
    return {path: date for path, date in found.items() if date}
