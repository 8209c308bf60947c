"""Parameters and their defaults; secrets are not in the card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..client.facts import value_text
from ..client.parameter_text import file_text, whole_text
from ..client.parameters import RunParameter, parameters_of, read_run_parameters
from ..client.secrets import MASK
from ..client.task import TaskContext, before_end
from ..page.blocks import Block, paragraph, table
from ..wire.by_name import read_names
from ..wire.mappings import read_mapping
from ..wire.text import cap_text
from ._task_heights import parameters_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import ParametersArguments
    from ..wire.nodes import NamedValue

MAX_SHOWN = 500
MAX_READ = 10_000
MAX_TEXTS = 200_000
"""Characters of whole values in one card."""
MAX_CELL = 1000
HINT = 'Parameters({"max_depth": 8}, defaults={"max_depth": 6})'


class Parameters(Component):
    """List parameters by name: what is not the default stands out, and secrets are not shown.

    Parameters
    ----------
    parameters : mapping
        Name to value; at most 500.
    defaults : mapping, optional
        Name to default; a parameter that is not in it is not compared.
    show : iterable of str, optional
        Names that are shown although they look like secrets.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> Parameters(
    ...     {"max_depth": 8, "seed": 17, "api_key": "sk-1234"},
    ...     defaults={"max_depth": 6, "seed": 17},
    ... )
    """

    type = "parameters"
    frame = staticmethod(parameters_frame)

    def __init__(
        self,
        parameters: Mapping[str, Any],
        *,
        defaults: Mapping[str, Any] | None = None,
        show: Iterable[str] = (),
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[ParametersArguments]) -> None: ...

    @classmethod
    @before_end
    def from_task(cls, context: TaskContext, *, show: Iterable[str] = ()) -> Parameters:
        """The parameters of the task's run, with their defaults.

        Parameters
        ----------
        context : TaskContext
            The task, as its card sees it.
        show : iterable of str, optional
            Names that are shown although they look like secrets.
        """

        def read() -> list[RunParameter]:
            known = context.known_artifacts
            return read_run_parameters(context.task, context.flow, artifacts=known)

        return cls.made_of({"parameters": read}, show=show)

    @staticmethod
    def read_parameters(parameters: Any) -> list[RunParameter]:
        pairs = read_mapping(parameters, "parameters", MAX_READ, hint=HINT)
        return parameters_of(pairs[: MAX_SHOWN + 1])

    @staticmethod
    def read_defaults(defaults: Any) -> dict[str, Any] | None:
        if defaults is None:
            return None
        pairs = read_mapping(defaults, "defaults", MAX_READ, hint=HINT)
        return {one.name: one.value for one in parameters_of(pairs)}

    read_show = staticmethod(lambda value: read_names(value, "show"))

    def compose(
        self,
        notes: list[str],
        *,
        parameters: list[RunParameter],
        defaults: dict[str, Any] | None,
        show: frozenset[str],
    ) -> dict[str, Any]:
        if defaults is not None:
            parameters = [one.beside(defaults) for one in parameters]
        if len(parameters) > MAX_SHOWN:
            notes.append(f"The first {MAX_SHOWN} parameters are shown.")
        listed = [_named_value(one, show) for one in parameters[:MAX_SHOWN]]
        _limit_texts(listed, notes)
        compared = any(one.has_default for one in parameters)
        return {"parameters": listed, **({"compared": True} if compared else {})}

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        if not node["parameters"]:
            return paragraph("No parameters.")
        rows = [
            [one["name"], "secret, not in this card" if one.get("secret") else _value_cell(one),
             one.get("default", "")]
            for one in node["parameters"]
        ]  # fmt: skip
        if not node.get("compared"):
            return table(["Parameter", "Value"], [row[:2] for row in rows])
        return table(["Parameter", "Value", "Default, where it differs"], rows)


def _named_value(one: RunParameter, show: frozenset[str]) -> NamedValue:
    name = cap_text(one.name, 200)
    if one.text is not None:
        return {"name": name, "value": one.text}
    if one.file is not None:
        line, beginning = file_text(one.name, one.file, show)
        included: NamedValue = {"name": name, "value": line}
        if beginning is not None:
            included["text"] = beginning
        return included
    text = value_text(one.name, one.value, show)
    if text == MASK:
        return {"name": name, "value": MASK, "secret": True}
    made: NamedValue = {"name": name, "value": text}
    whole = whole_text(one.name, one.value, show)
    if whole is not None:
        made["text"] = whole
    if one.differs:
        made["default"] = value_text(one.name, one.default, show)
    return made


def _limit_texts(listed: list[NamedValue], notes: list[str]) -> None:
    left, dropped = MAX_TEXTS, 0
    for one in listed:
        left -= len(one.get("text", ""))
        if left < 0 and "text" in one:
            del one["text"]
            dropped += 1
    if dropped:
        notes.append(f"{dropped:,} more values are too long to be shown whole.")


def _value_cell(one: Mapping[str, Any]) -> str:
    """A value and what it holds, in one line."""
    if "text" not in one:
        return str(one["value"])
    text = cap_text(" ".join(one["text"].split()), MAX_CELL)
    return text if text.startswith("{") else f"{one['value']}: {text}"
