"""What the tests of an exercise say when a check fails: seen, expected, and a proven cause.

Import it as `evidence`. Plain pytest works beside it; this adds the three parts of a failure and
names a likely cause only when the evidence shows it: the answer equals what that mistake gives.

    check_close(entropy_bits(p), 1.0, what="entropy_bits of a fair coin", causes={"nats": log(2)})

The file stands alone (NumPy and pytest only): it is the same beside a downloaded exercise, where
`pytest_plugins = ["evidence"]` in conftest.py gives its fixtures.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest

NOT_STARTED = "Not started yet: the function gives no value so far."
_MAX_TEXT = 500
_SHOWN = 6  # rows and columns of an array that a message shows
_settings: dict[str, Any] = {"messages": {}, "seed": None}


class Failure(AssertionError):
    """A failed check. `cause` is a message id or None; `facts` fill in its message."""

    def __init__(
        self,
        what: str,
        seen: str,
        expected: str,
        cause: str | None = None,
        facts: Mapping[str, Any] | None = None,
        array: dict[str, Any] | None = None,
    ) -> None:
        self.what, self.seen, self.expected = what, seen[:_MAX_TEXT], expected[:_MAX_TEXT]
        self.cause, self.facts, self.array = cause, dict(facts or {}), array
        super().__init__(self.text(_settings["messages"]))

    def text(self, messages: Mapping[str, str]) -> str:
        about = f"{self.what}: " if self.what else ""
        because = self.cause_text(messages)
        return f"{about}saw {self.seen}, expected {self.expected}" + (
            f"\n{because}" if because else ""
        )

    def cause_text(self, messages: Mapping[str, str]) -> str | None:
        template = messages.get(self.cause or "")
        if template is None:
            return None
        values = {"seen": self.seen, "expected": self.expected} | self.facts
        try:
            return template.format(**values)
        except (KeyError, ValueError, IndexError, TypeError, AttributeError):
            return template

    def record(self, messages: Mapping[str, str]) -> dict[str, Any]:
        """The failure as the parts of a result."""
        return {
            "message": f"{self.what}: the value is not right" if self.what else None,
            "seen": self.seen,
            "expected": self.expected,
            "cause": self.cause_text(messages),
            "message_id": self.cause if self.cause in messages else None,
            "array": self.array,
        }


class NotStarted(Failure):
    """No value where one was due: the learner has not begun."""

    def __init__(self) -> None:
        super().__init__("", "no value", "a value", "not_started")

    def record(self, messages: Mapping[str, str]) -> dict[str, Any]:
        return not_started_record(messages)


def not_started_record(messages: Mapping[str, str]) -> dict[str, Any]:
    text = messages.get("not_started", NOT_STARTED)
    return {
        "message": text, "seen": None, "expected": None, "cause": None, "array": None,
        "message_id": "not_started", "traceback": [], "status": "fail",
    }  # fmt: skip


def configure(*, messages: Mapping[str, str], seed: int, process: Any = None) -> None:
    """Give the exercise's messages, the run's seed and the process that runs the learner's code.

    Otherwise the messages are found on disk, and the process is this one.
    """
    _settings.update(messages=dict(messages), seed=seed, process=process or _Here())


def not_started() -> NoReturn:
    raise NotStarted


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


def _array_of(value: Any) -> np.ndarray[Any, Any] | None:
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


def _due(value: Any) -> None:
    if value is None or value is NotImplemented:
        raise NotStarted


def _close(seen: Any, expected: Any, rtol: float, atol: float) -> bool:
    left, right = _array_of(seen), _array_of(expected)
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


# Checks.


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
    numbers = {"seen": _number(seen), "expected": _number(expected)}
    array = _marked(seen, expected, rtol, atol, what)
    raise Failure(what, show(seen), show(expected), cause, {**numbers, **(facts or {})}, array)


def _number(value: Any) -> Any:
    """What a message's placeholder formats: the number itself, or how the value is shown."""
    array = _array_of(value)
    return array.item() if array is not None and array.ndim == 0 else show(value)


def _marked(seen: Any, expected: Any, rtol: float, atol: float, what: str) -> dict[str, Any] | None:
    """A corner of a matrix as text, with the entries that are wrong."""
    left, right = _array_of(seen), _array_of(expected)
    if left is None or right is None or left.shape != right.shape or left.ndim not in (1, 2):
        return None
    wrong = ~np.isclose(np.atleast_2d(left), np.atleast_2d(right), rtol, atol, equal_nan=True)
    corner = np.atleast_2d(left)[:_SHOWN, :_SHOWN]
    rows = [[f"{entry:.4g}" for entry in row] for row in corner]
    bad = [[int(i), int(j)] for i, j in np.argwhere(wrong[:_SHOWN, :_SHOWN])]
    return {"rows": rows, "bad": bad, "caption": f"{what}: shape {left.shape}"}


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
    facts = {"seen": _number(seen), "expected": _number(expected), **(facts or {})}
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


# The process that runs the learner's code.


def rng_state() -> str:
    """A digest of the global random generators of `random`, NumPy and torch in this process."""
    torch: Any = sys.modules.get("torch")
    states = (random.getstate(), np.random.get_state(), torch and torch.get_rng_state().tolist())
    return hashlib.sha256(repr(states).encode()).hexdigest()


class _Here:
    """This process, where tests and learner's code share one."""

    def cpu_s(self) -> float:
        return time.process_time()

    def reset_peak(self) -> float:
        with contextlib.suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")
        return self.peak_mib()

    def peak_mib(self) -> float:
        with contextlib.suppress(OSError):
            for line in Path("/proc/self/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) / 1024
        return 0.0

    def rng_state(self) -> str:
        return rng_state()


_settings["process"] = _Here()


class PeakMemory:
    """What a block needed above what was held before it: `mib` once the block has ended."""

    mib = 0.0

    def __enter__(self) -> PeakMemory:
        self.before = _settings["process"].reset_peak()
        return self

    def __exit__(self, *error: object) -> None:
        self.mib = max(0.0, _settings["process"].peak_mib() - self.before)


# Fixtures.


@pytest.fixture
def cpu_clock() -> Callable[[], float]:
    """CPU seconds of the process that runs the learner's code, as its supervisor reads them."""
    return lambda: float(_settings["process"].cpu_s())


@pytest.fixture
def peak_memory() -> type[PeakMemory]:
    """`with peak_memory() as used: …` then `used.mib`."""
    return PeakMemory


@pytest.fixture
def global_rng_unchanged() -> Callable[[], contextlib.AbstractContextManager[None]]:
    """`with global_rng_unchanged(): …` fails when the block drew from a global generator."""

    @contextlib.contextmanager
    def watch() -> Iterator[None]:
        before = _settings["process"].rng_state()
        yield
        if _settings["process"].rng_state() != before:
            raise Failure("the global random generator", "used", "untouched", "global_rng")

    return watch


@pytest.fixture
def seed() -> int:
    """The seed of this run, stored with its verdict."""
    given = _settings["seed"]
    return int(os.environ.get("EXERCISE_SEED", "0")) if given is None else int(given)


@pytest.fixture
def rng(seed: int, request: pytest.FixtureRequest) -> np.random.Generator:
    """A random generator of this test's own, drawn from the run's seed."""
    name = np.frombuffer(request.node.name.encode(), dtype=np.uint8)
    return np.random.default_rng([seed, *name.tolist()])


def pytest_configure(config: pytest.Config) -> None:
    """Beside a downloaded exercise its messages lie in exercise.toml above the tests."""
    if _settings["messages"]:
        return
    import tomllib

    for place in (Path.cwd(), *Path.cwd().parents):
        if (file := place / "exercise.toml").is_file():
            _settings["messages"] = tomllib.loads(file.read_text("utf-8")).get("messages", {})
            return
