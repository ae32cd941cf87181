"""What went wrong, as an author reads it: where, what, and what to do about it."""

from dataclasses import dataclass

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
