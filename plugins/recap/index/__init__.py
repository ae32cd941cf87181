"""Recaps -> Index: everything that crosses from one post to another, sorted, with its way back. Pure."""

from recap.index.brief import Brief, brief_of, recorded
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
    Sessions,
    SpeakerEntry,
    Topic,
)
from recap.index.links import mentions

__all__ = [
    "Brief",
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
    "Sessions",
    "SpeakerEntry",
    "Topic",
    "brief_of",
    "build",
    "counts",
    "mentions",
    "recorded",
]
