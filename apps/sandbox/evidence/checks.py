"""Checks that fail with what was seen, what was expected, and a cause where it is proven."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from .failure import Failure, NotStarted
from .firsts import first_difference
from .showing import array_of, is_tensor, number, show, show_both
from .tables import Difference, difference
from .words import Code, Said, gettext_noop

_INLINE = 6  # entries of an array that is shown whole in the text
_SHAPE, _TYPE = gettext_noop("shape {shape}"), gettext_noop("dtype {dtype}")
_AN_ARRAY = gettext_noop("a NumPy array")


def _due(value: Any) -> None:
    if value is None or value is NotImplemented:
        raise NotStarted


def _close(seen: Any, expected: Any, rtol: float, atol: float) -> bool:
    left, right = array_of(seen), array_of(expected)
    if left is None or right is None or left.shape != right.shape:
        return False
    return bool(np.allclose(left, right, rtol=rtol, atol=atol, equal_nan=True))


def _same(seen: Any, expected: Any) -> bool:
    if _is_array(seen) or _is_array(expected):
        left, right = array_of(seen), array_of(expected)
        if type(seen) is not type(expected) or left is None or right is None:
            return False
        return bool(np.array_equal(left, right))
    return type(seen) in _plain_types(expected) and bool(seen == expected)


def _is_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) or is_tensor(value)


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
    axes: Sequence[str] = (),
) -> None:
    """Numbers within tolerance and of one shape. `causes`: message id to what the mistake gives;
    `axes`: what runs along each axis, for the table that marks the wrong entries.
    """
    _due(seen)
    if _close(seen, expected, rtol, atol):
        return
    cause = _cause(seen, causes, lambda a, b: _close(a, b, rtol, atol))
    found = difference(seen, expected, rtol, atol)
    raise _differs(seen, expected, what, cause, facts, found, axes)


def _differs(
    seen: Any,
    expected: Any,
    what: str,
    cause: str | None,
    facts: Mapping[str, Any] | None,
    found: Difference | None,
    axes: Sequence[str] = (),
) -> Failure:
    """The failure of two values that should be one."""
    values = {"seen": number(seen), "expected": number(expected), **(facts or {})}
    if found is not None:
        left, right = _array_texts(found)
        return Failure(what, left, right, cause, values, found.record(what, axes))
    first = first_difference(seen, expected, what)
    if first is not None:
        return Failure(what, first.seen, first.expected, cause, values, message=first.message)
    shapes = [array_of(each) for each in (seen, expected)]
    if all(each is not None for each in shapes) and shapes[0].shape != shapes[1].shape:  # type: ignore[union-attr]
        left, right = (Said(_SHAPE, shape=each.shape) for each in shapes)  # type: ignore[union-attr]
        return Failure(what, left, right, cause, values)
    return Failure(what, *_unlike(seen, expected), cause, values)


def _array_texts(found: Difference) -> tuple[str, str]:
    """A few entries whole; of more, how many are wrong and which comes first."""
    both = show(found.seen), show(found.expected)
    few = found.seen.ndim == 1 and found.seen.size <= _INLINE and both[0] != both[1]
    return both if few else (found.seen_text(), found.expected_text())


def _unlike(seen: Any, expected: Any) -> tuple[Code | Said, Code | Said]:
    """Both as text; with their types, where they would read alike."""
    left, right = show_both(seen, expected)
    if left != right:
        return left, right
    template = gettext_noop("{value}, of type {type}")
    return (
        Said(template, value=left, type=type(seen).__name__),
        Said(template, value=right, type=type(expected).__name__),
    )


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
    alike = type(seen) is type(expected) and _is_array(seen)
    found = difference(seen, expected, 0.0, 0.0) if alike else None
    raise _differs(seen, expected, what, _cause(seen, causes, _same), facts, found)


_NUMBERS = (bool, int, float, complex)


def check_array(
    value: Any,
    *,
    what: str,
    shape: tuple[int, ...] | None = None,
    dtype: str | None = None,
    finite: bool = True,
    shape_causes: Mapping[tuple[int, ...], str] | None = None,
) -> None:
    """A real array (or tensor) of that shape and dtype, without NaN or infinity.

    Shape () takes a plain number too.
    """
    _due(value)
    tensor = is_tensor(value)
    if not tensor and type(value) is not np.ndarray:
        scalar = shape == () and (type(value) in _NUMBERS or isinstance(value, np.generic))
        check(scalar, Code(type(value).__name__), Said(_AN_ARRAY), what=what)
        value = np.asarray(value) if type(value) in _NUMBERS else value
    seen_shape = tuple(value.shape)
    if shape is not None and seen_shape != tuple(shape):
        cause = (shape_causes or {}).get(seen_shape)
        right = Said(_SHAPE, shape=tuple(shape))
        raise Failure(what, Said(_SHAPE, shape=seen_shape), right, cause)
    if dtype is not None and _dtype_name(value) != _dtype_name(dtype):
        left, right = (Said(_TYPE, dtype=_dtype_name(each)) for each in (value, dtype))
        raise Failure(what, left, right)
    array = value.detach().numpy() if tensor else np.asarray(value)
    if finite and array.dtype.kind in "fc" and not np.isfinite(array).all():
        count = int((~np.isfinite(array)).sum())
        template = gettext_noop("{count} of {size} entries are NaN or infinite")
        left = Said(template, count=count, size=array.size)
        raise Failure(what, left, Said(gettext_noop("finite entries")))


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
            raise Failure(
                name,
                Said(gettext_noop("changed")),
                Said(gettext_noop("unchanged")),
                "inputs_changed",
                facts,
                message=Said(gettext_noop("The argument {name} was changed."), name=name),
            )


def _entries(value: Any) -> Any:
    """The numbers of an array or tensor, also of one that a callee has made part of a graph."""
    return np.asarray(value.detach() if hasattr(value, "detach") else value)
