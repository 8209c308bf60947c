"""Code with line numbers."""

from __future__ import annotations

import inspect
import textwrap
from typing import TYPE_CHECKING, Any

from ..errors import InputError, NoData
from ..page.blocks import Block, paragraph, preformatted
from ..wire.numbers import number
from ..wire.scalars import is_instance
from ..wire.text import cap_text, clean_text, describe
from ._part_heights import code_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import CodeArguments
    from ..wire.nodes import CodeFields

MAX_CHARACTERS = 200_000


class Code(Component):
    """Show code with line numbers; Python, JSON and YAML with their words apart.

    Parameters
    ----------
    code : str, function or class
        The code, at most 200,000 characters; of a function or a class, its source.
    language : str
        Name of the language.
    first_line : int
        Number of the first line.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> Code("def double(x): return 2 * x", first_line=84, title="The step")
    """

    type = "code"
    frame = staticmethod(code_frame)

    def __init__(
        self,
        code: Any,
        *,
        language: str = "python",
        first_line: int = 1,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[CodeArguments]) -> None: ...

    @staticmethod
    def read_code(code: Any) -> tuple[str, int]:
        """The code, and how many characters of it are left out."""
        if code is None:
            raise NoData("No code yet.")
        if is_instance(code, str):
            whole = str.__str__(code)
        else:
            try:
                whole = textwrap.dedent(inspect.getsource(code))
            except (TypeError, OSError):
                raise InputError(
                    f"code is {describe(code)}, whose source cannot be read; it must be text, a "
                    "function or a class."
                ) from None
        shown = clean_text(whole[:MAX_CHARACTERS]).replace("\r\n", "\n")
        return shown.strip("\n"), max(0, len(whole) - MAX_CHARACTERS)

    def compose(
        self, notes: list[str], *, code: tuple[str, int], language: Any, first_line: Any
    ) -> CodeFields:
        shown, left_out = code
        if left_out:
            notes.append(f"{left_out:,} characters more are left out.")
        node: CodeFields = {"code": shown}
        if language != "python":
            node["language"] = cap_text("" if language is None else language, 40)
        if first_line != 1:
            try:
                found = number(first_line)
            except TypeError:
                found = None
            if isinstance(found, int) and found >= 0:
                node["first_line"] = found
            else:
                notes.append(f"first_line is {describe(first_line)} and is ignored.")
        return node

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        return preformatted(node["code"]) if node["code"] else paragraph("No code.")
