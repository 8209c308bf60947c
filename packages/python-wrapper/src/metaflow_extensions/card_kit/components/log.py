"""Lines of a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import NoData
from ..page.blocks import Block, preformatted
from ..wire.log_lines import FIRST, ErrorLine, LogLines, plain_line
from ._log_heights import log_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..client.task_log import TaskLog
    from ..wire.arguments import LogArguments
    from ..wire.nodes import LogFields

MAX_SUMMARY = 4_000_000
"""More than the lines that are kept have."""


class Log(Component):
    """Show lines of a log: the last ones in sight, levels and ANSI colors apart, to be searched.

    Six lines or more in a row that differ only in their numbers are folded between the first and
    the last of them; a search looks into folds too.

    Parameters
    ----------
    text : str, bytes or iterable of str, optional
        The log; the first 100 and the last 900 lines are kept, each of at most 2,000 characters.
        Without one, `append` brings the lines.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> log = Log(title="Training")
    >>> log.append("2026-11-23 14:05:31 WARNING nps: 31% missing")
    >>> Log(["14:05:21 INFO start", "14:05:40 ERROR refused: 503"], title="Log")
    """

    type = "log"
    frame = staticmethod(log_frame)

    def __init__(
        self,
        text: Any = "",
        *,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[LogArguments]) -> None: ...

    @classmethod
    def of_task_log(cls, log: TaskLog) -> Log:
        """A log that was read already.

        Parameters
        ----------
        log : TaskLog
            As `client.task_log.read_task_log` gives it.
        """
        lines = LogLines()
        for at, line in enumerate(log.lines):
            if at == FIRST:
                lines.skip(log.gap)
            text = f"{line.moment[11:19]} {line.text}" if line.moment else line.text
            lines.extend(ErrorLine(text) if line.stream == "stderr" else text)
        return cls.made_of({"text": lambda: lines})

    @staticmethod
    def read_text(text: Any) -> LogLines:
        lines = LogLines()
        lines.extend(text)
        return lines

    def append(self, text: Any) -> None:
        """Add lines behind those that are there; call ``current.card.refresh()`` afterwards.

        Parameters
        ----------
        text : str, bytes or iterable of str
            The lines; what does not end a line is one too.
        """
        try:
            self._values.setdefault("text", LogLines()).extend(text)
        except Exception as error:  # the user's task goes on, whatever happened here
            self._values["text"].extend(f"<{type(error).__name__} in append>")
        self._stale = True

    @property
    def node(self) -> dict[str, Any]:
        if self._stale:
            self._stale = False
            self._show(self._values, {})
        return super().node

    def compose(self, notes: list[str], *, text: LogLines) -> LogFields:
        if not text.total:
            raise NoData("No lines yet.")
        lines = [*text.first, *text.last]
        node: LogFields = {"text": "\n".join(lines)}
        if text.left_out:
            node["left_out"] = text.left_out
        errors: list[float] = [at for at, line in enumerate(lines) if isinstance(line, ErrorLine)]
        if errors:
            node["stderr"] = errors
        return node

    def _start(self) -> None:
        super()._start()
        self._stale = False

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        lines = list(map(plain_line, node["text"].split("\n")))
        if node.get("left_out"):
            lines.insert(100, f"({node['left_out']:,} lines left out)")
        return preformatted("\n".join(filter(str.strip, lines)), MAX_SUMMARY)
