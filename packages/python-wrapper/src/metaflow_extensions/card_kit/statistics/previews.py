"""A value in one line: its type, its shape, a small picture or its beginning as text."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from ..wire.dates import NO_ZONE, date_on_wire, format_date
from ..wire.frames import read_frame
from ..wire.mappings import is_mapping
from ..wire.numbers import float_on_wire
from ..wire.pictures import read_picture
from ..wire.scalars import (
    is_instance,
    length_of,
    library_of,
    offers,
    read_attribute,
    shape_of,
    type_name,
    unwrap,
)
from ..wire.tables import Frame
from ..wire.text import cap_text, clean_text
from .profiles import profile_column

MAX_TEXT = 240
PICTURES = 6
FIRST_VALUES = 20
ARRAY_BARS = 24
SAMPLE_ROWS = 10_000
SAMPLE = 1_000_000
MAX_CELLS = 2**63
MAX_SIDE = 1000
MAX_PICTURE = 600_000


def preview(
    value: Any, shown: Any = None, mask: Callable[[Any], Any] = lambda values: values
) -> dict[str, Any]:
    """The fields of an artifact's node that say what it holds.

    Parameters
    ----------
    value : anything
    shown : anything, optional
        The value with its secrets masked, where it is written as text.
    mask : callable, optional
        Masks the secrets in the first values of an array.

    Returns
    -------
    dict
        ``kind``, and of ``shape``, ``pictures``, ``more_columns``, ``range``, ``picture``, ``text``
        and ``remark`` those that the value has.
    """
    readers: list[Callable[[], dict[str, Any] | None]] = [
        lambda: _preview_frame(value),
        lambda: _preview_array(_as_array(value), mask),
        lambda: _preview_picture(value),
    ]
    for read in readers:
        with suppress(Exception):  # what it claims to be and is not is written as text
            found = read()
            if found is not None:
                return {"kind": kind_name(value), **found}
    return {"kind": kind_name(value), **_preview_text(value if shown is None else shown, value)}


def kind_name(value: Any) -> str:
    """``DataFrame``, ``ndarray float32``, ``int``."""
    name = cap_text(type_name(value), 100)
    dtype = read_attribute(value, "dtype")
    is_array = shape_of(value) or name in ("ndarray", "Tensor")  # one without sides too
    if is_array and type_name(dtype) not in ("object", "NoneType"):
        with suppress(Exception):
            return f"{name} {cap_text(str(dtype).removeprefix('torch.'), 60)}"
    return name


def frame_of(value: Any) -> Frame | None:
    """A data frame of any library, of any size: its columns are read one by one, when asked for."""
    if (
        not offers(value, "shape")
        and not offers(value, "num_rows")
        and not offers(value, "__arrow_c_stream__")
        and not offers(value, "__dataframe__")
    ):
        return None
    shape = shape_of(value)
    if shape is not None and len(shape) != 2:
        return None
    try:
        return read_frame(value, "it", limit_cells=MAX_CELLS)
    except Exception:  # its rows are not there yet, or too many columns
        return None


def _preview_frame(value: Any) -> dict[str, Any] | None:
    frame = frame_of(value)
    if frame is None:
        return None
    pictures = []
    for name in frame.names[:PICTURES]:
        pictures.append({"name": cap_text(name, 100), "bars": _bars_of_column(frame, name)})
    found: dict[str, Any] = {"shape": [frame.height, len(frame.names)], "pictures": pictures}
    if len(frame.names) > PICTURES:
        found["more_columns"] = len(frame.names) - PICTURES
    return found


def _bars_of_column(frame: Frame, name: str) -> list[float]:
    """A histogram of numbers and dates, else the counts of the commonest values."""
    profile = profile_column(frame.column(name, SAMPLE_ROWS))
    shares = [part["share"] for part in profile.get("parts", [])]
    return profile.get("bars") or [round(share / max(shares), 3) for share in shares]


def _as_array(value: Any) -> Any:
    """A tensor of PyTorch as an array, where it is one."""
    if library_of(value) == "torch" and offers(value, "detach", "cpu", "numpy"):
        with suppress(Exception):
            return value.detach().cpu().numpy()
    return value


def _preview_array(value: Any, mask: Callable[[Any], Any]) -> dict[str, Any] | None:
    """Shape, range, mean and missing values of an array of NumPy, or of what becomes one."""
    shape = shape_of(value)
    if shape is None or not shape or not offers(value, "dtype"):
        return None
    if library_of(value) != "numpy":
        to_numpy = read_attribute(value, "to_numpy")
        value = to_numpy() if callable(to_numpy) else value.__array__()
    found: dict[str, Any] = {"shape": list(shape)}
    if math.prod(shape) == 0:
        return found
    flat = value.reshape(-1)
    if value.dtype.kind in "Mm":
        return {**found, "remark": _span_of_times(flat)}
    if value.dtype.kind not in "biuf":
        return {**found, "text": _beginning_of_list(flat, mask)}
    finite = flat
    missing = infinite = 0
    import numpy as np  # it is there: an array arrived

    if value.dtype.kind == "f":
        missing = int(np.isnan(flat).sum())
        bounded = np.isfinite(flat)
        infinite = int(flat.shape[0] - bounded.sum()) - missing
        finite = flat if bool(bounded.all()) else flat[bounded]
    if finite.shape[0] == 0:
        return {**found, "remark": "no finite value"}
    sample = finite[:: max(1, finite.shape[0] // SAMPLE)]
    found["range"] = {
        "min": float_on_wire(finite.min()),
        "max": float_on_wire(finite.max()),
        "mean": float_on_wire(finite.mean(dtype="float64")),
        "missing": missing,
        "bars": _histogram_of_array(sample.astype("float64")),
    }
    if infinite:
        found["range"]["infinite"] = infinite
    return found


def _span_of_times(flat: Any) -> str:
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


def _beginning_of_list(flat: Any, mask: Callable[[Any], Any]) -> str:
    text = _one_line(mask(flat[:FIRST_VALUES].tolist()))
    if flat.shape[0] > FIRST_VALUES and text.endswith("]"):
        text = f"{text[:-1]}, …]"
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}…"


def _histogram_of_array(sample: Any) -> list[float]:
    low, high = float(sample.min()), float(sample.max())
    if low == high or not math.isfinite(high - low):
        return [1.0]
    places = ((sample - low) * (ARRAY_BARS / (high - low))).astype("int64")
    places[places == ARRAY_BARS] = ARRAY_BARS - 1
    import numpy as np  # it is there: an array arrived

    bars = np.bincount(places, minlength=ARRAY_BARS)[:ARRAY_BARS]
    return [round(float(bar) / float(bars.max()), 3) for bar in bars]


def _preview_picture(value: Any) -> dict[str, Any] | None:
    """An image of PIL, a figure of matplotlib, or the file of a picture."""
    size: tuple[int, int] | None = None
    if library_of(value) == "PIL" and offers(value, "thumbnail", "copy"):
        size, value = value.size, value.copy()
        value.thumbnail((MAX_SIDE, MAX_SIDE))
    elif not offers(value, "savefig") and not is_instance(value, (bytes, bytearray)):
        return None
    picture = read_picture(value)
    found: dict[str, Any] = {}
    size = size or picture.size
    if size is not None:
        found["width"], found["height"] = size
    if len(picture.uri) <= MAX_PICTURE:
        found["src"] = picture.uri
    return {"picture": found}


def _preview_text(shown: Any, value: Any) -> dict[str, Any]:
    value = unwrap(value)
    text = shown if is_instance(shown, str) and not is_instance(value, str) else _one_line(shown)
    found: dict[str, Any] = {"text": text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}…"}
    remark = _remark_of(value)
    return {**found, "remark": remark} if remark else found


def _one_line(value: Any) -> str:
    if is_instance(value, str):
        cut = str.__getitem__(value, slice(0, MAX_TEXT + 1))
        return repr(clean_text(str.__str__(cut)))
    return " ".join(cap_text(value, 4 * MAX_TEXT).split())


def _remark_of(value: Any) -> str:
    """How much there is, where the line does not show it."""
    if is_instance(value, str):
        length = str.__len__(value)
        return f"{length:,} characters" if length > MAX_TEXT else ""
    if library_of(value) == "torch" and offers(value, "parameters", "state_dict"):
        with suppress(Exception):
            return f"{sum(int(p.numel()) for p in value.parameters()):,} parameters"
    size = length_of(value) if is_instance(value, (Mapping, list, tuple, set, frozenset)) else None
    if size is None or size < 2:
        return ""
    return f"{size:,} {'keys' if is_mapping(value) else 'items'}"
