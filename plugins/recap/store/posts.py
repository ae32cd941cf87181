"""Posts by way of the store: what stands there is not read again, and what does not is read by all processors."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recap.errors import RecapError
from recap.files import bytes_of, decoded
from recap.reading.options import ReadingOptions, in_language
from recap.store.beside import Beside, alone, processes
from recap.store.database import Store
from recap.store.digest import digest
from recap.store.kept import Kept, Packed, pack, traits_of, whole

if TYPE_CHECKING:
    from recap.document import Document

READS = ("beautifulsoup4", "lxml", "Markdown", "nh3", "Pygments", "pymdown-extensions", "smartypants", "typogrify")
"""What reading depends on beside Recap's own code."""

Step = Callable[[str, int, int], object]
"""Is told of work that takes long: what is done, how much of it is, and of how much."""

_UNSEEN = None, "", None

FEW = 8
"""So many posts are read before several processes have begun: one does it, while this one goes on."""
AT_ONCE = 32
"""So many posts are written to the store at once."""


Stamp = tuple[int, int]
"""Size in bytes and time of change in nanoseconds."""

Text = tuple[Stamp, str]
"""A file as it was found, and a digest of what it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the posts of a site are read."""

    options: ReadingOptions
    formatted_fields: frozenset[str] = frozenset()
    """Names of the front matter that hold Markdown: Pelican's FORMATTED_FIELDS."""


class KeptPosts:
    """The posts of one site."""

    def __init__(self, store: Store, manner: Manner) -> None:
        """Keep in `store` what is read in the manner given."""
        self._store, self._manner = store, manner
        self.reader: Reader | None = None
        """A process that is ready to read; where there is none, one is begun when there is something to read."""
        self._texts: Mapping[str, Text] = {}
        self._ahead: dict[str, tuple[Stamp | None, str, Kept | None]] = {}
        """What was seen ahead: the file's size and time of change, the key, and what the store has."""
        self._coming: dict[str, Iterator[tuple[str, Packed | None]]] = {}
        """Keys of posts that another process is reading, and what it has read."""
        self._base = digest(reads_with(manner.options), repr(sorted(manner.formatted_fields)))

    def read(self, path: str) -> Kept:
        """Return the post at `path`, from the store where it can be; RecapError when the file cannot be read."""
        stamp, _, found = self._ahead.pop(path, _UNSEEN)
        if found and stamp == _stamp(path):
            return found
        data = bytes_of(Path(path))
        key = _key(self._base, path, digest(data))
        kept = self._store.post(key) or self._arrived(key)
        if kept:
            return kept
        document, metadata = _read(path, decoded(Path(path), data), self._manner)
        packed = _packed(document, metadata)
        if packed:
            self._store.keep([(key, packed)])
        # As it is kept it takes little room; its larger parts are fetched when they are asked for.
        return self._store.post(key) or _fresh(key, document, metadata)

    def close(self) -> None:
        """Close the store's file; it is opened again when it is needed."""
        self._store.close()

    def begin(self, texts: Mapping[str, Text] | None = None) -> None:
        """Forget what was seen ahead: a run begins. Digests of texts that are known are not worked out again."""
        self._texts = self._texts if texts is None else texts
        self._ahead.clear()

    def key(self, path: str) -> str:
        """Return what the post at `path` is kept by, as the run first saw it; RecapError if it cannot be read."""
        if path not in self._ahead:
            stamp = _stamp(path)
            known, text = self._texts.get(path, (None, ""))
            if stamp is None or stamp != known:
                text = digest(bytes_of(Path(path)))
            self._ahead[path] = stamp, _key(self._base, path, text), None
        return self._ahead[path][1]

    def read_ahead(
        self,
        paths: Iterable[str],
        jobs: int,
        step: Step = lambda *_: None,
        wanted: Callable[[str, str], bool] = lambda _path, _key: True,
    ) -> None:
        """Put posts into the store that are not there, by as many processes as `jobs`; `step` is told how far.

        Those that are not `wanted`, by path and key, are passed over.
        """
        # Each text is fetched by who reads it: all at once they would take much room.
        missing = [each for each in self._missing(paths, wanted) if each[0] not in self._coming]
        tasks = [(*each, self._base, self._manner) for each in missing]
        if jobs < 2 or not tasks:
            return
        if len(tasks) <= FEW:
            reader, self.reader = self.reader or (Beside(read_packed) if alone() else None), None
            if reader:
                self._coming |= dict.fromkeys((task[0] for task in tasks), reader.results(tasks))
            return
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  (an edit needs none)

        # The first here: the others are read by copies of this process, which has its tables then.
        first = read_packed(tasks[0])
        done = 0
        with ProcessPoolExecutor(min(jobs, len(missing)), mp_context=processes()) as pool:
            for batch in _batches(chain([first], pool.map(read_packed, tasks[1:], chunksize=8)), AT_ONCE):
                self._store.keep((key, packed) for key, packed in batch if packed)
                done += len(batch)
                step("Reading", done, len(tasks))

    def _arrived(self, key: str) -> Kept | None:
        """Return a post that another process reads, once it has; None where none does, or it has a fault."""
        for read, packed in self._coming.pop(key, ()):
            if packed:
                self._store.keep([(read, packed)])
            if read == key:
                break
        return self._store.post(key)

    def _missing(self, paths: Iterable[str], wanted: Callable[[str, str], bool]) -> Iterator[tuple[str, str]]:
        """Yield key and path of the posts that the store has not; those with a fault are met again later."""
        for path in paths:
            try:
                key = self.key(path)
                if not wanted(path, key):
                    continue
                kept = self._store.post(key)
                self._ahead[path] = self._ahead[path][0], key, kept
                if kept is None:
                    yield key, path
            except RecapError:
                continue


def _key(base: str, path: str, text: str) -> str:
    """Return what a post is kept by: what its reading depends on, its path, and a digest of its text."""
    return digest(base, path, text)


def _stamp(path: str) -> Stamp | None:
    try:
        found = os.stat(path)  # noqa: PTH116  (quicker, and there are many)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _read(path: str, text: str, manner: Manner) -> tuple["Document", dict[str, Any]]:
    # Where everything is in the store, nothing of what reads is needed.
    from recap.document import load  # noqa: PLC0415
    from recap.reading.front_html import shown  # noqa: PLC0415

    document = load(path, text, manner.options)
    options = in_language(manner.options, document.recap.lang)
    return document, shown(document.metadata, manner.formatted_fields, options)


def _packed(document: "Document", metadata: Mapping[str, Any]) -> Packed | None:
    """Return a post as it is kept; None where its front matter has a value that cannot be."""
    try:
        return pack(metadata, document.html, document.recap, document.problems, document.warnings)
    except TypeError:
        return None


Task = tuple[str, str, str, Manner]
"""Key and path of a post, what its reading depends on, and how it is read."""


def read_packed(task: Task) -> tuple[str, Packed | None]:
    """Return the key of a post and the post as it is kept; None where it was changed meanwhile, or has a fault."""
    key, path, base, manner = task
    try:
        data = bytes_of(Path(path))
        if _key(base, path, digest(data)) != key:
            return key, None  # it was changed meanwhile
        return key, _packed(*_read(path, decoded(Path(path), data), manner))
    except Exception:  # it is met again, and said, where the post is read by itself
        return key, None


Reader = Beside[Task, tuple[str, Packed | None]]
"""A process that reads posts."""


def read_anyhow(path: str) -> None:
    """Read a post for nothing but to load all that reading needs."""
    with suppress(RecapError):
        key = _key("", path, digest(bytes_of(Path(path))))
        read_packed((key, path, "", Manner(options=ReadingOptions())))


def _fresh(key: str, document: "Document", metadata: Mapping[str, Any]) -> Kept:
    said = (document.problems, document.warnings)
    return whole(key, metadata, traits_of(document.html, document.recap), said, document.recap, document.html)


def _batches(things: Iterable[Any], size: int) -> Iterator[Sequence[Any]]:
    batch: list[Any] = []
    for thing in things:
        batch.append(thing)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def reads_with(options: ReadingOptions) -> str:
    """Return a digest of all that makes of a text what it becomes: options, code, tables, packages, extensions."""
    return digest(repr(options), _reading_code(), *map(_code_of, options.extensions))


@cache
def _reading_code() -> str:
    """Return a digest of the code that reads, its tables, and the packages that it needs: this process has one."""
    package = files("recap")
    own = [Path(str(package / name)) for name in ("document.py", "model.py", "slugs.py", "errors.py")]
    own += sorted(path for path in Path(str(package / "reading")).rglob("*") if path.suffix in {".py", ".toml"})
    return digest(sys.version, *map(_version, READS), *(path.read_bytes() for path in own))


def _code_of(extension: str) -> str:
    """Return a digest of the module of a Markdown extension; one that is named by an entry point has none."""
    with suppress(ImportError, ValueError, OSError):
        spec = find_spec(extension.partition(":")[0])
        return digest(Path(spec.origin).read_bytes()) if spec and spec.origin else ""
    return ""


@cache
def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "" if find_spec(package) is None else "unknown"
