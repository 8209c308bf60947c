"""Lines over numbers, dates or names, which can grow while a step runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from ..errors import LOG
from ..page.blocks import Block, paragraph, table
from ..statistics.line_data import read_lines
from ..statistics.lines import Lines
from ..wire.format import format_number
from ..wire.mappings import read_mapping
from ..wire.options import read_format
from ..wire.rules import read_choice, texts_of
from ..wire.scalars import is_instance, length_of
from ..wire.tables import MAX_COLUMNS
from ..wire.text import cap_text
from ._chart import Chart
from .base import Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import LineChartArguments

SCALES = ("linear", "log", "symlog", "time")
CURVES = ("linear", "step", "step-before", "step-after")
_MAX_NOTES = 5


class LineChart(Chart):
    """Show lines: losses by epoch, curves, series in time.

    Parameters
    ----------
    data : DataFrame, mapping of columns, list of mappings, array or list of numbers, optional
        What the other arguments name columns of; a list of numbers is one line, and so is a number
        for each place, as ``{1: 0.9, 2: 0.5}``. None where they hold the values themselves, or name
        the columns of what `append` brings.
    x : str or sequence, optional
        Column of the places: numbers, dates, moments or names; the rows are counted from 0, or
        have the names of the frame's index, when not given.
    y : str, list of str, sequence of number or mapping of names to sequences, optional
        Column of the values, or several for a line each; every column of numbers when not given.
        None and NaN are gaps.
    color : str or sequence, optional
        Column that splits the rows: a line for each of its values.
    lower : str, list of str or sequence, optional
        Column of the lower ends of a band around each line.
    upper : str, list of str or sequence, optional
        Column of the upper ends.
    x_label : str, optional
        Title of the x axis; the name of its column when not given.
    y_label : str, optional
        Title of the y axis.
    x_scale : {"linear", "log", "symlog", "time"}, optional
        How places are spaced; moments are on a time scale by themselves.
    y_scale : {"linear", "log", "symlog"}, optional
        How values are spaced. ``"symlog"`` is logarithmic on both sides of 0.
    curve : {"linear", "step", "step-before", "step-after"}, optional
        How points are joined.
    rules : number, mapping or list of them, optional
        Reference lines: ``0.9``, ``{"y": 0.9, "label": "target"}``, ``{"x": 47}``.
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
    Lines are sorted by their places. At most 100,000 rows, 400,000 points and 200 lines are in a
    card; of more rows, the smallest and the largest value of each stretch, and its gaps.

    Examples
    --------
    >>> LineChart({"epoch": [1, 2, 3], "train": [0.9, 0.5, 0.4], "valid": [0.9, 0.6, 0.5]},
    ...           x="epoch", y_label="loss", title="Loss by epoch")

    >>> chart = LineChart(x="step", y="loss", rules={"y": 0.3, "label": "target"})
    >>> chart.append(step=1, loss=0.93)
    """

    type = "line_chart"

    def __init__(
        self,
        data: Any = None,
        x: str | Sequence[Any] | None = None,
        y: str | Sequence[Any] | Mapping[str, Sequence[Any]] | None = None,
        color: str | Sequence[Any] | None = None,
        *,
        lower: str | Sequence[Any] | None = None,
        upper: str | Sequence[Any] | None = None,
        x_label: str | None = None,
        y_label: str | None = None,
        x_scale: Literal["linear", "log", "symlog", "time"] | None = None,
        y_scale: Literal["linear", "log", "symlog"] | None = None,
        curve: Literal["linear", "step", "step-before", "step-after"] | None = None,
        rules: Any = None,
        format: str | None = None,
        unit: str | None = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[LineChartArguments]) -> None: ...

    channels = ("data", "x", "y", "color", "lower", "upper")
    read_points = staticmethod(read_lines)

    def append(self, data: Any = None, /, **columns: Any) -> None:
        """Add points behind those that are there.

        Takes a row or rows, with the columns that the constructor names: a mapping of a value, or
        a list of values, for each column, a DataFrame, or the columns as keywords. Nothing is
        packed before the card asks for it, and a refresh sends no more than some thousand points,
        however many there are. Data that cannot be read are left out, and the card says so.

        Parameters
        ----------
        data : DataFrame, mapping or list of mappings, optional
            The new rows.
        **columns
            A value, or a list of values, for each column.
        """
        given = columns if data is None else data
        try:
            lines = self._points
            x = self._named.get("x")
            if type(given) is dict and x is not None and lines.append_row(given, x):
                self._stale = True
                return
            if is_instance(given, Mapping):
                pairs = read_mapping(given, "data", MAX_COLUMNS)
                given = {name: _as_column(values) for name, values in pairs}
            lines.extend(read_lines(given, **self._names_for(given)))
        except Exception as error:  # the user's task goes on, whatever happened here
            message = f"append: {cap_text(error, 300)}"
            LOG.say(type(self).__name__, message)
            if message not in self._failed and len(self._failed) < _MAX_NOTES:
                self._failed.append(message)
        self._stale = True

    @property
    def node(self) -> dict[str, Any]:
        if self._stale:
            self._stale = False
            self._show(self._values, self._failures)
        return super().node

    @property
    def live_node(self) -> dict[str, Any]:
        node = self.node
        latest = self._points.latest() if node["type"] == self.type else None
        return node if latest is None else {**node, "columns": latest[0], "series": latest[1]}

    def compose(
        self,
        notes: list[str],
        *,
        points: Lines,
        x_label: Any = None,
        y_label: Any = None,
        x_scale: Any = None,
        y_scale: Any = None,
        curve: Any = None,
        rules: Any = None,
        format: Any = None,
        unit: Any = None,
        **_: Any,
    ) -> dict[str, Any]:
        lines = points
        columns, series = lines.columns()
        labels = texts_of(
            x_label=x_label or lines.label or None, y_label=y_label or lines.values or None
        )
        choices = {
            "x_scale": read_choice("x_scale", x_scale, SCALES, notes),
            "y_scale": read_choice("y_scale", y_scale, SCALES[:3], notes),
            "curve": read_choice("curve", curve, CURVES, notes),
        }
        if lines.left_out:
            shown = sum(len(group.lines) for group in lines.groups)
            notes.append(f"The first {shown:,} of {shown + lines.left_out:,} lines are shown.")
        notes += self._failed
        node: dict[str, Any] = {"columns": columns, "series": series, **labels}
        node.update({name: word for name, word in choices.items() if word is not None})
        node.update(texts_of(format=read_format(format, None, notes), unit=unit))
        if rules:
            node["rules"] = rules
        if lines.names:
            node["x_names"] = list(lines.names)
        if lines.kept < lines.total:
            node["total"] = lines.total
        if lines.appended:
            node["revision"] = lines.revision
        return node

    def _start(self) -> None:
        super()._start()
        self._failed: list[str] = []
        self._stale = False

    @property
    def _points(self) -> Lines:
        """The lines; those that could not be read are none."""
        lines: Lines = self._values.setdefault("points", Lines("number", []))
        return lines

    def _names_for(self, given: Any) -> dict[str, Any]:
        """The columns of appended rows: as the constructor named them, or as its arguments."""
        names = dict(self._named)
        if is_instance(given, Mapping):
            for argument in ("x", "y"):
                if argument not in names and argument in given:
                    names[argument] = argument
        return names

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        if not node["series"]:
            return paragraph("No points.")
        facts = ("count", "first", "last", "low", "high")
        heads = ["Line", "Points", "First", "Last", "Smallest", "Largest"]
        rows = [
            [line["name"], *(format_number(line.get(fact)) for fact in facts)]
            for line in node["series"]
        ]
        return table(heads, rows)


def _as_column(values: Any) -> Any:
    """A value alone is a column of one."""
    return [values] if length_of(values) is None or isinstance(values, (str, bytes)) else values
