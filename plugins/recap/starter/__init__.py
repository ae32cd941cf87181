"""A new site: the files it begins with, and how they get where the author wants it."""

from recap.starter.site import Answers, Started, begin, fault

__all__ = ["Answers", "Started", "begin", "fault"]
