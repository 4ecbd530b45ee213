"""What a checker reports reaches a result bounded and of the right types, or not at all."""

import json
import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.sandbox import records
from apps.sandbox.entries import entries, public
from apps.sandbox.sentences import fill
from apps.sandbox.session import Findings
from apps.sandbox.verdict import make_result
from tests.sandbox.made import make_exercise

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
KEYS = st.sampled_from([
    "message", "seen", "expected", "cause", "message_id", "forms", "array", "traceback", "gates",
    "plots", "output", "output_chars", "output_cut", "case", "cpu_s", "wall_s", "peak_kib",
    "status", "limit",
])  # fmt: skip
EXERCISE = make_exercise("def test_a(): pass\n", '[[tests]]\nid = "test_a"\n')


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(KEYS, ANYTHING))
def test_whatever_an_event_holds_a_result_can_be_stored(event: dict[str, Any]) -> None:
    events = [{**event, "event": "test", "id": "test_a"}, {"event": "end", "code": 0}]
    result = make_result(EXERCISE, Findings(events=events, seed=1))
    json.dumps(result, allow_nan=False)
    [test] = result["tests"]
    assert all(len(test[part] or "") <= 500 for part in ("message", "seen", "expected", "cause"))


def plot(**changes: Any) -> Any:
    found = {"title": "Loss", "curves": [{"name": "yours", "points": [[1, 2.5], [2, 1.5]]}]}
    return {**found, "lines": [{"name": "floor", "y": 1.0}], "x": "", "y": "", "log": "", **changes}


def test_a_plot_as_it_should_be_stays_as_it_is() -> None:
    assert records.plots([plot()]) == [plot()]


@pytest.mark.parametrize(
    "curves",
    [None, 3, [], [3], [{}], [{"points": "x"}], [{"points": [[1]]}], [{"points": [[1, None]]}],
     [{"points": [[math.nan, 1]]}], [{"points": [[1, math.inf]]}], [{"points": [[1, True]]}],
     [{"points": [[1, "2"]]}], [{"points": [[1, 10**400]]}]],
)  # fmt: skip
def test_without_one_finite_point_there_is_no_plot(curves: Any) -> None:
    assert records.plots([plot(curves=curves)]) == []


def test_plots_are_bounded() -> None:
    curve = {"name": "n" * 999, "points": [[i, i] for i in range(5000)]}
    lines = [{"name": "n" * 999, "y": i} for i in range(99)]
    found = records.plots([plot(title="t" * 999, curves=[curve] * 99, lines=lines)] * 99)
    assert len(found) == 8
    assert (len(found[0]["curves"]), len(found[0]["lines"]), len(found[0]["title"])) == (6, 6, 100)
    assert (len(found[0]["curves"][0]["points"]), len(found[0]["lines"][0]["name"])) == (200, 40)


def test_a_run_has_no_more_plots_than_a_page_can_bear() -> None:
    names = [f"test_{n}" for n in range(9)]
    tests = "\n".join(f"def {name}(): pass" for name in names)
    events = [
        {"event": "test", "id": name, "status": "pass", "plots": [plot()] * 4} for name in names
    ]
    findings = Findings(events=events)
    found = public(entries(make_exercise(tests), findings), None)
    assert sum(len(test["plots"]) for test in found) == 8


def test_a_sentence_is_filled_in_and_never_evaluated() -> None:
    facts = {"a": "1", "b": "{a}"}
    assert fill("{a} {b} {c} {a.__class__} {a!r:>99} {0}", facts) == (
        "1 {a} {c} {a.__class__} {a!r:>99} {0}"
    )
