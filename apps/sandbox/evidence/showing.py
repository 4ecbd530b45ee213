"""Values in the few words a message has room for."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from .words import Code, cut

Array = np.ndarray[Any, Any]
_ROOM = 200  # characters
_DIGITS = (6, 8, 10, 12, 15, 17)


def show(value: Any, digits: int = 6) -> Code:
    """A value as Python writes it, cut where it is long."""
    return Code(cut(_written(value, digits), _ROOM))


def _written(value: Any, digits: int) -> str:
    if isinstance(value, float | np.floating):
        return f"{float(value):.{digits}g}"
    if isinstance(value, bool | int | np.integer | np.bool_):
        return str(value)
    array = array_of(value) if not isinstance(value, list | tuple) else None
    if array is not None and array.ndim:
        with np.printoptions(precision=4, suppress=True, threshold=20, edgeitems=3):
            text = np.array2string(array, separator=", ")
        return text if array.size <= 20 else f"array of shape {array.shape}: {text}"
    try:
        return repr(value)
    except Exception:  # an object of the learner's, whose own code this runs
        return f"<{type(value).__name__}>"


def show_both(seen: Any, expected: Any) -> tuple[Code, Code]:
    """Two values that differ, with so many digits that it can be seen."""
    both = show(seen), show(expected)
    if isinstance(seen, float | np.floating) or isinstance(expected, float | np.floating):
        for digits in _DIGITS:
            both = show(seen, digits), show(expected, digits)
            if both[0] != both[1]:
                break
    return both


def is_tensor(value: Any) -> bool:
    """A tensor of torch's own: a class can call itself by any name and module."""
    torch: Any = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def array_of(value: Any) -> Array | None:
    """Plain numbers as an array; None for what is not numbers."""
    if is_tensor(value):
        value = value.detach()
        value = (value.float() if "bfloat16" in str(value.dtype) else value).numpy()
    if type(value) not in (int, float, complex, bool, list, tuple, np.ndarray) and not isinstance(
        value, np.generic
    ):
        return None
    try:
        array = np.asarray(value)
    except (ValueError, OverflowError):  # rows of unequal length
        return None
    return array if array.dtype.kind in "biufc" else None


def number(value: Any) -> Any:
    """What a message's placeholder formats: the number itself, or how the value is shown."""
    array = array_of(value)
    return array.item() if array is not None and array.ndim == 0 else show(value)
