"""How often values fall into each of some intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from ..page.blocks import Block, paragraph, table
from ..statistics.histogram_data import Bins, read_bins
from ..wire.columns import decode, encode
from ..wire.format import format_number, format_place
from ..wire.options import read_format
from ..wire.rules import read_choice, texts_of
from ._chart import Chart
from .base import Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import HistogramArguments

SCALES = ("linear", "log", "symlog")


class Histogram(Chart):
    """Show how often values fall into each of some intervals.

    Parameters
    ----------
    data : DataFrame, mapping of columns, list of mappings, array or list of numbers, optional
        What the other arguments name columns of; a list of numbers is what is counted.
    x : str or sequence, optional
        Column of numbers, dates or moments that are counted.
    color : str or sequence, optional
        Column that splits the values into groups.
    bins : {"auto", "fd", "sturges"}, int or list of number
        How many bins there are, or their edges. ``"fd"`` is the rule of Freedman and Diaconis,
        at most 100; ``"auto"`` follows it, but few whole numbers have a bin each.
    weights : str or sequence, optional
        Column of what each value counts, instead of 1.
    normalize : {"count", "share", "density"}
        What a bar is: a count or a sum of weights, a share of its group, or a density, whose bars
        have an area of 1 together.
    stack : bool
        Whether groups are stacked; else they are drawn over each other.
    x_label : str, optional
        Title of the values; the name of their column when not given.
    y_label : str, optional
        Title of the bars; what they count when not given.
    x_scale : {"linear", "log"}, optional
        How values are spaced, and where bins are equally wide.
    y_scale : {"linear", "log", "symlog"}, optional
        How bars are spaced.
    rules : number, mapping or list of them, optional
        Reference lines at values: ``0.5``, ``{"x": 0.5, "label": "threshold"}``.
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
    Bins are half-open, but for the last one, as those of ``numpy.histogram``. At most 1,000,000
    values are counted, of 20 groups.

    Examples
    --------
    >>> Histogram([0.1, 0.4, 0.35, 0.8, 0.75], bins=4, title="Scores")

    >>> Histogram({"score": [0.1, 0.7, 0.4, 0.9], "churned": ["no", "yes", "no", "yes"]},
    ...           x="score", color="churned", bins=[0, 0.5, 1])
    """

    type = "histogram"

    def __init__(
        self,
        data: Any = None,
        x: str | Sequence[Any] | None = None,
        color: str | Sequence[Any] | None = None,
        *,
        bins: str | int | Sequence[float] = "auto",
        weights: str | Sequence[float] | None = None,
        normalize: Literal["count", "share", "density"] = "count",
        stack: bool = True,
        x_label: str | None = None,
        y_label: str | None = None,
        x_scale: Literal["linear", "log"] | None = None,
        y_scale: Literal["linear", "log", "symlog"] | None = None,
        rules: Any = None,
        format: str | None = None,
        unit: str | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[HistogramArguments]) -> None: ...

    channels = ("data", "x", "color", "bins", "weights", "x_scale", "normalize")
    options = ("bins", "x_scale", "normalize")
    rule_axis = "x"
    read_points = staticmethod(read_bins)

    def compose(
        self,
        notes: list[str],
        *,
        points: Bins,
        stack: Any = True,
        x_label: Any = None,
        y_label: Any = None,
        y_scale: Any = None,
        rules: Any = None,
        format: Any = None,
        unit: Any = None,
        **_: Any,
    ) -> dict[str, Any]:
        series = [
            {"name": name, "y": f"y{at}", "count": points.counts[name]}
            for at, name in enumerate(points.groups)
        ]
        bars = [encode(f"y{at}", values) for at, values in enumerate(points.groups.values())]
        notes += points.notes
        node: dict[str, Any] = {
            "columns": [encode("edges", points.edges), *bars],
            "series": series,
            "normalize": points.normalize,
            "stack": bool(stack),
            **texts_of(x_label=x_label or points.label or None, y_label=y_label),
            **texts_of(format=read_format(format, None, notes), unit=unit),
        }
        scale = read_choice("y_scale", y_scale, SCALES, notes)
        facts = {
            "x_scale": "log" if points.log else None,
            "y_scale": scale,
            "rules": rules or None,
            "weighted": points.weighted or None,
            "missing": points.missing or None,
            "outside": points.outside or None,
        }
        node.update({name: fact for name, fact in facts.items() if fact is not None})
        return node

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        edges, *bars = map(decode, node["columns"])
        if len(edges) < 2:
            return paragraph("No values.")
        several = len(node["series"]) > 1
        names = [one["name"] if several else node["normalize"] for one in node["series"]]
        rows = (
            [format_place(low), format_place(high), *map(format_number, row)]
            for low, high, *row in zip(edges, edges[1:], *bars)
        )
        return table(["From", "To", *names], rows, total=len(edges) - 1)
