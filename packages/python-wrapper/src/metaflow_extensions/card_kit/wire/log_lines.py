"""Lines of a log, of which the first and the last are kept."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedIOBase, IOBase, RawIOBase
from itertools import islice
from typing import Any

from ..errors import InputError
from .arrays import read_values
from .scalars import is_instance, shape_of
from .text import cap_text, clean_text, describe

FIRST, LAST = 100, 900
MAX_LINE = 2_000
MAX_GIVEN = 5_000_000
MAX_PARTS, CHUNK = 1_000_000, 10_000
MAX_READ = 1_000_000_000
"""Characters of all parts together, which may share one text or never end."""
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?")


class ErrorLine(str):
    """A line of the standard error stream."""


class LogLines:
    """Lines as they come; memory does not grow with them."""

    def __init__(self) -> None:
        self.first: list[str] = []
        self.last: deque[str] = deque(maxlen=LAST)
        self.total = 0

    @property
    def left_out(self) -> int:
        """How many lines are in neither."""
        return self.total - len(self.first) - len(self.last)

    def extend(self, text: Any) -> None:
        """Add the lines of a text, or of each text of an iterable."""
        if text is None:
            return
        if is_instance(text, (bytes, bytearray)):
            self._add_text(bytes(text[-MAX_GIVEN:]).decode("utf-8", "replace"))
        elif is_instance(text, str):
            self._add_text(text)
        elif is_instance(text, Iterable) and not is_instance(text, Mapping):
            try:
                self._add_parts(_bounded(_lines_of(text)))
            except InputError:
                raise
            except Exception as error:
                raise InputError(
                    f"text is {describe(text)}, whose lines cannot be read: "
                    f"{type(error).__name__}: {cap_text(error, 300)}."
                ) from None
        else:
            raise InputError(f"text is {describe(text)}; it must be text, or lines of it.")

    def _add_parts(self, parts: Iterator[Any]) -> None:
        """Read the parts that are shown; of the others their lines are counted."""
        parts, waiting = islice(parts, MAX_PARTS), list[Any]()
        for part in parts:
            self._add_text(part if is_instance(part, str) else cap_text(part))
            if len(self.first) == FIRST:
                break
        while chunk := list(islice(parts, CHUNK)):
            waiting += chunk
            self.total += sum(map(_count_lines, waiting[:-LAST]))
            del waiting[:-LAST]
        for part in waiting:
            self._add_text(part if is_instance(part, str) else cap_text(part))

    def _add_text(self, text: str) -> None:
        if text == "":
            return
        kind = type(text)
        end = str.__len__(text) - str.endswith(text, "\n")
        start = 0
        for _ in range(FIRST):
            stop = str.find(text, "\n", start, end)
            if stop < 0:
                break
            self._add_line(text[start:stop], kind)
            start = stop + 1
        # of the others the last are found from behind, and those between are counted
        ends = [end]
        while len(ends) <= LAST and (before := str.rfind(text, "\n", start, ends[-1])) >= 0:
            ends.append(before)
        if len(ends) > LAST:
            self.skip(str.count(text, "\n", start, ends[-1]) + 1)
            starts = [stop + 1 for stop in reversed(ends[1:])]
        else:
            starts = [start, *(stop + 1 for stop in reversed(ends[1:]))]
        for first, stop in zip(starts, reversed(ends[: len(starts)])):
            self._add_line(text[first:stop], kind)

    def skip(self, lines: int) -> None:
        """Count lines that are not here: those between the first and the last."""
        self.total += lines

    def _add_line(self, line: str, kind: type[str]) -> None:
        # A progress bar writes over itself: what it wrote last is what stands there.
        line = str.rstrip(line, "\r")
        written = line[str.rfind(line, "\r") + 1 :]
        shown = clean_text(written[:MAX_LINE])
        if len(written) > MAX_LINE:
            shown += f"… ({len(written) - MAX_LINE:,} characters more)"
        shown = ErrorLine(shown) if kind is ErrorLine else shown
        self.total += 1
        if len(self.first) < FIRST:
            self.first.append(shown)
        else:
            self.last.append(shown)


def _bounded(parts: Iterator[Any]) -> Iterator[Any]:
    size = 0
    for part in parts:
        size += len(part) if type(part) is str else 1
        if size > MAX_READ:
            raise InputError(
                f"text has more than {MAX_READ:,} characters, or never ends; give it the last ones."
            )
        yield part


def _lines_of(text: Any) -> Iterator[Any]:
    """The parts of an iterable; of a file as much of a line as one may be long."""
    if shape_of(text) is not None:
        return iter(read_values(text, "text", MAX_PARTS, what="one line for each item"))
    if not is_instance(text, IOBase):
        return iter(text)
    end = b"" if is_instance(text, (RawIOBase, BufferedIOBase)) else ""
    return iter(lambda: text.readline(CHUNK), end)


def _count_lines(part: Any) -> int:
    if type(part) is not str:
        return 1
    return part.count("\n") + (not part.endswith("\n")) if part else 0


def plain_line(line: str) -> str:
    """A line without colors."""
    return _ESCAPE.sub("", line)
