"""Lists whose items are mainly links: their titles, their items, what the items say beside them."""

from recap.reading.link_lists.find import FoundList, find_link_lists

__all__ = ["FoundList", "find_link_lists"]
