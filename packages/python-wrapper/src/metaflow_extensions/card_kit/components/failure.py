"""What failed, where, and the calls that led there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..client.exceptions import parse_traceback
from ..client.task_failure import TaskFailure, describe_failure, failure_of
from ..errors import InputError, NoData
from ..page.blocks import Block, paragraph, preformatted
from ..wire.scalars import is_instance
from ..wire.text import cap_text, describe
from ..wire.weights import take_items
from ._task_heights import failure_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import FailureArguments

MAX_REMARKS = 10


class Failure(Component):
    """Show an exception: what it says, the line that raised it, and the calls that led there.

    Calls within libraries are folded. A file is shown by its base name, or within its library.

    Parameters
    ----------
    exception : BaseException or str
        An exception that was caught, or a traceback as Python prints it.
    remarks : list of str, optional
        Sentences on why it happened, and on what comes next.
    title : str, optional
        Name of the panel for readers who do not see it.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; all of it when not given.

    Examples
    --------
    >>> Failure(MemoryError("unable to allocate 3.93 GiB"), remarks=["The task had 8 GB."])
    """

    type = "failure"
    frame = staticmethod(failure_frame)

    def __init__(
        self,
        exception: BaseException | str,
        *,
        remarks: Iterable[str] | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[FailureArguments]) -> None: ...

    @classmethod
    def of_failure(cls, failure: TaskFailure) -> Failure:
        """A failure that was read already.

        Parameters
        ----------
        failure : TaskFailure
            As `client.task_failure.describe_failure` gives it.
        """
        return cls.made_of({"exception": lambda: failure}, remarks=failure.remarks or None)

    @staticmethod
    def read_exception(exception: Any) -> TaskFailure:
        if exception is None:
            raise NoData("Nothing has failed.")
        found = failure_of(exception) if is_instance(exception, BaseException) else None
        if found is None and is_instance(exception, str) and exception.strip():
            found = describe_failure(parse_traceback(exception))
        if found is None:
            raise InputError(
                f"exception is {describe(exception)}; it must be an exception, or a traceback.",
                "Failure(error)  # in `except Exception as error:`",
            )
        return found

    @staticmethod
    def read_remarks(remarks: Any) -> list[str]:
        if remarks is None:
            return []
        if is_instance(remarks, str):
            return [cap_text(remarks, 500)]
        try:
            listed = take_items(remarks, MAX_REMARKS, "remarks", None)
        except TypeError:
            raise InputError(
                f"remarks is {describe(remarks)}; it must be text, or a list of texts."
            ) from None
        return [cap_text(remark, 500) for remark in listed]

    def compose(
        self, notes: list[str], *, exception: TaskFailure, remarks: list[str]
    ) -> dict[str, Any]:
        found = exception.exception
        node: dict[str, Any] = {
            "kind": found.kind,
            "message": found.message,
            "lead": exception.lead,
            "frames": [
                {
                    "file": frame.file,
                    "line": frame.line,
                    "function": frame.function,
                    **({"source": frame.source} if frame.source else {}),
                    **({} if frame.library is None else {"library": frame.library}),
                }
                for frame in found.frames
            ],
            "traceback": found.traceback,
        }
        if exception.excerpt is not None:
            node["excerpt"] = exception.excerpt
        if found.causes:
            node["causes"] = found.causes
        if remarks:
            node["remarks"] = remarks
        return node

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        message = f": {node['message']}" if node["message"] else ""
        found = paragraph(f"{node['lead']}. {node['kind']}{message}")
        for cause in node.get("causes", ()):
            found += paragraph(f"Caused by {cause}")
        for remark in node.get("remarks", ()):
            found += paragraph(remark)
        return found + preformatted("\n".join(node["traceback"].splitlines()[-40:]))
