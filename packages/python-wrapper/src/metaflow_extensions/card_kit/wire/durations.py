"""Spans of time as every part of a card writes them; as `formatDuration` on the page."""

from __future__ import annotations

import math

_UNITS = (("d", 86_400), ("h", 3600), ("m", 60), ("s", 1))


def duration_text(seconds: float) -> str:
    """A span of time in its two largest units: ``0.4s``, ``42s``, ``3m 20s``, ``2h 04m``."""
    if not math.isfinite(seconds):
        return "—"
    if seconds < 0:
        return f"−{duration_text(-seconds)}"
    if seconds < 9.95:
        return f"{float(f'{seconds:.1f}'):g}s" if seconds >= 0.05 or seconds == 0 else "<0.1s"
    whole = math.floor(seconds + 0.5)
    at = next(i for i, (_, size) in enumerate(_UNITS) if whole >= size)
    unit, size = _UNITS[at]
    main = f"{whole // size}{unit}"
    if at + 1 == len(_UNITS):
        return main
    smaller, part = _UNITS[at + 1]
    return f"{main} {whole % size // part:02d}{smaller}"
