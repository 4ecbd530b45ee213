"""Tests that train: what they may spend, and the measured number that has to reach a bound."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from .failure import Failure
from .settings import settings
from .words import Code, Said, gettext_noop

_BOUNDS = {"lower": gettext_noop("below {bound}"), "higher": gettext_noop("above {bound}")}


def gate(
    name: str,
    seen: float | np.floating[Any],
    *,
    below: float | None = None,
    above: float | None = None,
    what: str = "",
    cause: str | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Fail unless `seen` is below (or above) its bound. Either way both stand in the verdict.

    Only what the test itself measured may be `seen`: the learner's own number proves nothing.
    `verify` asks for a tenth of the bound as margin, whatever the seed. `cause` as in `check`.
    """
    if (below is None) == (above is None):
        raise ValueError("a gate has one bound: below or above")
    bound, better = (below, "lower") if below is not None else (above, "higher")
    assert bound is not None
    number = float(seen) if type(seen) in (int, float) or isinstance(seen, np.number) else math.nan
    value = number if math.isfinite(number) else None
    settings["gates"].append({"name": name, "value": value, "bound": bound, "better": better})
    if not (number < bound if better == "lower" else number > bound):
        expected = Said(_BOUNDS[better], bound=f"{bound:g}")
        values = {"seen": number, "expected": bound, **(facts or {})}
        raise Failure(what or name, Code(f"{number:.4g}"), expected, cause, values)


def take_gates() -> list[dict[str, Any]]:
    """The gates since the last call, in order."""
    found, settings["gates"] = settings["gates"], []
    return list(found)


@pytest.fixture
def cpu_clock() -> Callable[[], float]:
    """CPU time of the process that runs the learner's code, as its zygote reads it.

    In reference seconds: a grader measures its own speed and counts a second on a slow machine as
    less, so that what can be trained in ten of them is the same everywhere. Beside a downloaded
    exercise a second is a second. A quick pass of `verify` counts a tenth of a second as one.
    """
    rate = settings["speed"] * settings["pace"]
    return lambda: float(settings["process"].cpu_s()) * rate


@pytest.fixture
def training_steps() -> Callable[[int], int]:
    """`training_steps(2000)`: so many steps of training, and a tenth of them in a quick pass."""
    return lambda steps: max(1, round(steps / settings["pace"]))
