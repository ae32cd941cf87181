"""What the posts of a folder say at their top: enough to begin another one beside them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recap.files import SUFFIXES
from recap.reading.front_matter import as_list, as_text, split
from recap.slugs import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The posts that a folder has."""

    tags: tuple[str, ...]
    """The tags in use, the most used first."""
    slugs: dict[str, Path]
    """Which post has which address."""


def shelf(folder: Path) -> Shelf:
    """Return what the front matter of the posts below a folder says; a file that cannot be read is passed over."""
    tags: Counter[str] = Counter()
    slugs: dict[str, Path] = {}
    for path, text in _posts(folder):
        values = split(text).values
        tags.update(as_list(values.get("tags")))
        if name := as_text(values.get("slug")) or slug(as_text(values.get("title"))):
            slugs.setdefault(name, path)
    return Shelf(tags=tuple(sorted(tags, key=lambda tag: (-tags[tag], tag.casefold()))), slugs=slugs)


def _posts(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            try:
                yield path, path.read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
