"""The links of one post, and what is at the other end of each."""

from recap.reading.links.find import HEADINGS, FoundLink, find_links

__all__ = ["HEADINGS", "FoundLink", "find_links"]
