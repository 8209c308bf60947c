"""Columns of NumPy, pandas, polars and Arrow as the bytes of a column, without a Python object
for each value. Nothing here imports a library that the value does not come from.
"""

from __future__ import annotations

from typing import Any

from .encoding import (
    MAX_SCALE,
    SAMPLE,
    Encoded,
    encode_category,
    encode_micros,
)
from .numbers import MAX_EXACT, exact_number, read_long
from .packing import (
    INFINITY,
    MINUS_INFINITY,
    MINUS_ZERO,
    MISSING,
    NAN,
    pack_floats,
    pack_integers,
)
from .scalars import library_of, plain_items, type_name


def encode_native(column: Any, *, long: bool = False) -> Encoded | None:
    """A column of a library's own type; None where its values must be read one by one.

    With `long`, that is so of whole numbers of which one is beyond 2^53.
    """
    try:
        if long and _has_long(column):
            return None
        library = library_of(column)
        if library == "numpy":
            return _encode_numpy(column)
        if library == "pandas":
            return _encode_pandas(column)
        if library == "polars":
            return _encode_polars(column)
        if library == "pyarrow":
            return _encode_arrow(column)
    except Exception:  # a rare type: its values still can be read
        return None
    return None


def _has_long(column: Any) -> bool:
    """Whether whole numbers are declared, and the smallest or the largest is beyond 2^53."""
    declared = str(getattr(column, "dtype", None) or getattr(column, "type", None)).lower()
    if not declared.startswith(("int", "uint")):
        return False
    if library_of(column) == "pyarrow":
        from pyarrow import compute

        ends = compute.min_max(column).as_py().values()
    else:
        ends = (column.min(), column.max())
    return any(read_long(exact_number(end)) is not None for end in ends)


def _encode_numpy(array: Any, missing: Any = None) -> Encoded | None:
    """An array of numbers, booleans or moments, with a mask of the missing ones or None."""
    import numpy as np

    if type_name(array) == "MaskedArray":
        mask = np.ma.getmaskarray(array)
        missing = mask if missing is None else mask | missing
        array = array.data
    array = np.asarray(array).reshape(-1)
    missing = None if missing is None or not missing.any() else np.asarray(missing).reshape(-1)
    states: Any = np.zeros(len(array), np.uint8)
    if missing is not None:
        states[missing] = MISSING
    kind = array.dtype.kind
    if len(array) == 0 or kind not in "biufM" or array.dtype.itemsize > 8:
        return None
    if kind == "b":
        return Encoded("boolean", pack_integers(*_settle(array.astype(np.int64), states)))
    if kind in "iu":
        if kind == "u" and int(array.max()) > MAX_EXACT:
            return _encode_float_array(array.astype(np.float64), states)
        whole, some = _settle(array.astype(np.int64), states)
        if whole.min() < -MAX_EXACT or whole.max() > MAX_EXACT or _is_wide(whole):
            return _encode_float_array(array.astype(np.float64), states)
        return Encoded("int", pack_integers(whole, some))
    if kind == "f":
        return _encode_float_array(array.astype(np.float64), states)
    states[np.isnat(array)] = MISSING
    if array.dtype == np.dtype("datetime64[D]"):
        return Encoded("date", pack_integers(*_settle(array.astype(np.int64), states)))
    return _encode_moment_array(array, states, None)


def _encode_float_array(array: Any, states: Any) -> Encoded:
    import numpy as np

    odd = ~np.isfinite(array) & (states != MISSING)
    if odd.any():
        states[odd & np.isnan(array)] = NAN
        states[odd & (array == np.inf)] = INFINITY
        states[odd & (array == -np.inf)] = MINUS_INFINITY
    zeros = (array == 0) & (states != MISSING)
    if zeros.any():
        states[zeros & np.signbit(array)] = MINUS_ZERO
    values, some = _settle(array, states)
    sample = values[:: max(1, len(values) // SAMPLE)]
    for scale in range(MAX_SCALE + 1):
        power = 10.0**scale
        if _scaled_array(sample, power) is not None:
            whole = _scaled_array(values, power)
            if whole is not None and not _is_wide(whole):
                dtype = "decimal" if scale else "int"
                return Encoded(dtype, pack_integers(whole, some), scale)
    return Encoded("float64", pack_floats(values, some))


def _scaled_array(values: Any, power: float) -> Any:
    import numpy as np

    if values.max() * power > MAX_EXACT or values.min() * power < -MAX_EXACT:
        return None
    whole = np.rint(values * power)
    return whole.astype(np.int64) if np.array_equal(whole / power, values) else None


def _is_wide(whole: Any) -> bool:
    return int(whole.max()) - int(whole.min()) > MAX_EXACT


def _settle(values: Any, states: Any) -> tuple[Any, bytes | None]:
    """What has a state takes the value before it; no states at all where all of them are 0."""
    import numpy as np

    if not states.any():
        return values, None
    known = states == 0
    places = np.where(known, np.arange(len(values)), 0)
    np.maximum.accumulate(places, out=places)
    places[: int(known.argmax())] = int(known.argmax())
    filled = values[places] if known.any() else np.zeros_like(values)
    return filled, states.tobytes()


def _encode_moment_array(array: Any, states: Any, zone: str | None) -> Encoded | None:
    import numpy as np

    micros = array.astype("datetime64[us]").astype(np.int64)
    return encode_micros(*_settle(micros, states), zone)


def _encode_pandas(column: Any) -> Encoded | None:
    import numpy as np

    column = column if hasattr(column, "array") else column.array
    dtype = column.dtype
    if isinstance(dtype, np.dtype):
        return _encode_numpy(column.to_numpy()) if dtype.kind in "biufM" else None
    name = type(dtype).__name__
    if name == "CategoricalDtype":
        labels = plain_items(dtype.categories.tolist())
        if not all(type(label) is str for label in labels):
            return None
        codes = column.cat.codes if hasattr(column, "cat") else column.codes
        codes = np.asarray(codes).astype(np.int64)
        states = np.where(codes < 0, MISSING, 0).astype(np.uint8)
        return encode_category(*_settle(codes, states), labels)
    if name == "DatetimeTZDtype":
        zone = _name_zone(dtype.tz)
        if zone is None:
            return None
        array = column.to_numpy(dtype="datetime64[us]")
        return _encode_moment_array(
            array, np.where(np.isnat(array), MISSING, 0).astype(np.uint8), zone
        )
    kind = getattr(dtype, "kind", "O")
    if kind in "biuf" and hasattr(dtype, "numpy_dtype"):
        array = column.to_numpy(dtype=dtype.numpy_dtype, na_value=0)
        return _encode_numpy(array, np.asarray(column.isna()))
    return None


def _name_zone(zone: Any) -> str | None:
    for name in ("key", "zone"):
        known = getattr(zone, name, None)
        if isinstance(known, str):
            return known
    return "UTC" if str(zone) == "UTC" else None


def _encode_polars(column: Any) -> Encoded | None:
    import numpy as np
    import polars as pl

    dtype = column.dtype
    missing = column.is_null().to_numpy() if column.null_count() else None
    if dtype.is_integer() or dtype.is_float() or dtype == pl.Boolean:
        whole = column if missing is None else column.fill_null(False if dtype == pl.Boolean else 0)
        return _encode_numpy(whole.to_numpy(), missing)
    states: Any = np.zeros(len(column), np.uint8)
    if missing is not None:
        states[missing] = MISSING
    if dtype in (pl.Date, pl.Datetime):
        whole = column.to_physical().cast(pl.Int64).fill_null(0).to_numpy()
        if dtype == pl.Date:
            return Encoded("date", pack_integers(*_settle(whole, states)))
        return _encode_moment_array(
            whole.astype(f"datetime64[{dtype.time_unit}]"), states, dtype.time_zone
        )
    if dtype in (pl.Categorical, pl.Enum, pl.String) and len(column):
        # the categories of the column itself: polars may keep those of all columns together
        labels = column.drop_nulls().unique(maintain_order=True)
        if dtype == pl.String and 2 * len(labels) > len(column):
            return None
        if dtype == pl.Enum:
            labels = dtype.categories
        names = labels.cast(pl.String).to_list()
        codes = column.cast(pl.String).replace_strict(
            names, list(range(len(names))), default=0, return_dtype=pl.Int64
        )
        return encode_category(*_settle(codes.to_numpy(), states), names)
    return None


def _encode_arrow(column: Any) -> Encoded | None:
    import pyarrow as pa

    kind = column.type
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
        if isinstance(column, pa.ChunkedArray):
            return None
    missing = column.is_null().to_numpy(zero_copy_only=False) if column.null_count else None
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind):
        filler = False if pa.types.is_boolean(kind) else 0
        whole = column if missing is None else column.fill_null(filler)
        return _encode_numpy(whole.to_numpy(zero_copy_only=False), missing)
    if pa.types.is_date32(kind):
        import numpy as np

        states: Any = np.zeros(len(column), np.uint8)
        if missing is not None:
            states[missing] = MISSING
        days = column.cast(pa.int32()).fill_null(0).to_numpy(zero_copy_only=False)
        return Encoded("date", pack_integers(*_settle(days.astype(np.int64), states)))
    return None
