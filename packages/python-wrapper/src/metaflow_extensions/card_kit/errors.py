"""What may go wrong, and how it is said: on the card, and in the log a bounded number of times."""

from __future__ import annotations

import re
import sys
from contextlib import suppress


class InputError(Exception):
    """What was given cannot be shown. The message is for the reader of the card.

    Parameters
    ----------
    message : str
        Names the argument and what was found: ``counts has 3 rows for 2 labels``.
    hint : str, optional
        What to write instead, as code.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class NoData(InputError):
    """There is nothing to show yet: the card waits in quiet, and the log says nothing."""


class Log:
    """Lines in the task's log: each kind once, then how many there were at every power of ten.

    Messages that differ in their numbers and quoted values only are of one kind. Beyond
    `MAX_KINDS` kinds they are counted only, so that neither log nor memory grows with the run.
    """

    MAX_KINDS = 12
    _VALUES = re.compile(r"'[^']*'|\"[^\"]*\"|\d+")

    def __init__(self) -> None:
        self._kinds: set[tuple[str, str]] = set()
        self._count = 0

    def say(self, where: str, message: str) -> None:
        kind = (where, self._VALUES.sub("#", message[:500]))
        is_new = kind not in self._kinds and len(self._kinds) < self.MAX_KINDS
        self._count += 1
        if is_new:
            self._kinds.add(kind)
            self._print(f"{where}: {message}")
        elif _is_power_of_ten(self._count):
            is_one = len(self._kinds) == 1
            words = "times so far" if is_one else "problems so far, of which this is the last"
            self._print(f"{where}: {self._count:,} {words}: {message}")

    @staticmethod
    def _print(line: str) -> None:
        with suppress(OSError, ValueError):  # a closed log is no reason to fail
            print(f"[metaflow-card-kit] {line}", file=sys.stderr)


def _is_power_of_ten(count: int) -> bool:
    while count % 10 == 0:
        count //= 10
    return count == 1


LOG = Log()
