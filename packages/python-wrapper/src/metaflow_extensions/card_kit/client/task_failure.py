"""What a card says of a failure: the exception, where it was raised, and the source around it."""

from __future__ import annotations

import linecache
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..wire.durations import duration_text
from ..wire.text import cap_text
from .artifacts import load_artifact
from .exceptions import TaskException, exception_of
from .secret_code import mask_code
from .step_source import StepSource
from .task_log import TaskLog

MAX_BYTES = 2_000_000
LINES_BEFORE, LINES_AFTER = 6, 1
STDERR_LINES, CODE_LINES = 8, 20
OF_RUNTIME = ("Task failed.",)
"""What Metaflow writes into the log of a task whose process ended with an error."""
_EXIT_CODE = re.compile(
    r"\bexit(?:ed)?\b[^\n]{0,40}?\b(?:code|status)\D{0,3}(\d{1,3})\b", re.IGNORECASE
)
OF_METAFLOW = ("_exception", "_catch_exception")


@dataclass
class TaskFailure:
    """An exception and its surroundings.

    Attributes
    ----------
    exception : TaskException
    lead : str
        When and where: ``Failed after 1m 14s, at line 96 of flow.py``.
    excerpt : dict or None
        ``file``, ``first``, ``lines`` and ``failed`` of the source around the line that failed.
    remarks : list of str
        Sentences on why, and on what comes next.
    """

    exception: TaskException
    lead: str
    excerpt: dict[str, Any] | None = None
    remarks: list[str] = field(default_factory=list)


def task_exception(artifacts: Mapping[str, Any]) -> TaskException | None:
    """The exception that a task raised, also one that ``@catch`` kept.

    Parameters
    ----------
    artifacts : mapping of str to artifact
        Metaflow's own included.
    """
    for name in OF_METAFLOW:
        if name not in artifacts:
            continue
        try:
            value = load_artifact(artifacts[name], MAX_BYTES)
        except Exception:  # a class that cannot be loaded here
            continue
        found = exception_of(value, caught=name == "_catch_exception")
        if found is not None:
            return found
    return None


def exit_failure(log: TaskLog, seconds: float | None = None) -> TaskFailure:
    """Of a task that failed and stored no exception: what is known of its end.

    Parameters
    ----------
    log : TaskLog
        Its last lines, and an exit code among them.
    seconds : float, optional
        How long the attempt took.
    """
    after = "" if seconds is None else f" after {duration_text(seconds)}"
    exception = TaskException("It ended without an exception", "")
    failure = TaskFailure(exception, f"Failed{after}")
    failure.remarks.append(
        "The process ended before the step did, and nothing has said why: sys.exit and os._exit do "
        "so, a kill, or a lack of memory."
    )
    lines = [(at, line) for at, line in enumerate(log.lines) if line.stream == "stderr"]
    for _, line in reversed(lines[-CODE_LINES:]):
        code = _EXIT_CODE.search(line.text)
        if code is not None:
            failure.remarks.append(f"Its log says exit code {code[1]}.")
            break
    shown = [line.text for _, line in lines if line.text.strip() not in OF_RUNTIME]
    if shown:
        exception.traceback = "\n".join(shown[-STDERR_LINES:])
        first = max(len(shown) - STDERR_LINES, 0) + 1
        failure.excerpt = {
            "file": "the end of stderr",
            "first": first,
            "lines": [cap_text(line, 500) for line in shown[-STDERR_LINES:]],
        }
    else:
        failure.remarks.append("It has printed nothing to stderr.")
    return failure


def ended_by_log(log: TaskLog) -> bool:
    """Whether Metaflow has written at the end of a log that the task failed."""
    last = [line.text.strip() for line in log.lines if line.stream == "stderr"][-CODE_LINES:]
    return any(text in OF_RUNTIME for text in last)


def describe_failure(
    exception: TaskException, source: StepSource | None = None, seconds: float | None = None
) -> TaskFailure:
    """The exception with its place in the source of its step."""
    own = exception.own_frame
    word = "Caught" if exception.caught else "Failed"
    after = "" if seconds is None else f" after {duration_text(seconds)}"
    at = "" if own is None else f", at line {own.line:,} of {own.file}"
    failure = TaskFailure(exception, f"{word}{after}{at}")
    if source is not None:
        failure.excerpt = _excerpt_of_step(exception, source)
    if failure.excerpt is None and own is not None and own.source:
        failure.excerpt = {
            "file": own.file, "first": own.line, "lines": [own.source], "failed": own.line,
        }  # fmt: skip
    return failure


def _excerpt_of_step(exception: TaskException, source: StepSource) -> dict[str, Any] | None:
    """The innermost line of the step itself; the exception may have been raised further down."""
    for frame in reversed(exception.frames):
        at = frame.line - source.first
        if frame.library is None and frame.file == source.file and 0 <= at < len(source.lines):
            first = max(0, at - LINES_BEFORE)
            return {
                "file": source.file,
                "first": source.first + first,
                "lines": source.lines[first : at + LINES_AFTER + 1],
                "failed": frame.line,
            }
    return None


def failure_of(error: BaseException) -> TaskFailure | None:
    """An exception at hand, with the lines of its source as far as they can be read here."""
    found = exception_of(error)
    if found is None:
        return None
    failure = describe_failure(found)
    trace, place = error.__traceback__, None
    while trace is not None:
        if found.own_frame is not None and trace.tb_lineno == found.own_frame.line:
            place = trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    own = found.own_frame
    lines = linecache.getlines(place) if place is not None else []
    if own is not None and own.line <= len(lines):
        first = max(1, own.line - LINES_BEFORE)
        shown = lines[first - 1 : own.line + LINES_AFTER]
        failure.excerpt = {
            "file": own.file,
            "first": first,
            "lines": mask_code([cap_text(line.rstrip(), 500) for line in shown]),
            "failed": own.line,
        }
    return failure
