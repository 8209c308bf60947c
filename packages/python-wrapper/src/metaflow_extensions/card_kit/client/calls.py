"""How much a reading through Metaflow's client may cost: in calls, in seconds, in parallel."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

MAX_WORKERS = 16

T = TypeVar("T")
Item = TypeVar("Item")


class BudgetError(Exception):
    """A reading would have cost more than it may."""


class Budget:
    """What a reading may cost. Every question to the client is spent here before it is asked.

    Parameters
    ----------
    calls : int
        Requests to the metadata service; a request for a list is one.
    seconds : float
        From now on.
    """

    def __init__(self, calls: int, seconds: float) -> None:
        self.calls = calls
        self.spent = 0
        self.deadline = time.monotonic() + seconds
        self._lock = threading.Lock()

    @property
    def seconds(self) -> float:
        """What is left of the time."""
        return max(self.deadline - time.monotonic(), 0.0)

    @property
    def left(self) -> int:
        """What is left of the calls: none when the time is over."""
        return max(self.calls - self.spent, 0) if self.seconds > 0 else 0

    def spend(self, calls: int = 1) -> None:
        """Take calls from the budget.

        Raises
        ------
        BudgetError
            When there are not as many left; then nothing is taken.
        """
        with self._lock:
            if self.seconds <= 0:
                raise BudgetError("the time was over")
            if self.spent + calls > self.calls:
                raise BudgetError(f"it may ask for {self.calls:,} things at most")
            self.spent += calls


class Unread:
    """In the place of what was not read in time."""


UNREAD = Unread()


class Failure(Generic[T]):
    """In the place of what could not be read: why."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def read_in_parallel(
    read: Callable[[Item], T], items: Iterable[Item], seconds: float, workers: int = MAX_WORKERS
) -> list[T | Failure[T] | Unread]:
    """Read many things at a time, in the order given, until the time is over.

    The threads are daemons: a request that hangs keeps neither this call nor the end of the
    process waiting.

    Returns
    -------
    list
        For each item what `read` returned, a `Failure`, or `UNREAD`.
    """
    todo = list(items)
    results: list[Any] = [UNREAD] * len(todo)
    deadline = time.monotonic() + seconds
    lock = threading.Lock()
    over = threading.Event()
    position, done = 0, 0

    def work() -> None:
        nonlocal position, done
        while True:
            with lock:
                if position >= len(todo) or over.is_set() or time.monotonic() > deadline:
                    return
                index = position
                position += 1
            result: Any
            try:
                result = read(todo[index])
            except Exception as error:
                result = Failure(error)
            with lock:
                if not over.is_set():
                    results[index] = result
                done += 1
                if done == len(todo):
                    over.set()

    threads = [
        threading.Thread(target=work, daemon=True, name=f"card-kit-reader-{count}")
        for count in range(min(workers, len(todo)))
    ]
    for thread in threads:
        thread.start()
    if threads:
        over.wait(max(deadline - time.monotonic(), 0))
    with lock:
        over.set()
        return list(results)
