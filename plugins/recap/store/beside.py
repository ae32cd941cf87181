"""Work that another process does while this one goes on."""

import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def alone() -> bool:
    """Whether this process can be copied as it is: what it has read need not be read again."""
    return sys.platform == "linux" and threading.active_count() == 1


def processes() -> BaseContext:
    """Return how processes are begun: as copies of this one where that is safe."""
    return multiprocessing.get_context("fork" if alone() else "spawn")


class Beside(Generic[Task, Result]):
    """A copy of this process, which works tasks off in their order; only where this one is `alone`."""

    def __init__(self, work: Callable[[Task], Result], tasks: Sequence[Task]) -> None:
        """Begin with the tasks at once; `work` must raise nothing."""
        context = multiprocessing.get_context("fork")
        self._here, there = context.Pipe(duplex=False)
        self._left = len(tasks)
        self._process = context.Process(target=_work, args=(work, tasks, there), daemon=True)
        self._process.start()
        there.close()

    def results(self) -> Iterator[Result]:
        """Yield what comes of the tasks, waiting for it; fewer than there are tasks if the process ended early."""
        while self._left:
            self._left -= 1
            try:
                yield self._here.recv()
            except EOFError:
                self._left = 0
        self._process.join()


def _work(work: Callable[[Task], Result], tasks: Sequence[Task], there: Connection) -> None:
    for task in tasks:
        there.send(work(task))
    there.close()
