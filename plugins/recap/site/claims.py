"""Which page has which file, and what is said where two want one, or it cannot be written."""

from collections.abc import Callable
from os.path import normpath, pardir, sep

from pelican.utils import sanitised_join

from recap.errors import Problem, RecapError
from recap.site.state import shown


class Claims:
    """The files of one output folder, as Pelican names them, and who has them; the first keeps what it has."""

    def __init__(self, folder: str, tell: Callable[[Problem], object]) -> None:
        """Begin with none; `tell` is told where two want one."""
        self._folder, self._tell = folder, tell
        self._below = str(sanitised_join(folder, "_")).removesuffix("_")
        self._owners: dict[str, str] = {}
        self._overriding: set[str] = set()

    def path(self, name: str) -> str:
        """Return the file of a name below the folder; RuntimeError when it is outside."""
        if normpath(name) == name and not name.startswith((pardir, sep)):
            return self._below + name
        return str(sanitised_join(self._folder, name))

    def name(self, path: str) -> str:
        """Return the name below the folder of a file."""
        return path.removeprefix(self._below)

    def holder(self, name: str) -> str | None:
        """Return what has the file below the folder already, in words; None when it is free."""
        return self._owners.get(self.path(name))

    def take(self, path: str, owner: str, *, override: bool = False) -> bool:
        """Give the file to `owner`; return False when another has it.

        With `override` a page takes the place of one without, as `Save_as` in a post's front matter means it.
        """
        if path in self._owners and (not override or path in self._overriding):
            if path not in self._overriding or override:
                self._tell(_collision(path, self._owners[path], owner))
            return False
        if override:
            self._overriding.add(path)
        self._owners[path] = owner
        return True

    def stays(self, name: str) -> None:
        """Leave a file that was kept with others of its part to whoever has it."""
        self._owners.setdefault(self.path(name), f"the file {name}")


def _collision(path: str, first: str, second: str) -> Problem:
    return Problem(
        path=shown(path),
        line=None,
        message=f"two pages have this address: {first}, which is kept, and {second}",
        hint="give one of them another `Slug`, or change an address in the settings",
    )


def unwritable(error: OSError, name: str) -> RecapError:
    """Return what the author is told of a file that cannot be written."""
    path = shown(error.filename) if error.filename else name
    message = f"cannot be written: {error.strerror or error}"
    return RecapError(Problem(path=path, line=None, message=message, hint="mend that and build again"))
