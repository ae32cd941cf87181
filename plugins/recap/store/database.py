"""What was read of posts, kept on disk, so that nobody reads the same text twice.

One SQLite file. A post is kept by a digest of everything that its reading depends on, so that nothing in it can be
out of date, and the file can be deleted at any time. One that is damaged, or is something else, is set aside and
begun anew.
"""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from recap.errors import Problem, StoreLost
from recap.model import Recap
from recap.store.kept import Kept, Packed, Traits, unpacked
from recap.store.values import recap_of

Answer = TypeVar("Answer")

VERSION = 8
"""Of the tables below and the heads in them; a file of another version is set aside."""

KEPT_DAYS = 30
"""How long a post stays that no build asked for: long enough for branches that are gone back to."""

RECENT = 1024
"""So many recaps stay in memory."""

_PATIENCE = 30.0
"""Seconds that one build waits for another to finish its writing."""

_TABLES = """
CREATE TABLE IF NOT EXISTS posts (
  key TEXT PRIMARY KEY, day INTEGER, head TEXT, recap TEXT, html TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contents (
  site TEXT, path TEXT, made_with TEXT, post TEXT, data BLOB, PRIMARY KEY (site, path)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS builds (site TEXT PRIMARY KEY, record TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outputs (
  site TEXT, file TEXT, part TEXT, own TEXT, rest TEXT, asked TEXT, size INTEGER, changed INTEGER,
  PRIMARY KEY (site, file)
) WITHOUT ROWID;
"""


class Store:
    """The file; several processes and threads can use it at once. What cannot be kept is not, and nothing fails.

    Without a file everything is kept in memory.
    """

    def __init__(self, file: Path | None = None, say: Callable[[str], None] = lambda _line: None) -> None:
        """Use `file`, which need not be there; `say` gets a line when it has to be set aside."""
        self._file, self._say = file, say
        self._lock, self._process = RLock(), 0
        self._open: sqlite3.Connection | None = None
        self._recent = lru_cache(RECENT)(self._recap)
        """Recaps are asked for by several pages, one soon after the other, and take much room."""
        self._asked: set[str] = set()
        """Keys of posts that were asked for, and whose day is an earlier one."""

    def post(self, key: str) -> Kept | None:
        """Return the post that is kept by a key, or None."""

        def found(connection: sqlite3.Connection) -> Kept | None:
            row = connection.execute("SELECT head, day FROM posts WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            self._ask(key, row[1])
            return unpacked(key, row[0], *self._parts(key))

        return self._try(found, None)

    def later(self, key: str, traits: Traits) -> Kept:
        """Return a post that is known to be kept, and of which these traits are known."""
        recap, html = self._parts(key)

        def metadata() -> Mapping[str, Any]:
            found = self.post(key)
            return found.metadata() if found else {}

        return Kept(
            key=key,
            traits=traits,
            problems=(),
            warnings=(),
            metadata=metadata,
            recap=recap,
            html=html,
        )

    def _parts(self, key: str) -> tuple[Callable[[], Recap], Callable[[], str]]:
        return partial(self._recent, key), partial(self._part, key, "html")

    def _recap(self, key: str) -> Recap:
        return recap_of(self._part(key, "recap"))

    def _ask(self, key: str, day: int) -> None:
        if day < _today():
            self._asked.add(key)

    def _part(self, key: str, name: str) -> str:
        with self._lock:
            found = self._connection().execute(f"SELECT {name} FROM posts WHERE key = ?", (key,)).fetchone()
        if found is None:
            message = "posts that were read are no longer in it: it was deleted meanwhile"
            raise StoreLost(Problem(path=str(self._file), line=None, message=message, hint="build again"))
        return str(found[0])

    def keep(self, posts: Iterable[tuple[str, Packed]]) -> None:
        """Keep posts, each by its key."""
        today = _today()
        rows = [(key, today, packed.head, packed.recap, packed.html) for key, packed in posts]
        self._write(("INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?)", rows))

    def leave(self) -> None:
        """Let posts go that nobody asked for in a long time."""
        today = _today()
        self._write(
            ("UPDATE posts SET day = ? WHERE key = ? AND day < ?", [(today, key, today) for key in self._asked]),
            ("DELETE FROM posts WHERE day < ?", [(today - KEPT_DAYS,)]),
        )

    def contents(self, site: str, made_with: str) -> dict[str, tuple[str, bytes]]:
        """Return what was kept of a site's contents, made with the same: path -> key of the post, and the content.

        All of these posts are kept.
        """
        query = "SELECT path, post, data FROM contents WHERE site = ? AND made_with = ?"

        def found(connection: sqlite3.Connection) -> dict[str, tuple[str, bytes]]:
            # Not as a JOIN, which would look for each post by itself among texts of many pages.
            days = dict(connection.execute("SELECT key, day FROM posts"))
            rows = [row for row in connection.execute(query, (site, made_with)) if row[1] in days]
            for _, post, _ in rows:
                self._ask(post, days[post])
            return {path: (post, data) for path, post, data in rows}

        nothing: dict[str, tuple[str, bytes]] = {}
        return self._try(found, nothing)

    def keep_contents(
        self, site: str, made_with: str, made: Mapping[str, tuple[str, bytes]], gone: Iterable[str]
    ) -> None:
        """Keep contents of a site, as `contents` returns them, and let those go that are there no longer."""
        rows = [(site, path, made_with, *row) for path, row in made.items()]
        self._write(
            ("DELETE FROM contents WHERE site = ? AND path = ?", [(site, path) for path in gone]),
            ("INSERT OR REPLACE INTO contents VALUES (?, ?, ?, ?, ?)", rows),
        )

    def outputs(self, site: str) -> dict[str, "Output"]:
        """Return what was written for a site, by the name of the file."""
        query = "SELECT file, part, own, rest, asked, size, changed FROM outputs WHERE site = ?"
        nothing: dict[str, Output] = {}
        return self._try(
            lambda connection: {row[0]: Output(*row) for row in connection.execute(query, (site,))}, nothing
        )

    def keep_outputs(self, site: str, written: Iterable["Output"], gone: Iterable[str]) -> None:
        """Note what was written for a site, and what is there no longer."""
        rows = [(site, row.file, row.part, row.own, row.rest, row.asked, row.size, row.changed) for row in written]
        self._write(
            ("DELETE FROM outputs WHERE site = ? AND file = ?", [(site, name) for name in gone]),
            ("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows),
        )

    def build(self, site: str) -> Mapping[str, Any]:
        """Return what was noted of the last build of a site; nothing when there was none."""

        def found(connection: sqlite3.Connection) -> Mapping[str, Any]:
            row = connection.execute("SELECT record FROM builds WHERE site = ?", (site,)).fetchone()
            return dict(json.loads(row[0])) if row else {}

        return self._try(found, {})

    def keep_build(self, site: str, record: Mapping[str, Any]) -> None:
        """Note a build of a site."""
        self._write(("INSERT OR REPLACE INTO builds VALUES (?, ?)", [(site, json.dumps(record))]))

    def _write(self, *statements: tuple[str, Sequence[tuple[Any, ...]]]) -> None:
        def written(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for statement, rows in statements:
                    connection.executemany(statement, rows)

        self._try(written, None)

    def _try(self, action: Callable[[sqlite3.Connection], Answer], otherwise: Answer) -> Answer:
        """Return what comes of the action; a file that is damaged is set aside, and nothing was kept."""
        with self._lock:
            try:
                return action(self._connection())
            except sqlite3.OperationalError:
                self._close()  # busy, or a folder that cannot be written
            except (sqlite3.DatabaseError, ValueError, LookupError, TypeError):
                self._set_aside()
        return otherwise

    def _connection(self) -> sqlite3.Connection:
        """Return the connection of this process: SQLite's own cannot be taken along into another."""
        if self._open is None or self._process != os.getpid():
            self._process, self._open = os.getpid(), self._opened()
        return self._open

    def _opened(self) -> sqlite3.Connection:
        with suppress(OSError):
            (self._file or Path()).parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self._file or ":memory:", timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            _begin(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _set_aside(self) -> None:
        self._close()
        file = self._file
        if file is None:
            return
        aside = file.with_name(f"{file.name}.aside")
        with suppress(OSError):
            file.replace(aside)
            for ending in ("-wal", "-shm"):
                file.with_name(file.name + ending).unlink(missing_ok=True)
            self._say(str(_set_aside(file, aside)))

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._open is not None and self._process == os.getpid():
            self._open.close()
        self._open = None


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written for a site, and what it was made of."""

    file: str
    """Its name below the output folder."""
    part: str
    """What it was written with: files of one part are kept together, or made together."""
    own: str
    """A digest of the posts that it shows whole."""
    rest: str
    """A digest of everything else that it shows."""
    asked: str
    """What its template asked for, so that it can be asked again; "" where that is settled beforehand."""
    size: int
    changed: int
    """Size in bytes and time of change in nanoseconds, as it was left."""


def _begin(connection: sqlite3.Connection) -> None:
    """Make the tables where there are none; DatabaseError where they are of another version."""
    # In this order, and made in one step: of a store that another build is just making, nobody sees half.
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if tables and version != VERSION:
        raise sqlite3.DatabaseError(f"the store is of version {version}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    if not tables:
        connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT")


def _set_aside(file: Path, aside: Path) -> Problem:
    message = f"the store cannot be read; it is now {aside.name}, and everything is read anew"
    return Problem(path=str(file), line=None, message=message, hint="delete it when you do not need it")


def _today() -> int:
    return int(time.time() // 86_400)
