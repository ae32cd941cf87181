"""Long files about many posts: what such a file says of a post that is as it was is taken from the file itself."""

import json
from collections.abc import Callable, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from recap.exports import Listing
from recap.files import Parts
from recap.store import Output


def listed(listing: Listing, told: Callable[[Any], str], file: Path, before: Output | None) -> tuple[Parts, str]:
    """Return the parts of the text, and a note of them for the next time.

    `told` returns a digest of all that can be said of a post; `before` is how the file was written, if it lies
    there as it was left.
    """
    known = _pieces(file, before) if before and before.size else {}
    pieces: list[tuple[str, bytes | memoryview]] = []
    for post in listing.posts:
        key = told(post)
        pieces.append((key, known[key] if key in known else listing.piece(post).encode()))
    between = listing.between.encode()
    parts: list[bytes | memoryview] = [listing.head.encode()]
    for _, piece in pieces:
        if piece:
            parts += (piece, between)
    if parts[-1] is between:
        parts.pop()
    return [*parts, listing.foot.encode()], _note(listing, pieces)


def _note(listing: Listing, pieces: list[tuple[str, bytes | memoryview]]) -> str:
    around = [len(listing.head.encode()), len(listing.between.encode())]
    return json.dumps([*around, *((key, len(piece)) for key, piece in pieces)])


def _pieces(file: Path, before: Output) -> Mapping[str, bytes | memoryview]:
    """Return what the file says of each post, by the digest of all that could be said of it then."""
    with file.open("rb") as opened:
        text = memoryview(mmap(opened.fileno(), 0, access=ACCESS_READ))
    start, between, *noted = json.loads(before.asked)
    found: dict[str, bytes | memoryview] = {}
    for key, length in noted:
        found[key] = text[start : start + length]
        start += length + between if length else 0
    return found
