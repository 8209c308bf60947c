"""The first frame of a log: its lines, those alike folded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..page.heights import Heights, lines_of, panel, widths_of

_MONO = 7.23
_LOG, _FOLD, _SEARCHED = 420, 24, 8
_LOG_ESCAPE = re.compile(r"\x1b\[[\d;:]*m")
_LOG_ERROR = re.compile(
    r"(?:^|[\s\[(|:<])(?:ERROR|CRITICAL|FATAL|PANIC)\b|^(?:\w+\.)*\w*(?:Error|Exception)\b(?:: |$)"
    r"|^Traceback \(most recent|(?:^|[\s\[|])(?:error|fatal)[:\]]"
)
_WARNING = re.compile(
    r"(?:^|[\s\[(|:<])WARN(?:ING)?\b|\b\w*Warning: |(?:^|[\s\[|])warn(?:ing)?[:\]]"
)
_LOG_HEAD = re.compile(
    r"(?:\[?(?:(\d{4}-\d\d-\d\d)[T ])?(\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)"
    r"\]?(?:\s+(?:[-|]\s+)?|$))?(?:\[?(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)"
    r"\]?(?::\s*|\s+(?:[-|]\s+)?|$))?"
)
_NUMBER = re.compile(r"[-+]?\d[\d.,:]*(?:e[-+]?\d+)?%?", re.IGNORECASE)
_LOG_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_ALIKE = 6


def log_frame(node: dict[str, Any]) -> tuple[int, Heights | None]:
    """Of lines, those alike folded, up to where they scroll."""
    lines = [_LOG_ESCAPE.sub("", line) for line in node["text"].split("\n")]
    parts = _folded(lines, set(node.get("stderr", ())))
    levels = list(map(_level_of, lines))
    errors, warnings = levels.count("error"), levels.count("warn")
    many = len(lines) + node.get("left_out", 0) > _SEARCHED
    named = many and "title" in node
    heads = [_LOG_HEAD.match(line) for line in lines]
    dates = {head[1] for head in heads if head and head[1]}
    dated = len(dates) > 1 or (len(dates) == 1 and (not named or "subtitle" in node))
    times = [len(head[2]) for head in heads if head and head[2]]
    words = [len(head[3].replace("WARNING", "WARN")) for head in heads if head and head[3]]
    words += [5] * bool(errors) + [4] * bool(warnings)
    columns = sum(_MONO * (max(found) + 1) + 6 for found in (times, words) if found)
    columns += _MONO * 11 * (dated and bool(times))

    def lines_in(line: str, width: float) -> int:
        if width <= 440 or not columns:
            return lines_of(line, width - 12 * bool(columns), _MONO)
        head = _LOG_HEAD.match(line)
        return lines_of(line[head.end() if head else 0 :], width - columns, _MONO)

    def height(width: float) -> float:
        total = 0
        for part in parts:
            total += _FOLD if part is None else 2 + 18 * lines_in(part, width)
            if total > _LOG:
                return _LOG + 12.0
        return total + 12.0

    content = Heights(*map(height, widths_of()))
    counts = f" {errors} errors" * bool(errors) + f" {warnings} warnings" * bool(warnings)
    if node.get("stderr"):
        content += 35
    return 12, panel(
        node,
        content,
        subtitle=f"{len(lines):,} lines" + ", 2026-11-26" * (len(dates) == 1) if named else "",
        bare=False,
        flush=True,
        counts=counts,
        search=len(lines) > _SEARCHED,
    )


def _level_of(line: str) -> str:
    head = _LOG_HEAD.match(line)
    starts = line[:300], line[head.end() : 300] if head else ""
    if any(map(_LOG_ERROR.search, starts)):
        return "error"
    return "warn" if any(map(_WARNING.search, starts)) else ""


def _folded(lines: Sequence[str], stderr: set[int]) -> list[str | None]:
    """The lines that are seen, and a fold where there is none; see ``log/folds.ts``."""
    found: list[str | None] = []
    alike: list[str] = []
    last = ""

    def end() -> None:
        folded = len(alike) >= _FEWEST_ALIKE
        found.extend([alike[0], None, alike[-1]] if folded else alike)
        alike.clear()

    for at, line in enumerate(lines):
        shape = _shape_of(line)
        if not shape or shape != last or (at in stderr) != (at - 1 in stderr):
            end()
        alike.append(line)
        last = shape
    end()
    return found


def _shape_of(line: str) -> str:
    start = line[:300]
    if not line.strip() or _level_of(line):
        return ""
    words = re.sub(" +", " ", _NUMBER.sub("0", start))
    return words if len(_LOG_WORD.findall(words)) > 1 else line
