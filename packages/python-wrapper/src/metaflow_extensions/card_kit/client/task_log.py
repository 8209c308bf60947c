"""What a task printed: lines of both streams in their order in time, as many as a card keeps."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timezone
from itertools import islice
from typing import Any

from ..wire.text import cap_text
from .artifacts import bytes_text
from .calls import Budget, BudgetError, Failure, Unread, read_in_parallel
from .secrets import mask

STREAMS = ("stdout", "stderr")
FIRST, LAST = 100, 900
MAX_LINE = 2000
MAX_BYTES = 20_000_000
SECONDS = 5.0


@dataclass
class LogLine:
    """A line as it was printed; ``moment`` is ISO 8601 in UTC, or None where nobody noted it."""

    text: str
    stream: str
    moment: str | None = None


@dataclass
class TaskLog:
    """The log of one attempt.

    Attributes
    ----------
    lines : list of LogLine
        The first 100 and the last 900 where there are more.
    total : int
        How many lines there are.
    gap : int
        How many lines are left out, behind the first 100.
    unread : list of str
        What was not read, a sentence each.
    command : str
        The command that prints the whole log.
    """

    lines: list[LogLine] = field(default_factory=list)
    total: int = 0
    gap: int = 0
    unread: list[str] = field(default_factory=list)
    command: str = ""


def read_task_log(
    task: Any,
    file: str = "flow.py",
    budget: Budget | None = None,
    metadata: list[Any] | None = None,
) -> TaskLog:
    """The log of a task. Never raises: what could not be read is said.

    One call for the metadata, and one for each stream; at most 5 seconds. A stream of more than
    20 MB is not read. A task on this machine has no stored log before it has ended.

    Parameters
    ----------
    task : metaflow.Task
    file : str, optional
        Base name of the flow's file, for the command.
    budget : Budget, optional
        Instead of 3 calls and 5 seconds.
    metadata : list of Metadata, optional
        Of the task, where they have been read already.
    """
    budget = budget or Budget(3, SECONDS)
    log = TaskLog(command=_log_command(task, file))
    try:
        budget.spend()
        record = task.metadata_dict if metadata is None else _latest_values(metadata)
    except Exception as error:
        log.unread.append(f"The log was not read: {_log_reason(error)}.")
        return log
    read = read_in_parallel(
        lambda stream: _read_stream(task, stream, record, budget), STREAMS, budget.seconds
    )
    found: list[LogLine] = []
    for stream, result in zip(STREAMS, read):
        if isinstance(result, Unread):
            log.unread.append(f"{stream} was not read: the time was over.")
        elif isinstance(result, Failure):
            log.unread.append(f"{stream} was not read: {_log_reason(result.error)}.")
        else:
            lines, gap = result
            found += lines
            log.total += len(lines) + gap
    found.sort(key=lambda line: line.moment or "")
    log.gap = log.total - len(found)
    if len(found) > FIRST + LAST:
        log.gap += len(found) - FIRST - LAST
        found = [*found[:FIRST], *found[-LAST:]]
    log.lines = found
    return log


def _latest_values(metadata: list[Any]) -> dict[str, Any]:
    """Name to its newest value, as Metaflow makes it of the same metadata."""
    return {one.name: one.value for one in sorted(metadata, key=lambda one: one.created_at)}


def _log_command(task: Any, file: str) -> str:
    parts = str(getattr(task, "pathspec", "")).split("/")
    return f"python {file} logs {'/'.join(parts[1:])}" if len(parts) == 4 else ""


def _log_reason(error: Exception) -> str:
    if isinstance(error, BudgetError):
        return str(error)
    return f"{type(error).__name__}: {cap_text(error, 200).rstrip('.')}"


def _read_stream(task: Any, stream: str, record: Any, budget: Budget) -> tuple[list[LogLine], int]:
    """The first and the last lines of a stream, and how many are between them."""
    size = None
    with suppress(Exception):  # an older Metaflow
        size = task._log_size(stream, record)
    if isinstance(size, int) and size > MAX_BYTES:
        raise ValueError(f"it has {bytes_text(size)}, the limit is {bytes_text(MAX_BYTES)}")
    budget.spend()
    lines = iter(task.loglines(stream, meta_dict=record))
    first = [_log_line(line, stream) for line in islice(lines, FIRST)]
    last: deque[Any] = deque(maxlen=LAST)
    rest = 0
    for line in lines:
        last.append(line)
        rest += 1
    found = [*first, *(_log_line(line, stream) for line in last)]
    if len(found) == 1 and found[0].moment is None and not found[0].text:
        return [], 0  # what Metaflow gives where nothing is stored
    return found, rest - len(last)


def _log_line(line: tuple[Any, Any], stream: str) -> LogLine:
    moment, text = line
    shown = mask(None, cap_text(text, MAX_LINE))
    if not isinstance(moment, datetime):
        return LogLine(shown, stream)
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=timezone.utc)
    return LogLine(shown, stream, moment.isoformat(timespec="milliseconds"))
