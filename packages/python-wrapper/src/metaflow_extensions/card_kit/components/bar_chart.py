"""Bars by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from ..page.blocks import Block, paragraph, table
from ..statistics.bar_data import Bars, read_bars
from ..wire.columns import decode, encode
from ..wire.format import format_number
from ..wire.options import read_format
from ..wire.rules import read_choice, texts_of
from ..wire.text import label
from ._chart import Chart
from .base import Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import BarChartArguments

SCALES = ("linear", "log", "symlog")
STACKS = (True, False, "normalize")


class BarChart(Chart):
    """Show bars by name: importances, counts by class, scores by fold.

    Parameters
    ----------
    data : DataFrame, mapping of columns, list of mappings, array or list of numbers, optional
        What the other arguments name columns of; a number for each name, as of a ``Counter``, is a
        bar each. None where they hold the values themselves.
    x : str or sequence, optional
        Column of what the bars stand for; the frame's index, or the rows' numbers, when not given.
        Values of equal names are added.
    y : str, list of str, sequence of number or mapping of names to sequences, optional
        Column of the values, or several for a series each; every column of numbers when not given.
    color : str or sequence, optional
        Column that splits the rows into series.
    sort : str, optional
        ``"y"`` or ``"x"``, or the name of their column, with ``-`` in front for the largest first;
        as given when not given.
    horizontal : bool, optional
        Whether bars are level; as it fits the names and the width when not given.
    stack : bool or "normalize"
        Whether series are stacked, stand side by side, or are shares of a whole.
    x_label : str, optional
        Title of what the bars stand for; the name of its column when not given.
    y_label : str, optional
        Title of the values.
    y_scale : {"linear", "log", "symlog"}, optional
        How values are spaced.
    rules : number, mapping or list of them, optional
        Reference lines across the bars: ``0.9``, ``{"y": 0.9, "label": "target"}``.
    format : str, optional
        d3-format specifier of the values.
    unit : str, optional
        Unit of the values.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Notes
    -----
    At most 1,000 bars of 50 series are in a card: the largest.

    Examples
    --------
    >>> BarChart({"tickets": 0.187, "plan": 0.121, "seats": 0.051}, title="Feature importance")

    >>> BarChart({"fold": [1, 2, 3], "train": [0.97, 0.96, 0.98], "valid": [0.91, 0.93, 0.9]},
    ...          x="fold", stack=False)
    """

    type = "bar_chart"

    def __init__(
        self,
        data: Any = None,
        x: str | Sequence[Any] | None = None,
        y: str | Sequence[Any] | Mapping[str, Sequence[Any]] | None = None,
        color: str | Sequence[Any] | None = None,
        *,
        sort: str | None = None,
        horizontal: bool | None = None,
        stack: bool | Literal["normalize"] = True,
        x_label: str | None = None,
        y_label: str | None = None,
        y_scale: Literal["linear", "log", "symlog"] | None = None,
        rules: Any = None,
        format: str | None = None,
        unit: str | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[BarChartArguments]) -> None: ...

    channels = ("data", "x", "y", "color", "sort")
    options = ("sort",)
    read_points = staticmethod(read_bars)

    def compose(
        self,
        notes: list[str],
        *,
        points: Bars,
        horizontal: Any = None,
        stack: Any = True,
        x_label: Any = None,
        y_label: Any = None,
        y_scale: Any = None,
        rules: Any = None,
        format: Any = None,
        unit: Any = None,
        **_: Any,
    ) -> dict[str, Any]:
        bars = points
        columns = [encode("names", bars.places)]
        series = []
        for at, (name, values) in enumerate(bars.series.items()):
            columns.append(encode(f"y{at}", values))
            series.append({"name": name, "y": f"y{at}"})
        if bars.left_out:
            notes.append(f"{bars.left_out:,} values of further series are left out.")
        node: dict[str, Any] = {
            "columns": columns,
            "names": "names",
            "series": series,
            "stack": read_choice("stack", stack, STACKS, notes, default=True),
            **texts_of(x_label=x_label or bars.label or None, y_label=y_label),
            **texts_of(format=read_format(format, None, notes), unit=unit),
        }
        scale = read_choice("y_scale", y_scale, SCALES, notes)
        if scale is not None:
            node["y_scale"] = scale
        if horizontal is not None:
            node["horizontal"] = bool(horizontal)
        if rules:
            node["rules"] = rules
        if bars.merged:
            node["merged"] = bars.merged
        if len(bars.places) < bars.total:
            node["total"] = bars.total
        return node

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        names, *values = map(decode, node["columns"])
        if not names:
            return paragraph("No bars.")
        heads = [node.get("x_label", "Name"), *(one["name"] for one in node["series"])]
        rows = ([label(name), *map(format_number, row)] for name, *row in zip(names, *values))
        return table(heads, rows, total=node.get("total", len(names)))
