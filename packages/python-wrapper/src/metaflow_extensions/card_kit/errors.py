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
    """Lines in the task's log: each kind once, then how often at every power of ten.

    Messages that differ in their numbers and quoted values only are of one kind. Beyond
    `MAX_KINDS` kinds nothing more is printed, so that neither log nor memory grows with the run.
    """

    MAX_KINDS = 12
    _VALUES = re.compile(r"'[^']*'|\"[^\"]*\"|\d+")

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], int] = {}

    def say(self, where: str, message: str) -> None:
        kind = (where, self._VALUES.sub("#", message[:500]))
        count = self._counts.get(kind, 0) + 1
        if count == 1:
            if len(self._counts) >= self.MAX_KINDS:
                return
            self._print(f"{where}: {message}")
        elif _is_power_of_ten(count):
            self._print(f"{where}: {count:,} times so far: {message}")
        self._counts[kind] = count

    @staticmethod
    def _print(line: str) -> None:
        with suppress(OSError, ValueError):  # a closed log is no reason to fail
            print(f"[metaflow-card-kit] {line}", file=sys.stderr)


def _is_power_of_ten(count: int) -> bool:
    while count % 10 == 0:
        count //= 10
    return count == 1


LOG = Log()
