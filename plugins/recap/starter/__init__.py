"""A new site: the files it begins with, and how they get where the author wants it."""

from recap.starter.site import Answers, Started, begin

__all__ = ["Answers", "Started", "begin"]
