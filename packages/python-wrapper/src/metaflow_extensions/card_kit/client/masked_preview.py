"""The beginning of a value as Python writes it, without what must not stand on a shared card."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ..wire.mappings import is_named_tuple
from ..wire.preview import Preview
from ..wire.scalars import is_instance, read_attribute
from ..wire.text import clean_text, text_of_object
from ..wire.walk import Parts
from .secret_names import MASK, is_secret
from .secret_text import mask_text
from .secrets import is_secret_pair, mask_object, secret_keys

MAX_ITEMS = 1000
MAX_DEPTH = 8
BEYOND = 200
"""Characters behind the end that are read as well, so that a cut hides no name or sign."""


def masked_preview(value: Any, limit: int, shown: Collection[str] = ()) -> str:
    """At most about `limit` characters: of a long list no more is read than is written.

    Examples
    --------
    >>> masked_preview({"host": "h", "password": "hunter2", "sizes": [1, 2]}, 100)
    "{'host': 'h', 'password': ••••••, 'sizes': [1, 2]}"
    """
    try:
        return str(_MaskedPreview(limit, shown).read(value))
    except Exception as error:
        return f"<{type(value).__name__}: {type(error).__name__} in str()>"


class _MaskedPreview(Preview):
    def __init__(self, limit: int, shown: Collection[str]) -> None:
        super().__init__(limit, MAX_ITEMS, MAX_DEPTH)
        self._shown = shown

    def scalar(self, value: Any) -> str:
        if is_instance(value, (bytes, bytearray)):
            return self._spend(mask_text(text_of_object(value[: self._limit + BEYOND])))
        if not is_instance(value, str):
            return super().scalar(value)
        cut = str.__getitem__(value, slice(0, max(0, self._room) + BEYOND))
        masked = mask_text(clean_text(cut))
        if masked == MASK:
            return self._spend(MASK)
        return super().scalar(masked if len(cut) == str.__len__(value) else f"{masked}…")

    def other(self, value: Any) -> str:
        return self._spend(mask_object(value, text_of_object(value)))

    def container(self, value: Any, parts: Parts) -> str:
        if is_named_tuple(value):
            names = read_attribute(type(value), "_fields")
            parts = Parts("record", list(zip(names, parts.items)), parts.size)
        if parts.form in ("mapping", "record"):
            return super().container(value, self._without_secrets(parts))
        if parts.form == "sequence" and is_secret_pair(parts.items):
            parts = Parts(parts.form, [parts.items[0], _Masked()], parts.size)
        return super().container(value, parts)

    def _without_secrets(self, parts: Parts) -> Parts:
        secret = secret_keys(parts.items[:50], self._shown)
        pairs = [
            (key, _Masked() if self._is_masked(key, item) or key in secret else item)
            for key, item in parts.items
        ]
        return Parts(parts.form, pairs, parts.size)

    def _is_masked(self, key: Any, item: Any) -> bool:
        return not (is_instance(key, str) and key in self._shown) and is_secret(key, item)

    def _read(self, value: Any) -> Any:
        return self._spend(MASK) if type(value) is _Masked else super()._read(value)


class _Masked:
    """Stands for a secret, and is written without quotes."""
