"""Tests that train: gates in the verdict, clocks in reference seconds, a choice of tests."""

import math
from dataclasses import replace

import numpy as np
import pytest

from apps.sandbox import evidence
from apps.sandbox.engine import Engine
from apps.sandbox.evidence import Failure, gate, take_gates
from apps.sandbox.limits import Limits
from tests.sandbox.made import make_exercise, solution, test_of

TRAINING = make_exercise(
    """\
    from evidence import gate
    from solution import train


    def test_loss(cpu_clock):
        start = cpu_clock()
        spent = train(cpu_clock, 0.4)
        gate("spent", cpu_clock() - start, above=0.4)
        gate("loss", 1.0, below=0.5, cause="high", facts={"part": 3})


    def test_steps(training_steps):
        assert train.__name__ and training_steps(2000) in (2000, 200)


    def test_plain():
        assert False
    """,
    """\
    [limits]
    cpu_s = 5

    [[tests]]
    id = "test_plain"
    [[tests]]
    id = "test_steps"
    [[tests]]
    id = "test_loss"

    [messages]
    high = "{seen:.1f} after {part} is above {expected}."
    """,
)
BUSY = solution(
    """\
    def train(clock, seconds):
        start = clock()
        while clock() - start < seconds:
            sum(range(1000))
        return clock() - start
    """
)


def test_a_gate_is_held_or_fails_and_is_recorded_either_way() -> None:
    evidence.configure(messages={"low": "{seen} is not above {expected}"}, seed=1)
    gate("loss", np.float32(0.25), below=0.5)
    with pytest.raises(Failure) as caught:
        gate("right", 0.4, above=0.9, cause="low")
    assert str(caught.value).splitlines() == [
        "right: saw 0.4, expected above 0.9",
        "0.4 is not above 0.9",
    ]
    assert take_gates() == [
        {"name": "loss", "value": 0.25, "bound": 0.5, "better": "lower"},
        {"name": "right", "value": 0.4, "bound": 0.9, "better": "higher"},
    ]
    assert take_gates() == []


@pytest.mark.parametrize("value", [math.nan, math.inf, "0.1", None, True, [0.1]])
def test_what_is_no_finite_number_passes_no_gate(value: object) -> None:
    evidence.configure(messages={}, seed=1)
    with pytest.raises(Failure):
        gate("loss", value, below=0.5)  # type: ignore[arg-type]
    assert take_gates()[0]["value"] is None


def test_a_gate_has_one_bound() -> None:
    with pytest.raises(ValueError):
        gate("loss", 0.5)
    with pytest.raises(ValueError):
        gate("loss", 0.5, below=1.0, above=0.0)


def test_gates_and_the_speed_of_the_machine_stand_in_the_result(engine: Engine) -> None:
    result = engine.grade(TRAINING, BUSY)
    test = test_of(result, "test_loss")
    assert 0.1 <= result["speed"] <= 10
    assert [(gate["name"], gate["better"]) for gate in test["gates"]] == [
        ("spent", "higher"),
        ("loss", "lower"),
    ]
    assert test["cause"] == "1.0 after 3 is above 0.5."
    assert test["gates"][0]["value"] == pytest.approx(
        test["cpu_s"] * result["speed"], rel=0.5, abs=0.1
    )
    assert test_of(result, "test_steps")["gates"] == []


def test_only_some_tests_run_and_training_ends_early(engine: Engine) -> None:
    chosen = ["test_loss", "test_steps"]
    slow = engine.grade(TRAINING, BUSY, only=chosen)
    quick = engine.grade(TRAINING, BUSY, only=chosen, pace=10)
    for result in (slow, quick):
        assert [test["id"] for test in result["tests"]] == ["test_steps", "test_loss"]
        assert test_of(result, "test_steps")["status"] == "pass"
    assert test_of(quick, "test_loss")["cpu_s"] < test_of(slow, "test_loss")["cpu_s"] / 2
    passed = engine.grade(TRAINING, BUSY, only=["test_steps"])
    assert passed["outcome"] == "passed"


def test_the_first_failure_may_be_the_last(engine: Engine) -> None:
    result = engine.grade(TRAINING, BUSY, until_failure=True)
    assert [test["status"] for test in result["tests"]] == ["fail", "not run", "not run"]
    assert result["outcome"] == "failed"


def test_limits_of_training_are_reference_seconds() -> None:
    plain = replace(TRAINING, tests_files={"test_a.py": "def test_a(): pass"})
    assert TRAINING.trains and not plain.trains
    assert TRAINING.on(0.5).limits == Limits(cpu_s=10, wall_s=40)
    assert TRAINING.on(2.0).limits == TRAINING.limits
    assert plain.on(0.5).limits == plain.limits


def test_a_bound_can_be_said_in_another_language(engine: Engine) -> None:
    test = test_of(engine.grade(TRAINING, BUSY, only=["test_loss"]), "test_loss")
    assert test["forms"]["seen"] == {"code": True}
    assert test["forms"]["expected"] == {"template": "below {bound}", "facts": {"bound": "0.5"}}
