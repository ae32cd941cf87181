"""Posts by way of the store: what stands there is not read again, and what does not is read by all processors."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
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
from recap.store.kept import Kept, Packed, facts_of, pack, whole

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
        self._ahead: dict[str, tuple[tuple[int, int] | None, str, Kept | None]] = {}
        """What was seen ahead: the file's time of change and size, the key, and what the store has."""
        self._coming: dict[str, Iterator[tuple[str, Packed | None]]] = {}
        """Keys of posts that another process is reading, and what it has read."""
        self._base = digest(reads_with(manner.options), repr(sorted(manner.formatted_fields)))

    def read(self, path: str) -> Kept:
        """Return the post at `path`, from the store where it can be; RecapError when the file cannot be read."""
        stamp, _, found = self._ahead.pop(path, _UNSEEN)
        if found and stamp == _stamp(path):
            return found
        data = bytes_of(Path(path))
        key = self._key(path, data)
        kept = self._store.post(key) or self._arrived(key)
        if kept:
            return kept
        document, metadata = _read(path, decoded(Path(path), data), self._manner)
        packed = _packed(document, metadata)
        if packed:
            self._store.keep([(key, packed)])
        return _fresh(key, document, metadata)

    def key(self, path: str) -> str:
        """Return what the post at `path` is kept by as it is now; RecapError when the file cannot be read."""
        seen, key, _ = self._ahead.get(path, _UNSEEN)
        stamp = _stamp(path)
        if stamp is None or stamp != seen:
            key = self._key(path, bytes_of(Path(path)))
            self._ahead[path] = stamp, key, None
        return key

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
        missing = [each for each in self._missing(paths, wanted) if each[0] not in self._coming]
        tasks = [(key, path, text, self._manner) for key, path, text in missing]
        if jobs < 2 or not tasks:
            return
        if len(tasks) <= FEW:
            if alone():
                self._coming |= dict.fromkeys((task[0] for task in tasks), Beside(_read_packed, tasks).results())
            return
        # The first here: the others are read by copies of this process, which has its tables then.
        first = _read_packed(tasks[0])
        done = 0
        with ProcessPoolExecutor(min(jobs, len(missing)), mp_context=processes()) as pool:
            for batch in _batches(chain([first], pool.map(_read_packed, tasks[1:], chunksize=8)), AT_ONCE):
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

    def _missing(self, paths: Iterable[str], wanted: Callable[[str, str], bool]) -> Iterator[tuple[str, str, str]]:
        """Yield key, path and text of the posts that the store has not; those with a fault are met again later."""
        for path in paths:
            try:
                key = self.key(path)
                if not wanted(path, key):
                    continue
                kept = self._store.post(key)
                self._ahead[path] = _stamp(path), key, kept
                if kept is None:
                    yield key, path, decoded(Path(path), bytes_of(Path(path)))
            except RecapError:
                continue

    def _key(self, path: str, data: bytes) -> str:
        return digest(self._base, path, data)


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116  (quicker, and there are many)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


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


def _read_packed(task: tuple[str, str, str, Manner]) -> tuple[str, Packed | None]:
    key, path, text, manner = task
    try:
        return key, _packed(*_read(path, text, manner))
    except Exception:  # it is met again, and said, where the post is read by itself
        return key, None


def _fresh(key: str, document: "Document", metadata: Mapping[str, Any]) -> Kept:
    said = (document.problems, document.warnings)
    return whole(key, metadata, facts_of(document.html, document.recap), said, document.recap, document.html)


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


def _reading_code() -> str:
    """Return a digest of the code that reads, its tables, and the packages that it needs."""
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


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "" if find_spec(package) is None else "unknown"
