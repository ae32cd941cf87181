"""Recaps -> Index: everything that crosses from one post to another, sorted, with its way back. Pure."""

from recap.index.build import Counts, Index, build, counts
from recap.index.entries import (
    ConferenceEntry,
    ConferencePosts,
    Edition,
    LinkEntry,
    Mention,
    Post,
    Related,
    SessionEntry,
    SpeakerEntry,
    Topic,
)

__all__ = [
    "ConferenceEntry",
    "ConferencePosts",
    "Counts",
    "Edition",
    "Index",
    "LinkEntry",
    "Mention",
    "Post",
    "Related",
    "SessionEntry",
    "SpeakerEntry",
    "Topic",
    "build",
    "counts",
]
