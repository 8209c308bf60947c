"""Frames and columns whose values are not there yet."""

from __future__ import annotations

from typing import Any

from ..errors import InputError
from .scalars import library_of, offers, type_name

_SIGNS = ("columns", "schema", "npartitions", "__dask_graph__")


def refuse_lazy(value: Any, argument: str) -> None:
    """Refuse what is not computed yet: frames and columns of dask, polars' LazyFrame, Spark."""
    for method in ("collect", "compute", "toPandas"):
        if offers(value, method) and any(offers(value, sign) for sign in _SIGNS):
            raise InputError(
                f"{argument} is a {type_name(value)} of {library_of(value)}, whose rows are not "
                f"there yet; {method} it.",
                f"{argument}.{method}()",
            )
