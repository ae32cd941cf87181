"""What lies in the output folder that a build wrote, and what each file was made of."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace as altered
from functools import cached_property
from pathlib import Path
from stat import S_ISREG
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar

from recap import files
from recap.store import Output, Store

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeOf:
    """What a file was made of; the fields as in Output."""

    part: str = ""
    own: str = ""
    rest: str = ""
    asked: str = ""


class Outputs:
    """The files of one site, for one run: those of the last build that are good, and those of this one."""

    def __init__(self, folder: Path = Path(), store: Store | None = None, made_with: str | None = None) -> None:
        """Know what the last build wrote below `folder`, if it was made with the same; None: whatever with."""
        self.folder, self._store, self._site = folder.absolute(), store, str(folder.absolute())
        # As a string: files are many.
        self._below = f"{self._site}{os.sep}"
        self._last: dict[str, Any] = dict(store.build(self._site)) if store else {}
        self._alike = made_with is None or self._last.get("made_with") == made_with
        self._record: dict[str, Any] = {"made_with": made_with, "shared": "", "parts": {}}
        self.alike = False
        """Whether all that pages know of each other is what it was; settled by `share`."""
        self._now: dict[str, MadeOf | Output] = {}

    @cached_property
    def _before(self) -> Mapping[str, Output]:
        """What the last build wrote. It is much: fetched when somebody asks, as not every build does."""
        return self._store.outputs(self._site) if self._store else {}

    def known(self, file: str) -> Output | None:
        """Return what was written to a file, if that is still good and lies there as it was left."""
        row = self._before.get(file) if self._alike else None
        return row if row and _stamp(self._below + file) == (row.size, row.changed) else None

    def share(self, shared: str) -> None:
        """Settle whether all that pages know of each other is what it was, and note it for the next build."""
        self._record["shared"] = shared
        self.alike = self._alike and self._last.get("shared") == shared

    def keep(self, row: Output, part: str = "") -> None:
        """Leave a file as it is."""
        self._now[row.file] = row if row.part == part else altered(row, part=part)

    def keep_part(self, part: str, inputs: str) -> list[str]:
        """Leave all files of a part as they are, and return their names, if the part was made of the same.

        An empty list: it has to be made.
        """
        self._record["parts"][part] = inputs
        rows = self.part(part) if self.was_made_of(part, inputs) else []
        for row in rows:
            self.keep(row, part)
        return [row.file for row in rows]

    def was_made_of(self, part: str, inputs: str) -> bool:
        """Whether the last build made a part of the same."""
        return self._alike and self._last.get("parts", {}).get(part) == inputs

    def part(self, part: str) -> list[Output]:
        """Return what was written with a part, if all of it is still good and lies there as it was left."""
        rows = [row for row in map(self.known, self._parts[part]) if row]
        return rows if len(rows) == len(self._parts[part]) else []

    @cached_property
    def _parts(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._before.values():
            found[row.part].append(row.file)
        return found

    def note(self, file: str, made_of: MadeOf) -> None:
        """Note that a file is written in this run."""
        self._now[file] = made_of

    @property
    def last(self) -> Mapping[str, Any]:
        """What was noted of the last build, if it was made with the same."""
        return self._last if self._alike else {}

    def as_left(self) -> bool:
        """Whether all that was written lies there as it was left."""
        return all(map(self.known, self._before))

    def add(self, **record: Any) -> None:
        """Note something more of this build."""
        if self._store:
            self._store.keep_build(self._site, {**self._store.build(self._site), **record})

    def finish(self, *, whole: bool, **record: Any) -> None:
        """Remove what is no longer made, and keep all this for the next build.

        A build that is not `whole` keeps nothing by the part: what is missing has to be tried again. `record` is
        kept with the rest.
        """
        gone = [row for name, row in self._before.items() if name not in self._now]
        for row in gone:
            self._remove(row)
        if self._store is None:
            return
        kept = {} if whole else {"shared": "", "parts": {}}
        written = [row for row in map(self._row, self._now) if row and row != self._before.get(row.file)]
        self._store.keep_outputs(self._site, written, [row.file for row in gone])
        self._store.keep_build(self._site, {**self._record, **kept, **record})

    def _row(self, file: str) -> Output | None:
        made = self._now[file]
        if isinstance(made, Output):
            return made
        stamp = _stamp(self._below + file)
        return Output(file, made.part, made.own, made.rest, made.asked, *stamp) if stamp else None

    def _remove(self, row: Output) -> None:
        """Remove a file that lies there as it was left, and the folders that are empty then."""
        path = self.folder / row.file
        if _stamp(path) != (row.size, row.changed):
            return
        with suppress(OSError):
            path.unlink()
            for folder in path.parents:
                if folder == self.folder:
                    break
                folder.rmdir()


LARGE = 2**20
"""A file of more bytes than that is not in memory as a whole while it is made."""


def fill(path: Path, make: Callable[[files.Write], Result]) -> Result:
    """Make what `make` writes the content of the file, at once and unless it is already; return what it does."""
    folder = next(folder for folder in path.absolute().parents if folder.is_dir())  # on the disk that it is for
    with SpooledTemporaryFile(LARGE, dir=str(folder), prefix=".recap") as made:
        result = make(made.write)
        if not _holds(path, made):
            made.seek(0)
            files.replace(path, _parts(made))
    return result


def replace(path: Path, data: bytes) -> None:
    """Make `data` the content of the file at once, unless it is already."""
    fill(path, lambda write: write(data))


def _holds(path: Path, made: IO[bytes]) -> bool:
    """Whether that is what a file holds."""
    try:
        found = path.stat()
    except OSError:
        return False
    if found.st_size != made.tell() or not S_ISREG(found.st_mode):
        return False
    made.seek(0)
    with path.open("rb") as file:
        return all(file.read(len(part)) == part for part in _parts(made))


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    while part := file.read(LARGE):
        yield part


def _stamp(path: Path | str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116  (quicker, and there are many)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
