"""One table as each library has it."""

from __future__ import annotations

from typing import Any

import pandas
import polars
import pyarrow

LIBRARIES = ["pandas", "polars", "pyarrow", "columns", "rows"]


def frame_of(library: str, columns: dict[str, list[Any]]) -> Any:
    if library == "pandas":
        return pandas.DataFrame(columns)
    if library == "polars":
        return polars.DataFrame(columns, strict=False)
    if library == "pyarrow":
        return pyarrow.table(columns)
    if library == "rows":
        return [dict(zip(columns, row)) for row in zip(*columns.values())]
    return columns
