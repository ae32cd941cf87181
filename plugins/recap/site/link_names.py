"""What the directory of links calls a link, and in which order links of a kind stand."""

from collections.abc import Iterable

from recap.exports import plain_title
from recap.exports.vague import folded, is_vague, vague_words
from recap.index import LinkEntry
from recap.index.same import name_key
from recap.model import LINK_KINDS


def link_name(entry: LinkEntry) -> str:
    """Return the link's own words, plain; after the title of its session or recap where they are vague."""
    if not is_vague(entry.text):
        return entry.text
    first = entry.mentions[0]
    title = first.session.title if first.session else plain_title(first.post)
    return f"{title}, {entry.text}" if entry.text else title


def by_name(entries: Iterable[LinkEntry]) -> tuple[LinkEntry, ...]:
    """Return the links by kind in the order of LINK_KINDS, then by name."""
    return tuple(sorted(entries, key=lambda e: (LINK_KINDS.index(e.kind), name_key(link_name(e)), e.url)))


def link_note(entry: LinkEntry) -> str:
    """Return the link's note, "" where that is only a word that leads on to another link."""
    return "" if folded(entry.note) in vague_words("notes") else entry.note
