"""Where a post stands among the others: what its words for files and posts mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from recap.files import SUFFIXES
from recap.importing.source import Source
from recap.reading.front_matter import Value

_SERVED = ("", "static", "assets", "content", "source")
"""Folders of a site whose files are published at its root: Jekyll's, Hugo's, Pelican's, Hexo's."""

_MARKS = ("{filename}", "{static}", "{attach}", "|filename|", "|static|", "|attach|")
"""How posts of Pelican name files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A post that is being imported."""

    path: Path
    """The file it is read from."""
    name: PurePosixPath
    """What it will be called below the content folder."""
    values: Mapping[str, Value]
    """Its front matter."""
    source: Source
    addresses: Mapping[str, PurePosixPath]
    """The old address of every post of the import, without its last slash, and the post's new name."""
    words: dict[str, str] = field(default_factory=dict)
    """What the post itself gives a name to, `{% assign x = "..." %}`; filled while converting."""
    copies: dict[PurePosixPath, Path] = field(default_factory=dict)
    """Files that the post needs: the name below the content folder, and where it is; filled while converting."""


def leads_outside(address: str) -> bool:
    """Tell whether an address needs no file of the site: another site's, a mail address, a place on the page."""
    if address.startswith(_MARKS):
        return False
    if address.lower().startswith("www."):
        return True  # it is read so, though browsers take it for a file
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc or not parts.path) or address.startswith("{")


def here(address: str, place: Place) -> str | None:
    """Return what to write for an address of the old site; None when it leads to nothing that is known.

    A file is put down in `place.copies`.
    """
    mark = next((mark for mark in _MARKS if address.startswith(mark)), "")
    bare = address.removeprefix(mark)
    path, end = _parted(bare)
    if mark and path.lstrip("/") in map(str, place.source.posts.values()):
        return address  # by its new name already
    name = place.addresses.get(f"/{path.strip('/')}") if path.startswith("/") else None
    if name:
        return f"{{filename}}/{quote(str(name))}{end}"
    file = _find(unquote(path), place)
    if file is None:
        return None
    if file in _resolved(place.source):
        return f"{{filename}}/{quote(str(_resolved(place.source)[file]))}{end}"
    if file.suffix.lower() in SUFFIXES:
        return None
    target = _target(unquote(path), file, place)
    place.copies[target] = file
    return f"{{static}}/{quote(str(target))}{end}"


def bundled(place: Place) -> dict[PurePosixPath, Path]:
    """Return the files beside a post that is a folder of its own, `index.md`: Hugo publishes them with it."""
    if place.source.generator != "hugo" or place.path.name.lower() != "index.md":
        return {}
    folder = place.path.parent
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and not file.name.startswith("."))
    return {
        place.name.parent / file.relative_to(folder).as_posix(): file
        for file in files
        if file.suffix.lower() not in SUFFIXES and file.resolve().is_relative_to(place.source.root.resolve())
    }


def post_named(words: str, place: Place) -> str | None:
    """Return the link to the post that `post_url`, `link` or `ref` names: by its path, or a part of it."""
    path, end = _parted(words.strip().strip("\"'"))
    wanted = [part for part in PurePosixPath(path.strip("/")).parts if part not in (".", "..")]
    found = [name for name in place.source.posts.values() if _is_named(name, wanted)]
    return f"{{filename}}/{quote(str(found[0]))}{end}" if len(found) == 1 else None


def _is_named(name: PurePosixPath, wanted: list[str]) -> bool:
    if not wanted:
        return False
    last = wanted[-1].rpartition(".")[0] if wanted[-1].lower().endswith(SUFFIXES) else wanted[-1]
    wanted = [part for part in (*wanted[:-1], last) if part not in ("_posts", "content")]
    names = ([*name.parts[:-1], name.stem], [*name.parts[:-1]] if name.stem == "index" else [])
    return any(parts[-len(wanted) :] == wanted for parts in names if parts)


def _parted(address: str) -> tuple[str, str]:
    """Part an address into its path and what comes behind it."""
    ends = [address.find(sign) for sign in "?#" if sign in address]
    end = min(ends, default=len(address))
    return address[:end], address[end:]


def _find(path: str, place: Place) -> Path | None:
    """Return the file of the site that a path means; never one outside of the site's folder."""
    root = place.source.root.resolve()
    folders = [root / folder for folder in _SERVED]
    if not path.startswith("/"):
        folders.insert(0, place.path.parent)
    for folder in folders:
        try:
            file = (folder / path.lstrip("/")).resolve()
            if file.is_relative_to(root) and file.is_file():
                return file
        except (OSError, ValueError, RuntimeError):
            return None
    return None


def _resolved(source: Source) -> dict[Path, PurePosixPath]:
    return {path.resolve(): name for path, name in source.posts.items()}


def _target(path: str, file: Path, place: Place) -> PurePosixPath:
    """Return the name that a file gets: that of its old address, or the same place beside the post."""
    beside = place.path.parent.resolve()
    if not path.startswith("/") and file.is_relative_to(beside):
        return place.name.parent / file.relative_to(beside).as_posix()
    inner = PurePosixPath(file.relative_to(place.source.root.resolve()).as_posix())
    served = inner.parts[0] in ("static", "content", "source") and len(inner.parts) > 1
    return PurePosixPath(*inner.parts[1:]) if served else inner
