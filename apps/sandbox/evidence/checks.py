"""Checks that fail with what was seen, what was expected, and a cause where it is proven."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from .failure import Failure, NotStarted
from .showing import array_of, marked, number, show


def _due(value: Any) -> None:
    if value is None or value is NotImplemented:
        raise NotStarted


def _close(seen: Any, expected: Any, rtol: float, atol: float) -> bool:
    left, right = array_of(seen), array_of(expected)
    if left is None or right is None or left.shape != right.shape:
        return False
    return bool(np.allclose(left, right, rtol=rtol, atol=atol, equal_nan=True))


def _same(seen: Any, expected: Any) -> bool:
    if isinstance(seen, np.ndarray) or isinstance(expected, np.ndarray):
        return type(seen) is type(expected) and bool(np.array_equal(seen, expected))
    return type(seen) in _plain_types(expected) and bool(seen == expected)


def _plain_types(expected: Any) -> tuple[type, ...]:
    """Types whose own comparison may decide; numbers of NumPy and Python are one kind."""
    if isinstance(expected, bool | np.bool_):
        return (bool, np.bool_)
    if isinstance(expected, int | float | np.number):
        return (int, float, *np.sctypeDict.values())
    return (type(expected),)


def _cause(
    seen: Any, causes: Mapping[str, Any] | None, equal: Callable[[Any, Any], bool]
) -> str | None:
    """The one mistake whose result `seen` is; None when none or several are."""
    found = []
    for name, value in (causes or {}).items():
        try:
            mistaken = value() if callable(value) else value
        except Exception:
            continue
        if equal(seen, mistaken):
            found.append(name)
    return found[0] if len(found) == 1 else None


def check(
    condition: bool | np.bool_,
    seen: Any = "",
    expected: Any = "",
    cause: str | None = None,
    facts: Mapping[str, Any] | None = None,
    what: str = "",
) -> None:
    """Fail unless `condition` is True itself. Name `cause` only where it is proven."""
    if condition is True or (isinstance(condition, np.bool_) and bool(condition)):
        return
    left, right = (part if isinstance(part, str) else show(part) for part in (seen, expected))
    raise Failure(what, left, right, cause, facts)


def check_close(
    seen: Any,
    expected: Any,
    *,
    what: str,
    rtol: float = 1e-9,
    atol: float = 1e-12,
    causes: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Numbers within tolerance and of one shape. `causes`: message id to what the mistake gives."""
    _due(seen)
    if _close(seen, expected, rtol, atol):
        return
    cause = _cause(seen, causes, lambda a, b: _close(a, b, rtol, atol))
    numbers = {"seen": number(seen), "expected": number(expected)}
    array = marked(seen, expected, rtol, atol, what)
    raise Failure(what, show(seen), show(expected), cause, {**numbers, **(facts or {})}, array)


def check_equal(
    seen: Any,
    expected: Any,
    *,
    what: str,
    causes: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Plain values that are equal, of the same kind."""
    if expected is not None:
        _due(seen)
    if _same(seen, expected):
        return
    facts = {"seen": number(seen), "expected": number(expected), **(facts or {})}
    raise Failure(what, show(seen), show(expected), _cause(seen, causes, _same), facts)


def check_array(
    value: Any,
    *,
    what: str,
    shape: tuple[int, ...] | None = None,
    dtype: str | None = None,
    finite: bool = True,
    shape_causes: Mapping[tuple[int, ...], str] | None = None,
) -> None:
    """A real array (or tensor) of that shape and dtype, without NaN or infinity."""
    _due(value)
    tensor = type(value).__module__.split(".")[0] == "torch"
    if not tensor and type(value) is not np.ndarray:
        scalar = isinstance(value, np.generic) and shape == ()
        check(scalar, f"{type(value).__name__}", "a NumPy array", what=what)
    seen_shape = tuple(value.shape)
    if shape is not None and seen_shape != tuple(shape):
        cause = (shape_causes or {}).get(seen_shape)
        raise Failure(what, f"shape {seen_shape}", f"shape {tuple(shape)}", cause)
    if dtype is not None and _dtype_name(value) != _dtype_name(dtype):
        raise Failure(what, f"dtype {_dtype_name(value)}", f"dtype {_dtype_name(dtype)}")
    array = value.detach().numpy() if tensor else np.asarray(value)
    if finite and array.dtype.kind in "fc" and not np.isfinite(array).all():
        count = int((~np.isfinite(array)).sum())
        raise Failure(what, f"{count} of {array.size} entries NaN or infinite", "finite entries")


def _dtype_name(value: Any) -> str:
    if isinstance(value, str):
        with contextlib.suppress(TypeError):
            return np.dtype(value).name
    name = str(getattr(value, "dtype", value))
    return name.removeprefix("torch.")


@contextlib.contextmanager
def unchanged(**arguments: Any) -> Iterator[None]:
    """The block must not change these arrays (cause `inputs_changed`)."""
    before = {name: _entries(value).copy() for name, value in arguments.items()}
    yield
    for name, value in arguments.items():
        nan_is_nan = before[name].dtype.kind in "fc"
        if not np.array_equal(before[name], _entries(value), equal_nan=nan_is_nan):
            facts = {"name": name}
            raise Failure(f"argument {name}", "changed", "unchanged", "inputs_changed", facts)


def _entries(value: Any) -> Any:
    """The numbers of an array or tensor, also of one that a callee has made part of a graph."""
    return np.asarray(value.detach() if hasattr(value, "detach") else value)
