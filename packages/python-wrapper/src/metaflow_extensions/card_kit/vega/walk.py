"""What stands where in a specification."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def data_sources(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from data_sources(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "data":
                for source in item if isinstance(item, list) else [item]:
                    if isinstance(source, dict):
                        yield source
            elif key not in ("values", "datasets"):
                yield from data_sources(item)


def draws_fields(value: Any) -> bool:
    """Whether a channel of a Vega-Lite specification takes its values from a field."""
    if isinstance(value, list):
        return any(map(draws_fields, value))
    if not isinstance(value, dict):
        return False
    encoding = value.get("encoding")
    channels = encoding.values() if isinstance(encoding, dict) else ()
    return any(isinstance(channel, dict) and "field" in channel for channel in channels) or any(
        draws_fields(value.get(key)) for key in ("layer", "concat", "hconcat", "vconcat", "spec")
    )
