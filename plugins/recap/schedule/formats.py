"""Which format a programme is in: told by its content, never by its name."""

from collections.abc import Callable
from dataclasses import dataclass

from recap.schedule import c3voc, frab, ical, rubyevents, sessionize, table
from recap.schedule.interface import Programme, unreadable


@dataclass(frozen=True, slots=True)
class Format:
    """One way to publish a programme."""

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str], Programme]
    """Content and where it is from -> programme; raises RecapError."""


_MODULES = (frab, ical, c3voc, sessionize, rubyevents, table)
FORMATS = tuple(Format(module.NAME, module.recognises, module.read) for module in _MODULES)
"""The formats in the order in which they are asked; a new one is a module with these three names."""


def read_programme(data: bytes, where: str) -> Programme:
    """Return the programme that `data` is; `where`, its file or address, stands in errors. Raises RecapError."""
    found = next((form for form in FORMATS if form.recognises(data)), None)
    if found is None:
        names = ", ".join(form.name for form in FORMATS)
        raise unreadable(where, "this is no programme that can be read", f"the formats are {names}")
    programme = found.read(data, where)
    if not programme.sessions:
        raise unreadable(
            where, f"read as {found.name}, it has no sessions", "check that the programme is published"
        )
    return programme
