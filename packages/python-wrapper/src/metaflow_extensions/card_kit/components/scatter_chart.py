"""Points by two values, and their color and size by others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from ..page.blocks import Block, paragraph, table
from ..statistics.point_data import Points, read_points
from ..wire.columns import decode, encode
from ..wire.format import format_place
from ..wire.options import read_format
from ..wire.rules import read_choice, texts_of
from ._chart import Chart
from .base import Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import ScatterChartArguments

SCALES = ("linear", "log", "symlog", "time")


class ScatterChart(Chart):
    """Show points: predicted and true values, the trials of a search, an embedding.

    Parameters
    ----------
    data : DataFrame, mapping of columns, list of mappings or array, optional
        What the other arguments name columns of; a list of pairs is x and y. None where they hold
        the values themselves.
    x : str or sequence, optional
        Column of numbers, dates, moments or names; the first column of numbers when not given.
    y : str or sequence, optional
        Column of numbers; the next one when not given.
    color : str or sequence, optional
        Column of the color: names, or numbers for a ramp. Whole numbers of up to eight kinds are
        names.
    size : str or sequence, optional
        Column of numbers that the areas of the points are as large as.
    label : str or sequence, optional
        Column of names, which stand beside the points where there is room.
    x_label : str, optional
        Title of the x axis; the name of its column when not given.
    y_label : str, optional
        Title of the y axis; the name of its column when not given.
    color_label : str, optional
        Title of the color; the name of its column when not given.
    size_label : str, optional
        Title of the size; the name of its column when not given.
    x_scale : {"linear", "log", "symlog", "time"}, optional
        How x is spaced; moments are on a time scale by themselves.
    y_scale : {"linear", "log", "symlog"}, optional
        How y is spaced.
    rules : number, mapping or list of them, optional
        Reference lines: ``0.9``, ``{"y": 0.9, "label": "target"}``, ``{"x": 47}``.
    diagonal : bool
        Whether the line is drawn where x and y are equal.
    format : str, optional
        d3-format specifier of the values of both axes.
    title : str, optional
        Heading above the component.
    caption : str, optional
        A sentence or two below the component.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Notes
    -----
    At most 100,000 points are in a card; of more, every so many, and the outermost.

    Examples
    --------
    >>> ScatterChart({"true": [1.0, 2.0, 3.0], "predicted": [1.2, 1.9, 3.1]},
    ...              x="true", y="predicted", diagonal=True, title="Predicted and true")
    """

    type = "scatter_chart"

    def __init__(
        self,
        data: Any = None,
        x: str | Sequence[Any] | None = None,
        y: str | Sequence[Any] | None = None,
        color: str | Sequence[Any] | None = None,
        *,
        size: str | Sequence[Any] | None = None,
        label: str | Sequence[Any] | None = None,
        x_label: str | None = None,
        y_label: str | None = None,
        color_label: str | None = None,
        size_label: str | None = None,
        x_scale: Literal["linear", "log", "symlog", "time"] | None = None,
        y_scale: Literal["linear", "log", "symlog"] | None = None,
        rules: Any = None,
        diagonal: bool = False,
        format: str | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[ScatterChartArguments]) -> None: ...

    channels = ("data", "x", "y", "color", "size", "label")
    read_points = staticmethod(read_points)

    def compose(
        self,
        notes: list[str],
        *,
        points: Points,
        x_scale: Any = None,
        y_scale: Any = None,
        rules: Any = None,
        diagonal: Any = False,
        format: Any = None,
        **labels: Any,
    ) -> dict[str, Any]:
        columns = [encode(name, values) for name, values in points.columns.items()]
        names = {
            f"{name}_label": labels.get(f"{name}_label") or points.labels.get(name) or None
            for name in ("x", "y", "color", "size")
        }
        scales = {
            "x_scale": read_choice("x_scale", x_scale, SCALES, notes),
            "y_scale": read_choice("y_scale", y_scale, SCALES[:3], notes),
        }
        texts = texts_of(**names, format=read_format(format, None, notes))
        node: dict[str, Any] = {"columns": columns, **texts}
        node.update({name: scale for name, scale in scales.items() if scale is not None})
        node["diagonal"] = bool(diagonal)
        if points.x_names is not None:
            node["x_names"] = points.x_names
        if points.color_names is not None:
            node["color_names"] = points.color_names
        if rules:
            node["rules"] = rules
        if len(points.columns["x"]) < points.total:
            node["total"] = points.total
        return node

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        columns = {column["name"]: column for column in node["columns"]}
        total = node.get("total", columns["x"]["shape"][0])
        if not total:
            return paragraph("No points.")
        rows = []
        for name in ("x", "y", "size"):
            values = [v for v in decode(columns[name]) if v is not None] if name in columns else []
            if name == "x" and "x_names" in node:
                continue
            known = [v for v in values if not isinstance(v, str) or v[:1].isdigit()]
            if known:
                ends = map(format_place, (min(known), max(known)))
                rows.append([node.get(f"{name}_label", name), len(known), *ends])
        return table(["Column", "Values", "Smallest", "Largest"], rows, caption=f"{total:,} points")
