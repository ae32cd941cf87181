"""Long files about many posts: what such a file says of a post that is as it was is taken from the file itself."""

import json
from collections.abc import Callable, Mapping
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from recap.exports import Listing
from recap.files import Write
from recap.store import Output


def listed(listing: Listing, told: Callable[[Any], str], file: Path, before: Output | None, write: Write) -> str:
    """Write the text; return a note of its pieces for the next time.

    `told` returns a digest of all that can be said of a post; `before` is how the file was written, if it lies
    there as it was left.
    """
    known = _pieces(file, before) if before and before.size else {}
    head, between = listing.head.encode(), listing.between.encode()
    noted: list[tuple[str, int]] = []
    write(head)
    following = b""
    for post in listing.posts:
        key = told(post)
        piece = known[key] if key in known else listing.piece(post).encode()
        noted.append((key, len(piece)))
        if piece:
            write(following)
            write(piece)
            following = between
    write(listing.foot.encode())
    return json.dumps([len(head), len(between), *noted])


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
