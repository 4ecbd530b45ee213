"""Exercises that train: gates with their margin over five seeds, and the quick pass."""

from pathlib import Path

import pytest

from apps.grading.verify.gates import Gate
from apps.sandbox.exercise import Exercise
from tests.exercises.made import FILES, TESTS, TOML, made_exercise, verified

GATE = """

def test_training(rng, training_steps):
    steps = training_steps(1000)
    spent = float(double(np.array([steps * 1.0]))[0])
    wild = spent < steps / 100
    gate("loss", {loss} / spent, below=0.1, cause="wild" if wild else None)
"""
LISTED = """\
[[tests]]
id = "test_training"
task = 1
title = "It learns"

[[mutants]]
name = "wild"
must_fail = "test_training"
message_id = "wild"

[[mutants]]
name = "half\""""
MESSAGE = '[messages]\nwild = "It is {seen:.2f} and should be below {expected}."\n'
WILD = "import numpy as np\n\n\ndef double(x):\n    return 2 * x if x.size > 1 else x / 1000\n"


def training(folder: Path, loss: float = 100) -> Exercise:
    """An exercise that trains a thousand steps; its loss is `loss` by twice the steps."""
    source = TESTS.replace("import check_close", "import check_close, gate")
    return made_exercise(
        folder,
        {
            "tests/test_double.py": source + GATE.format(loss=loss),
            "exercise.toml": TOML.replace('[[mutants]]\nname = "half"', LISTED, 1).replace(
                "[messages]\n", MESSAGE
            ),
            "mutants/wild/solution.py": WILD,
        },
    )


def test_gates_are_measured_under_five_seeds(tmp_path: Path) -> None:
    report = verified(training(tmp_path))
    assert report.problems == []
    assert str(report.gates["loss"]) == "loss 0.05 < 0.1 (margin 50%)"
    assert (report.killed, report.mutants) == (3, 3)
    # as without training, and one mutant, two further seeds
    assert report.runs == 3 + 1 + 1 + 3 + 3 + 2 + 1 + 2 + 2 + 2


def test_a_narrow_gate_is_named(tmp_path: Path) -> None:
    report = verified(training(tmp_path, loss=190))
    texts = [problem.text for problem in report.problems]
    assert len(texts) == 5 and all(problem.point == 5 for problem in report.problems)
    assert texts[0].startswith("test_training: loss 0.095 < 0.1 (margin 5%) under seed ")


def test_training_states_a_gate(tmp_path: Path) -> None:
    exercise = made_exercise(
        tmp_path,
        {"tests/test_double.py": TESTS.replace("(rng)", "(rng, cpu_clock)")},
    )
    texts = {problem.text for problem in verified(exercise).problems}
    assert "test_double trains and states no gate: call gate(…) with what it measured" in texts


def test_a_quick_pass_leaves_out_what_short_training_cannot_show(tmp_path: Path) -> None:
    report = verified(training(tmp_path), quick=True)
    assert report.problems == []
    assert report.unchecked == ["the gates of test_training", "mutants/wild"]
    assert (report.killed, report.mutants, report.runs) == (2, 2, 1 + 1 + 2)


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("solution/solution.py", "def double(x):\n    return 3 * x\n", "does not pass"),
        ("starter/solution.py", FILES["solution/solution.py"], "the starter passes every test"),
        ("mutants/half/solution.py", FILES["solution/solution.py"], "mutants/half passes every"),
    ],
)
def test_a_quick_pass_runs_each_once(tmp_path: Path, file: str, text: str, words: str) -> None:
    report = verified(made_exercise(tmp_path, {file: text}), quick=True)
    assert any(words in problem.text for problem in report.problems)
    assert report.unchecked == [] and report.runs == 4


@pytest.mark.parametrize(
    ("value", "bound", "better", "margin"),
    [
        (0.3, 0.4, "lower", 0.25),
        (0.5, 0.4, "lower", -0.25),
        (0.9, 0.8, "higher", 0.125),
        (-1.0, -2.0, "higher", 0.5),
        (None, 0.4, "lower", float("-inf")),
    ],
)
def test_the_margin(value: float | None, bound: float, better: str, margin: float) -> None:
    assert Gate("t", "g", value, bound, better).margin == pytest.approx(margin)
