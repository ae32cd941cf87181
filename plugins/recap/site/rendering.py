"""Pages and files that are made later: by all processors at once, or when somebody asks for them."""

import gc
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from ctypes import c_byte
from dataclasses import dataclass
from itertools import islice, takewhile
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

from recap.files import Write
from recap.site.incremental.asked import NOTES, Asked, AskedIndex, Later, answers
from recap.site.incremental.digests import Digests
from recap.site.incremental.outputs import MadeOf, fill

FEW = 12
"""So many files are made before another process has begun."""

PIECES = 1000
"""So many pieces of a page, of some hundred letters, are written at once."""

PARTS = 32
"""A process takes this part of the files that are left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to be made."""

    file: str
    """Its name below the output folder."""
    owner: str
    """What it is, in words."""
    make: Callable[[Write], MadeOf]
    """Writes what is in the file, and returns what it was made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be rendered."""

    template: Any
    own: dict[str, Any]
    """What the template is handed beside what all pages are."""
    common: dict[str, Any]
    """What all pages are handed; contents look there for the site's address as this page has it."""
    index: AskedIndex

    def render(self, write: Write) -> None:
        """Write the page."""
        self._render(self.common | self.own, write)

    def _render(self, context: dict[str, Any], write: Write) -> None:
        if context["localsiteurl"]:
            self.common["localsiteurl"] = context["localsiteurl"]
        try:
            pieces = self.template.generate(context)
            while some := [*islice(pieces, PIECES)]:
                write("".join(some).encode())
        finally:
            if any(isinstance(value, Later) for value in self.own.values()):
                self.index.plain.let_go()

    def noted(self, settled: frozenset[str], digests: Digests, write: Write) -> tuple[str, str, str]:
        """Write the page; return what it asked for, and digests of the answers."""
        context = self.common | self.own
        notes = Asked(context, settled)
        self.index.notebook.page = context[NOTES] = notes
        try:
            self._render(context, write)
        finally:
            self.index.notebook.page = None
        asked = notes.as_text()
        return asked, *answers(asked, context, self.index.plain, digests, notes.found)


def make_all(tasks: Sequence[Task], folder: Path, jobs: int) -> Iterator[tuple[str, MadeOf]]:
    """Make the files of the tasks below `folder`, with as many processes as `jobs`; yield what each was made of.

    Those that failed in another process are not among what is yielded.
    """
    workers = min(jobs, 1 + len(tasks) // FEW)
    if workers < 2 or sys.platform != "linux" or threading.active_count() > 1:
        yield from _made(tasks, folder)
        return
    gc.freeze()  # so that looking for garbage copies no memory that the processes share
    fork = multiprocessing.get_context("fork")
    processes, ends = [], []
    taken, stopped = fork.Value("L", 0), fork.RawValue("b", 0)
    # Ctrl-C is for this process alone: the others are told, so that no file is left half written.
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        for _ in range(workers):
            here, there = fork.Pipe(duplex=False)
            ends.append(here)
            where = {"folder": folder, "end": there, "others": ends}
            processes.append(fork.Process(target=_work, args=(tasks, taken, stopped), kwargs=where))
            processes[-1].start()
            there.close()
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
        yield from _sent(ends)
    finally:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        stopped.value = 1
        for end in ends:
            end.close()  # one that has much to send waits for whoever reads
        for process in processes:
            process.join()
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
    gc.unfreeze()


def _sent(ends: list[Connection]) -> Iterator[tuple[str, MadeOf]]:
    """Yield what the processes send, until all have ended; one that ended before its time has not sent all."""
    while ends:
        for end in wait(ends):
            assert isinstance(end, Connection)
            try:
                yield from end.recv()
            except EOFError:
                ends.remove(end)


def _work(
    tasks: Sequence[Task],
    taken: "Synchronized[int]",
    stopped: c_byte,
    *,
    folder: Path,
    end: Connection,
    others: Sequence[Connection],
) -> None:
    """Make what no process has taken yet; the fewer are left, the fewer at once, so that all end together."""
    for other in others:
        other.close()  # so that it is seen when nobody listens any more
    while not stopped.value:
        with taken.get_lock():
            start = taken.value
            taken.value = start + max(1, (len(tasks) - start) // PARTS)
            mine = tasks[start : taken.value]
        if not mine:
            break
        made = [*takewhile(lambda _: not stopped.value, _made(mine, folder))]
        with suppress(BrokenPipeError):
            end.send(made)
    end.close()


def _made(tasks: Sequence[Task], folder: Path) -> Iterator[tuple[str, MadeOf]]:
    for task in tasks:
        try:
            made_of = fill(folder / task.file, task.make)
        except Exception:  # whoever asked makes it again, and says what is wrong
            continue
        yield task.file, made_of
