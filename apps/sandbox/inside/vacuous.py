"""Comparisons that hold for an answer without entries, refused to answers of a learner's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest


def install() -> None:
    """From here on nothing is close to an empty array but an empty array of that shape.

    `np.allclose(np.empty((0, 3)), expected)` is true for every row of three numbers, and
    `pytest.approx(42.0) == np.empty(0)` as well.
    """
    about: Any = type(pytest.approx(1.0))
    close, equal = np.allclose, about.__eq__

    def allclose(a: Any, b: Any, *args: Any, **options: Any) -> bool:
        shapes = np.shape(a), np.shape(b)
        if shapes[0] != shapes[1] and any(0 in shape for shape in shapes):
            return False
        return close(a, b, *args, **options)

    def approximately(self: Any, actual: Any) -> bool:
        return not (isinstance(actual, np.ndarray) and not actual.size) and equal(self, actual)

    np.allclose = allclose
    about.__eq__ = approximately
