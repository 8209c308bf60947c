"""A stand-in with the shape of PyTorch's tensors, which are too heavy to install for a test."""

from __future__ import annotations

from typing import Any

import numpy as np


class Tensor:
    """As PyTorch has it: ``size`` is a method."""

    def __init__(self, values: Any) -> None:
        self._array = np.array(values)
        self.shape = self._array.shape

    def size(self) -> tuple[int, ...]:
        return self.shape

    def item(self) -> Any:
        return self._array.item()

    def tolist(self) -> Any:
        return self._array.tolist()
