"""What a link is called where it stands alone, and in which order the directory has links of a kind."""

from collections.abc import Iterable

from recap.exports import plain_title
from recap.exports.vague import folded, is_vague, vague_words
from recap.index import LinkEntry
from recap.index.same import name_key
from recap.model import LINK_KINDS

SHORT = 9
"""Words of fewer letters hardly say which slides they are: `Part 1`."""


def link_name(text: str, kind: str, url: str, of: str) -> str:
    """Return the link's own words; the title of its session, `of`, where they say nothing, else the address."""
    if of and is_vague(text):
        return of
    if of and len(text) < SHORT and kind in _OF_A_SESSION:
        return f"{text}, {of}"
    return text or url.partition("//")[2]


_OF_A_SESSION = {"slides", "video", "audio", "paper", "abstract"}


def entry_name(entry: LinkEntry) -> str:
    """Return the name of a link of the directory: its first recap's, where neither words nor session have one."""
    first = entry.mentions[0]
    title = first.session
    if not title and is_vague(entry.text):
        title = plain_title(first.post)
    return link_name(entry.text, entry.kind, entry.url, title)


def by_name(entries: Iterable[LinkEntry]) -> tuple[LinkEntry, ...]:
    """Return the links by kind in the order of LINK_KINDS, then by name."""
    return tuple(sorted(entries, key=lambda e: (LINK_KINDS.index(e.kind), name_key(entry_name(e)), e.url)))


def link_note(entry: LinkEntry) -> str:
    """Return the link's note, "" where that is only a word that leads on to another link."""
    return "" if folded(entry.note) in vague_words("notes") else entry.note
