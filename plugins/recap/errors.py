"""What went wrong, as an author reads it: where, what, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

NO_DATE = "no date"
"""The message of the one problem that a site's settings may solve: they can give a date to a post without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault of a post or of the settings."""

    path: str
    """The file, as the author would name it."""
    line: int | None
    """The line, counted from 1; None when the whole file is meant."""
    message: str
    """What is wrong, in plain words, without a final stop."""
    hint: str
    """What to do about it, without a final stop."""

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.message}; {self.hint}"


class RecapError(Exception):
    """Something the user can mend. Never raised for an author's prose; no programmer's error is hidden in it."""

    exitcode = 2
    """What the process ends with; Pelican's command line reads the same attribute."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class SettingsError(RecapError):
    """A setting is unknown or has a value that cannot be used: nothing was built."""


class PostsFailed(RecapError):
    """Some posts could not be read; the others were built."""

    exitcode = 1


class StoreLost(RecapError):
    """A post that was read is no longer in the store: somebody deleted that while the site was made of it."""


def guess(word: str, known: Iterable[str]) -> str:
    """Return the remedy for a word that is not among the known ones."""
    known = sorted(known)
    near = get_close_matches(word, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"it is one of: {', '.join(known)}"


def unforeseen(where: str, error: Exception, told: str) -> Problem:
    """Return the problem for an error that is no author's fault; `told` says where its traceback is to be seen."""
    words = " ".join(f"{type(error).__name__}: {error}".split())
    hint = f"this is a fault in Recap, in the theme or in a plugin: {told}"
    return Problem(path=where, line=None, message=words, hint=hint)
