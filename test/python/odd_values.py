"""Values that no reader may trip over."""

from __future__ import annotations

import io
import itertools
from collections import UserDict
from collections.abc import Iterator, Mapping
from typing import Any


class Mute:
    def __str__(self) -> str:
        raise RuntimeError("no text")

    __repr__ = __str__


class Grumpy:
    """Raises at the touch of any attribute that NumPy scalars have."""

    @property
    def item(self) -> Any:
        raise RuntimeError("no item")

    size = shape = dtype = tolist = item


class Liar:
    __class__ = dict  # type: ignore[assignment]


class Touchy(type):
    """The type of a type that raises whatever is asked of it."""

    def __getattr__(cls, name: str) -> Any:
        raise RuntimeError(name)

    def __hash__(cls) -> int:
        raise RuntimeError("no hash")

    def __eq__(cls, other: object) -> bool:
        raise RuntimeError("no comparison")

    def __instancecheck__(cls, instance: object) -> bool:
        raise RuntimeError("no instances")

    def __subclasscheck__(cls, subclass: type) -> bool:
        raise RuntimeError("no subclasses")


class Untouchable(metaclass=Touchy):
    @property
    def __class__(self) -> Any:
        raise RuntimeError("no class")


class Anything:
    """Has every attribute, and each of them can be called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self


class Broken(UserDict):  # type: ignore[type-arg]
    def items(self) -> Any:
        raise RuntimeError("no items")


class Endless:
    """Can be iterated again and again, and never ends."""

    def __iter__(self) -> Iterator[int]:
        return itertools.count()


class EndlessItems:
    def __getitem__(self, place: int) -> int:
        return place


class EndlessMapping(Mapping):  # type: ignore[type-arg]
    def __getitem__(self, key: Any) -> Any:
        return key

    def __len__(self) -> int:
        return 3

    def __iter__(self) -> Iterator[int]:
        return itertools.count()


class LongByItsWord(list):  # type: ignore[type-arg]
    def __len__(self) -> int:
        return 10**12


class ShortByItsWord(list):  # type: ignore[type-arg]
    def __iter__(self) -> Iterator[Any]:
        return itertools.count()


class LongText:
    def __str__(self) -> str:
        return "x" * 30_000_000


def shared(levels: int, width: int = 2) -> list[Any]:
    """A list that holds one list several times, which does so too: few lists, endless text."""
    found: list[Any] = [1]
    for _ in range(levels):
        found = [found] * width
    return found


def shared_mapping(levels: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(levels):
        found = {"a": found, "b": found}
    return found


class Zeros(io.RawIOBase):
    """A file of one line, which never ends."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        buffer[:] = bytes(len(buffer))
        return len(buffer)
