"""Parts that many pages show: each is made once in a build, and brings what it asked for to every page."""

from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context, Macro

from recap.site.incremental.asked import Question
from recap.site.state import Run, State


class Once:
    """Gives templates their `once(macro, thing, ...)`: what the macro makes of a post or an entry of the index.

    The macro may show nothing but what it is handed, what is the same for all pages, the index, and the site's
    address as the page has it.
    """

    def __init__(self, state: State) -> None:
        """Begin; each run has parts of its own."""
        self._state = state
        self._run: Run | None = None
        self._made: dict[tuple[Any, ...], tuple[bytes, tuple[Question, ...]]] = {}
        """As bytes: one dash would give every letter of a text twice the room."""

    @pass_context
    def text(self, context: Context, macro: Macro, thing: Any, *more: Any) -> str:
        """Return what the macro makes of the thing; `more` are its other arguments, plain values."""
        if self._run is not self._state.run:
            self._run, self._made = self._state.run, {}
        notes = self._run.asked.notebook.page
        # The thing stays in memory as long as the run: nothing else can be in its place.
        key = (macro.name, context.resolve("SITEURL"), id(thing), *more)
        if key not in self._made:
            if notes is None:
                self._made[key] = str(macro(thing, *more)).encode(), ()
            else:
                with notes.apart() as questions:
                    self._made[key] = str(macro(thing, *more)).encode(), tuple(questions)
        text, asked = self._made[key]
        if notes:
            notes.add(asked)
        return text.decode()
