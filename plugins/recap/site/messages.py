"""Pelican's messages: which of them we say better ourselves, and how the others become one line each."""

import logging
import traceback
from collections.abc import Callable, Mapping

from recap.errors import Problem, RecapError
from recap.site.faults import first_line
from recap.site.state import shown

SAID_BETTER = (
    "There are %s items",
    "There are %s original (not translated) items",
    "Unable to find '%s', skipping",
    "Cannot get modification stamp",
    "Replacement Indicator %r not recognized",
)
"""How messages of Pelican begin that tell what a Problem tells with file and line."""


class _Quiet(logging.Filter):
    """Drops what we say better, and the traceback of an error whose message is all an author needs."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], RecapError):
            record.exc_info = None
        return not str(record.msg).startswith(SAID_BETTER)


_QUIET = _Quiet()


def quieten() -> None:
    """Keep Pelican from saying again, and worse, what the problems of a run say."""
    for name in ("pelican", "pelican.cache", "pelican.contents", "pelican.utils"):
        logging.getLogger(name).addFilter(_QUIET)


class Lines(logging.Handler):
    """Hands each message from WARNING on to `say`, as one line; a traceback follows where there is one."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """Hand everything to `say`."""
        super().__init__(logging.WARNING)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        """Say it, unless it does not matter here."""
        if str(record.msg).startswith(NOT_NOW):
            return
        reword = _REWORDED.get(str(record.msg))
        self._say(str(reword(*(record.args or ()))) if reword else " ".join(record.getMessage().split()))
        if record.exc_info and record.exc_info[1]:
            self._say("".join(traceback.format_exception(record.exc_info[1])).rstrip())


NOT_NOW = ("Feeds generated without SITEURL",)
"""How messages begin that only matter when a site is published: publishconf.py sets SITEURL."""


def _no_alternative(image: str, path: str) -> Problem:
    message = f"{f'the picture {image}' if image else 'a picture'} has no alternative text"
    line = first_line(path, lambda text: image in text)
    return Problem(path=shown(path), line=line, message=message, hint="say what it shows: ![what it shows](...)")


_REWORDED: Mapping[str, Callable[..., Problem]] = {
    "Empty alt attribute for image %s in %s": _no_alternative,
}
