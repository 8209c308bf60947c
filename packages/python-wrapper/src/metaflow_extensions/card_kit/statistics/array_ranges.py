"""The values of a NumPy array between which all others lie, and how they are spread."""

from __future__ import annotations

import math
from typing import Any

from ..wire.dates import NO_ZONE, date_on_wire, format_date
from ..wire.numbers import float_on_wire

BARS = 24
SAMPLE = 1_000_000


def range_of_numbers(flat: Any) -> dict[str, Any] | None:
    """Smallest, largest and mean of the finite numbers, and their histogram; None without any.

    Parameters
    ----------
    flat : numpy.ndarray of shape (n,)
        Numbers or booleans.
    """
    finite = flat
    missing = infinite = 0
    import numpy as np  # it is there: an array arrived

    if flat.dtype.kind == "f":
        missing = int(np.isnan(flat).sum())
        bounded = np.isfinite(flat)
        infinite = int(flat.shape[0] - bounded.sum()) - missing
        finite = flat if bool(bounded.all()) else flat[bounded]
    if finite.shape[0] == 0:
        return None
    sample = finite[:: max(1, finite.shape[0] // SAMPLE)]
    found = {
        "min": float_on_wire(finite.min()),
        "max": float_on_wire(finite.max()),
        "mean": float_on_wire(finite.mean(dtype="float64")),
        "missing": missing,
        "bars": _histogram_of_array(sample.astype("float64")),
    }
    return {**found, "infinite": infinite} if infinite else found


def span_of_times(flat: Any) -> str:
    """The first and the last moment, or the shortest and the longest duration, and what is none."""
    import numpy as np  # it is there: an array arrived

    known = flat[~np.isnat(flat)]
    missing = int(flat.shape[0] - known.shape[0])
    none = f"{missing:,} NaT" if missing else "no NaT"
    if missing == flat.shape[0]:
        return none
    ends = [known.min(), known.max()]
    if flat.dtype.kind == "M" and all(end == end.astype("datetime64[D]") for end in ends):
        ends = [end.astype("datetime64[D]") for end in ends]
    low, high = (format_date(date_on_wire(end) or str(end)) for end in ends)
    return f"{low.removesuffix(NO_ZONE).rstrip()} to {high}, {none}"


def _histogram_of_array(sample: Any) -> list[float]:
    low, high = float(sample.min()), float(sample.max())
    if low == high or not math.isfinite(high - low):
        return [1.0]
    places = ((sample - low) * (BARS / (high - low))).astype("int64")
    places[places == BARS] = BARS - 1
    import numpy as np  # it is there: an array arrived

    bars = np.bincount(places, minlength=BARS)[:BARS]
    return [round(float(bar) / float(bars.max()), 3) for bar in bars]
