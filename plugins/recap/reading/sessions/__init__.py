"""The sessions of one post: which of its parts report a talk or workshop, what it is called, who spoke."""

from recap.reading.sessions.find import FoundSession, find_sessions

__all__ = ["FoundSession", "find_sessions"]
