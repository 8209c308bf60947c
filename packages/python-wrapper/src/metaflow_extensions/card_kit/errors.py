"""What may go wrong, and how it is said: on the card, and once in the log."""

from __future__ import annotations

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


def say(where: str, message: str) -> None:
    """One line in the task's log."""
    with suppress(OSError, ValueError):  # a closed log is no reason to fail
        print(f"[metaflow-card-kit] {where}: {message}", file=sys.stderr)
