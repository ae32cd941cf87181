"""What of the last build still holds: which pages would be the same if they were made again."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from recap.site.incremental.asked import answers, own_answer
from recap.site.incremental.inputs import Trust
from recap.site.state import Run, State
from recap.store import Output, digest

OF_INDEX = "pages"
"""The part of the site that RecapPages writes as pages, the sitemap among them."""


class Still:
    """The judgement of one run."""

    def __init__(self, state: State) -> None:
        """Judge for the run that is under way."""
        self._state = state

    @property
    def _run(self) -> Run:
        return self._state.run

    @cached_property
    def compares(self) -> bool:
        """Whether anything that was written before can stay."""
        return self._state.trust is not Trust.NOTHING and not self._state.later

    @cached_property
    def asks(self) -> bool:
        """Whether it is known of pages what they asked for."""
        return self.compares and self._state.trust is Trust.ASKED

    @cached_property
    def shared(self) -> str:
        """A digest of all that pages know of each other: of every post what lists show."""
        if not self.compares:
            return ""
        found = self._run.digests.of(self._run.contents)
        self._run.outputs.share(found)
        return found

    @cached_property
    def contents(self) -> str:
        """A digest of all posts, whole."""
        contents = filter(None, self._run.contents.values())
        return digest(self.shared, *map(self._run.digests.whole, contents)) if self.compares else ""

    @cached_property
    def alike(self) -> bool:
        """Whether bodies are all that changed of posts, so that a page is as it was where its own post is."""
        return bool(self.asks and self.shared and self._run.outputs.alike)

    @cached_property
    def lists(self) -> bool:
        """Whether lists are as they were, and the sitemap, which would want to know of their pages."""
        outputs = self._run.outputs
        return self.alike and outputs.was_made_of(OF_INDEX, self.shared) and bool(outputs.part(OF_INDEX))

    def page(self, row: Output, context: Mapping[str, Any]) -> bool:
        """Whether a page that was written before would be the same with this context."""
        run = self._run
        if not self.asks:
            return row.own == self.contents
        if self.alike:
            return row.own == own_answer(row.asked, context, run.digests)
        return (row.own, row.rest) == answers(row.asked, context, run.index, run.digests)
