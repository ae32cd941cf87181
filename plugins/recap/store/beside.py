"""Work that another process does while this one goes on."""

import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from signal import SIG_IGN, SIGINT, signal
from typing import Generic, TypeVar

Given = TypeVar("Given")
Result = TypeVar("Result")


def alone() -> bool:
    """Whether this process can be copied as it is: what it has read need not be read again."""
    return sys.platform == "linux" and threading.active_count() == 1


def processes() -> BaseContext:
    """Return how processes are begun: as copies of this one where that is safe."""
    return multiprocessing.get_context("fork" if alone() else "spawn")


class Beside(Generic[Given, Result]):
    """A copy of this process that works off one row of tasks; only where this one is `alone`."""

    def __init__(self, work: Callable[[Given], Result], first: Callable[[], object] = lambda: None) -> None:
        """Begin; `work` must raise nothing, and `first` is done before it, while there are no tasks yet."""
        context = multiprocessing.get_context("fork")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(work, first, there, self._here), daemon=True)
        self._process.start()
        there.close()

    def results(self, tasks: Sequence[Given]) -> Iterator[Result]:
        """Hand over the tasks, and return what comes of them in their order, waited for one by one.

        It is less where the process ends early.
        """
        self._here.send(tasks)
        return self._received(len(tasks))

    def _received(self, number: int) -> Iterator[Result]:
        for _ in range(number):
            try:
                yield self._here.recv()
            except EOFError:
                break
        self._here.close()
        self._process.join()


def _serve(
    work: Callable[[Given], Result], first: Callable[[], object], there: Connection, other: Connection
) -> None:
    signal(SIGINT, SIG_IGN)  # Ctrl-C is for the one who gives tasks; this one ends when nobody listens
    other.close()  # so that the end of the one who would give tasks is seen
    if not there.poll():
        first()
    try:
        for task in there.recv():
            there.send(work(task))
    except (EOFError, OSError):  # nobody wants them any more
        there.close()
