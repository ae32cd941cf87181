"""A conference's programme, in whatever form it is published, and the draft of a recap made of it."""

from recap.schedule.choose import Choice, chosen
from recap.schedule.draft import Draft, Reads, WrittenDraft, write_draft
from recap.schedule.fetch import fetch
from recap.schedule.formats import read_programme
from recap.schedule.interface import Programme, ScheduledLink, ScheduledSession, Skipped
from recap.schedule.title_speakers import with_speakers_of_titles

__all__ = [
    "Choice",
    "Draft",
    "Programme",
    "Reads",
    "ScheduledLink",
    "ScheduledSession",
    "Skipped",
    "WrittenDraft",
    "chosen",
    "fetch",
    "read_programme",
    "with_speakers_of_titles",
    "write_draft",
]
