"""The source of a step: its lines, their numbers, and the base name of the file; never a path."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..wire.text import cap_text
from .secret_code import mask_code

MAX_LINES = 400
MAX_LINE = 500
MAX_FILE_BYTES = 2_000_000


@dataclass
class StepSource:
    """Lines of a step.

    Attributes
    ----------
    file : str
        Base name of the file.
    first : int
        Number of the first line.
    lines : list of str
        Without line ends, and with what looks like a secret masked.
    total : int
        How many lines the step has.
    """

    file: str
    first: int
    lines: list[str]
    total: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def last(self) -> int:
        """Number of the last line of the step."""
        return self.first + self.total - 1


def read_step_source(flow: Any, graph: Any, step: str) -> StepSource:
    """The source of a step, decorators included.

    Parameters
    ----------
    flow : FlowSpec
        As Metaflow hands it to a card; None where there is none.
    graph : mapping
        As Metaflow hands it to a card: where there is no flow, it says the file and the line.
    step : str

    Raises
    ------
    InputError
        When it cannot be read here; says why.
    """
    try:
        function = inspect.unwrap(getattr(flow, step))
        file = inspect.getsourcefile(function)
        lines, first = inspect.getsourcelines(function)
    except Exception:
        file, lines, first = _read_by_graph(graph, step)
    whole = [line.rstrip("\r\n") for line in lines]
    shown = [cap_text(line, MAX_LINE) for line in mask_code(whole)[:MAX_LINES]]
    return StepSource(cap_text(Path(str(file)).name, 200), first, shown, len(lines))


def _read_by_graph(graph: Any, step: str) -> tuple[str, list[str], int]:
    info = graph.get(step) if isinstance(graph, Mapping) else None
    file = info.get("source_file") if isinstance(info, Mapping) else None
    if not isinstance(file, str):
        raise InputError("The source of this step is not here: the flow was not given.")
    name = Path(file).name
    try:
        if Path(file).stat().st_size > MAX_FILE_BYTES:
            raise InputError(f"{name} was not read: it is larger than 2 MB.")
        text = Path(file).read_text(encoding="utf-8", errors="replace")
        tree = ast.parse(text)
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(f"{name} could not be read here: {type(error).__name__}.") from None
    lines = text.splitlines()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == step and node.decorator_list:
            first = min(deco.lineno for deco in node.decorator_list)
            if first <= info.get("line", first) <= (node.end_lineno or first):  # type: ignore[union-attr]
                return file, lines[first - 1 : node.end_lineno], first
    raise InputError(f"{name} has no step {step} where the graph says.")
