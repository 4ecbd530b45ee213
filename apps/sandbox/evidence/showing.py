"""Values in the few words a message has room for."""

from __future__ import annotations

from typing import Any

import numpy as np

_SHOWN = 6  # rows and columns of an array that a message shows


def show(value: Any) -> str:
    """A value in the few words a message has room for."""
    if isinstance(value, float | np.floating):
        return f"{float(value):.6g}"
    if isinstance(value, np.ndarray):
        with np.printoptions(precision=4, suppress=True, threshold=20, edgeitems=3):
            text = np.array2string(value, separator=", ")
        return text if value.size <= 20 else f"array of shape {value.shape}: {text}"
    text = repr(value)
    return text if len(text) <= 200 else text[:199] + "…"


def array_of(value: Any) -> np.ndarray[Any, Any] | None:
    """Plain numbers as an array; None for what is not numbers."""
    if type(value).__module__.split(".")[0] == "torch" and hasattr(value, "detach"):
        value = value.detach().numpy()
    if type(value) not in (int, float, complex, bool, list, tuple, np.ndarray) and not isinstance(
        value, np.generic
    ):
        return None
    try:
        array = np.asarray(value)
    except ValueError:  # rows of unequal length
        return None
    return array if array.dtype.kind in "biufc" else None


def number(value: Any) -> Any:
    """What a message's placeholder formats: the number itself, or how the value is shown."""
    array = array_of(value)
    return array.item() if array is not None and array.ndim == 0 else show(value)


def marked(seen: Any, expected: Any, rtol: float, atol: float, what: str) -> dict[str, Any] | None:
    """A corner of a matrix as text, with the entries that are wrong."""
    left, right = array_of(seen), array_of(expected)
    if left is None or right is None or left.shape != right.shape or left.ndim not in (1, 2):
        return None
    wrong = ~np.isclose(np.atleast_2d(left), np.atleast_2d(right), rtol, atol, equal_nan=True)
    corner = np.atleast_2d(left)[:_SHOWN, :_SHOWN]
    rows = [[f"{entry:.4g}" for entry in row] for row in corner]
    bad = [[int(i), int(j)] for i, j in np.argwhere(wrong[:_SHOWN, :_SHOWN])]
    return {"rows": rows, "bad": bad, "caption": f"{what}: shape {left.shape}"}
