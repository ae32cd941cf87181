"""Which conference a post reports on, and the key under which its years meet."""

from recap.reading.conference.find import find_conference
from recap.reading.conference.words import series_key

__all__ = ["find_conference", "series_key"]
