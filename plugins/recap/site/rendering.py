"""Pages and files that are made later: when all is known, or when somebody asks for them."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from recap.files import Write
from recap.site.incremental.asked import NOTES, Asked, AskedIndex, Later, answers
from recap.site.incremental.digests import Digests
from recap.site.incremental.outputs import MadeOf

PIECES = 1000
"""So many pieces of a page, of some hundred letters, are written at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to be made."""

    file: str
    """Its name below the output folder."""
    owner: str
    """What it is, in words."""
    make: Callable[[Write], MadeOf]
    """Writes what is in the file, and returns what it was made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be rendered."""

    template: Any
    own: dict[str, Any]
    """What the template is handed beside what all pages are."""
    common: dict[str, Any]
    """What all pages are handed; contents look there for the site's address as this page has it."""
    index: AskedIndex

    def render(self, write: Write) -> None:
        """Write the page."""
        self._render(self.common | self.own, write)

    def _render(self, context: dict[str, Any], write: Write) -> None:
        if context["localsiteurl"]:
            self.common["localsiteurl"] = context["localsiteurl"]
        try:
            pieces = self.template.generate(context)
            while some := [*islice(pieces, PIECES)]:
                write("".join(some).encode())
        finally:
            if any(isinstance(value, Later) for value in self.own.values()):
                self.index.plain.let_go()

    def noted(self, settled: frozenset[str], digests: Digests, write: Write) -> tuple[str, str, str]:
        """Write the page; return what it asked for, and digests of the answers."""
        context = self.common | self.own
        notes = Asked(context, settled)
        self.index.notebook.page = context[NOTES] = notes
        try:
            self._render(context, write)
        finally:
            self.index.notebook.page = None
        asked = notes.as_text()
        return asked, *answers(asked, context, self.index.plain, digests, notes.found)
