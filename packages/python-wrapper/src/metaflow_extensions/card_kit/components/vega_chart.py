"""A chart from a Vega-Lite or Vega specification."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..errors import InputError, NoData
from ..page.blocks import MAX_ROWS, Block, paragraph, row_limit, table
from ..vega.check import check
from ..vega.copy import JsonCopy
from ..vega.rare import asks_for_rare
from ..vega.rows import HEAD_COLUMNS, Rows, read_rows
from ..vega.specification import Specification, read_specification
from ..wire.columns import decode
from ..wire.dates import format_date
from ..wire.text import cap_text, describe
from ._part_heights import vega_frame
from .base import Component, Width

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..wire.arguments import VegaChartArguments


class VegaChart(Component):
    """A chart from a Vega-Lite or Vega specification, drawn in the card's own colors.

    The card is wide where the specification leaves its width open, follows the theme, says whose
    hours it shows, and loads nothing from the network. Pointing at a mark tells its values. A
    specification is data, and is held to that: it runs no script, reaches nothing outside of its
    chart, and one that asks for more work than a page can do says so in its place.

    Parameters
    ----------
    spec : dict, str or altair.Chart, optional
        A specification as a dict or as JSON text, or anything whose ``to_dict()`` gives one. Its
        ``$schema`` says whether it is Vega-Lite or Vega; without one it is Vega-Lite. A data
        frame may stand for a list of rows in it. What is given is not changed; NaN and infinite
        values become null. Of ``usermeta.embedOptions``, a card follows ``config``, ``theme``,
        ``formatLocale`` and ``timeFormatLocale``. Without one the card waits for it.
    data : DataFrame, Table, list of dicts or dict of columns, optional
        The rows, in the place of the specification's own: of pandas, polars or Arrow, or plain.
        At most 500,000 rows. An update of the data alone keeps the reader's zoom and selection.
    title : str, optional
        Heading above the chart.
    caption : str, optional
        A sentence or two below the chart.
    width : {"full", "two-thirds", "half", "third"}, optional
        Share of the card's width; what the component needs when not given.

    Examples
    --------
    >>> VegaChart(
    ...     {
    ...         "mark": "bar",
    ...         "encoding": {
    ...             "x": {"field": "fold", "type": "ordinal"},
    ...             "y": {"field": "auc", "type": "quantitative"},
    ...         },
    ...     },
    ...     data=[{"fold": 1, "auc": 0.91}, {"fold": 2, "auc": 0.94}],
    ...     title="Cross-validation",
    ... )
    """

    type = "vega_chart"
    frame = staticmethod(vega_frame)

    def __init__(
        self,
        spec: Any = None,
        *,
        data: Any = None,
        title: str | None = None,
        caption: str | None = None,
        width: Width | None = None,
    ) -> None: ...

    if TYPE_CHECKING:

        def update(self, *args: Any, **changes: Unpack[VegaChartArguments]) -> None: ...

    def read_spec(self, spec: Any) -> Specification | None:
        return None if spec is None else read_specification(spec)

    def read_data(self, data: Any) -> tuple[Rows, int] | None:
        if data is None:
            return None
        copy = JsonCopy()
        rows = read_rows(data, "data", copy, mapping=True)
        if rows is None:
            raise InputError(
                f"data is {describe(data)}; it must be a data frame, a list of rows or a dict "
                "of columns."
            )
        return rows, copy.not_finite

    def compose(
        self,
        notes: list[str],
        *,
        spec: Specification | None,
        data: tuple[Rows, int] | None,
    ) -> dict[str, Any]:
        if spec is None:
            raise NoData("No specification yet.")
        whole = spec if data is None else spec.with_rows(data[0])
        check(whole, notes)
        if data is None and whole.needs_rows:
            raise NoData("No data yet.")
        not_finite = spec.not_finite + (0 if data is None else data[1])
        if not_finite:
            what = "value was" if not_finite == 1 else "values were"
            notes.append(
                f"{not_finite} {what} NaN or infinite, which JSON cannot say: shown as missing."
            )
        return whole.fields()

    @staticmethod
    def needs_rare(node: dict[str, Any]) -> bool:
        return asks_for_rare(node.get("spec") or {})

    @staticmethod
    def summary(node: dict[str, Any]) -> list[Block]:
        spec = node.get("spec") or {}
        title = spec.get("title")
        text = spec.get("description") or (title.get("text") if isinstance(title, dict) else title)
        heading = paragraph(f"Chart: {text}" if text else "A chart.")
        names, rows, height = _first_rows(node, spec)
        if height == 0:
            return heading + paragraph("No data yet.")
        if not names:
            return heading
        return heading + table(names, [[_cell(cell) for cell in row] for row in rows], total=height)


def _first_rows(
    node: dict[str, Any], spec: dict[str, Any]
) -> tuple[list[str], list[list[Any]], int | None]:
    """The first rows of the first source that has some; None for a chart without a source."""
    height = None
    most = HEAD_COLUMNS if row_limit() == MAX_ROWS else row_limit()
    for source in Specification(spec).sources():
        values = source.get("values", (spec.get("datasets") or {}).get(source.get("name")))
        if isinstance(values, list):
            height = max(height or 0, len(values))
        if isinstance(values, list) and values:
            some = [
                row if isinstance(row, dict) else {"data": row} for row in values[: row_limit()]
            ]
            names = list(dict.fromkeys(key for row in some for key in row))[:most]
            return names, [[row.get(name) for name in names] for row in some], len(values)
    if node.get("tables"):
        first = node["tables"][0]
        columns = node["columns"][: min(first["columns"], most)]
        rows = first["head"]
        if most > HEAD_COLUMNS:
            rows = list(map(list, zip(*map(decode, columns))))
        return [column["name"] for column in columns], rows, first["height"]
    return [], [], height


def _cell(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, str):
        return cap_text(format_date(value), 200)
    return cap_text(json.dumps(value), 200)
