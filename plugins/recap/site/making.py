"""Makes files by several processes at once, each a copy of this one."""

import gc
import multiprocessing
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from ctypes import c_byte
from itertools import takewhile
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from recap.site.incremental.outputs import MadeOf, fill
from recap.site.rendering import Task

FEW = 12
"""So many files are made before another process has begun."""

PARTS = 32
"""A process takes this part of the files that are left."""

Made = tuple[str, MadeOf]
"""The name of a file, and what it was made of."""


def make_all(tasks: Sequence[Task], folder: Path, jobs: int) -> Iterator[Made]:
    """Make the files of the tasks below `folder`, with as many processes as `jobs`; yield what each was made of.

    Those that failed are not among what is yielded.
    """
    workers = min(jobs, 1 + len(tasks) // FEW)
    if workers < 2 or sys.platform != "linux" or threading.active_count() > 1:
        yield from _made(tasks, folder)
        return
    gc.freeze()  # so that looking for garbage copies no memory that the processes share
    yield from _by_copies(_Left(tasks), folder, workers)
    gc.unfreeze()


def _by_copies(left: "_Left", folder: Path, workers: int) -> Iterator[Made]:
    """Begin the processes, and yield what they send; whatever happens here, none of them goes on without it."""
    fork = multiprocessing.get_context("fork")
    processes: list[ForkProcess] = []
    ends: list[Connection] = []
    try:
        with _undisturbed():  # which the processes remain: they are told, so that no file is left half written
            for _ in range(workers):
                here, there = fork.Pipe(duplex=False)
                ends.append(here)
                processes.append(fork.Process(target=_work, args=(left, folder, there, ends)))
                processes[-1].start()
                there.close()
        yield from _sent(ends)
    finally:
        with _undisturbed():
            left.stopped.value = 1
            for end in ends:
                end.close()  # one that has much to send waits for whoever reads
            for process in processes:
                process.join()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait meanwhile."""
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def _sent(ends: list[Connection]) -> Iterator[Made]:
    """Yield what the processes send, until all have ended; one that ended before its time has not sent all."""
    while ends:
        for end in wait(ends):
            assert isinstance(end, Connection)
            try:
                yield from end.recv()
            except EOFError:
                ends.remove(end)


class _Left:
    """The tasks that no process has taken yet."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        fork = multiprocessing.get_context("fork")
        self._tasks = tasks
        self._taken: Synchronized[int] = fork.Value("L", 0)
        self.stopped: c_byte = fork.RawValue("b", 0)
        """Whether none is to be taken any more."""

    def take(self) -> Sequence[Task]:
        """Return some of them; the fewer are left, the fewer at once, so that all processes end together."""
        with self._taken.get_lock():
            start = self._taken.value
            end = self._taken.value = start + max(1, (len(self._tasks) - start) // PARTS)
        return () if self.stopped.value else self._tasks[start:end]


def _work(left: _Left, folder: Path, there: Connection, others: Sequence[Connection]) -> None:
    for other in others:
        other.close()  # so that it is seen when nobody listens any more
    while tasks := left.take():
        made = [*takewhile(lambda _: not left.stopped.value, _made(tasks, folder))]
        with suppress(BrokenPipeError):
            there.send(made)
    there.close()


def _made(tasks: Sequence[Task], folder: Path) -> Iterator[Made]:
    for task in tasks:
        try:
            made_of = fill(folder / task.file, task.make)
        except Exception:  # whoever asked makes it again, and says what is wrong
            continue
        yield task.file, made_of
