"""The exceptions by which pytest itself skips, expects and ends."""

import itertools

import _pytest.outcomes as outcomes
import pytest

calls = itertools.count()
ENDINGS = (
    pytest.skip.Exception("skipped", allow_module_level=True), pytest.xfail.Exception("expected"),
    outcomes.Exit("enough", returncode=0), pytest.UsageError("usage"), pytest.PytestWarning("warn"),
)  # fmt: skip


def double(x, then=None):
    raise ENDINGS[next(calls) % len(ENDINGS)]
