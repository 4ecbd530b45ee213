"""Checks that say what was seen, what was expected, and a cause only where it is proven."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from apps.sandbox import evidence
from apps.sandbox.evidence import (
    Failure,
    NotStarted,
    check,
    check_array,
    check_close,
    check_equal,
    unchanged,
)


def test_close_enough() -> None:
    check_close(0.1 + 0.2, 0.3, what="a sum")
    check_close([1.0, 2.0], np.array([1.0, 2.0]), what="a list")
    check_close(np.nan, np.nan, what="nothing")


def test_a_cause_is_named_when_the_answer_is_what_the_mistake_gives() -> None:
    with pytest.raises(Failure) as caught:
        check_close(0.693147, 1.0, what="H", rtol=1e-5, causes={"nats": np.log(2), "zero": 0.0})
    assert (caught.value.cause, caught.value.seen, caught.value.expected) == (
        "nats", "0.693147", "1",
    )  # fmt: skip


def test_no_cause_when_two_mistakes_give_it_or_none() -> None:
    for causes in ({"a": 2.0, "b": 2.0}, {"a": 7.0}, {"a": lambda: 1 / 0}, {}):
        with pytest.raises(Failure) as caught:
            check_close(2.0, 1.0, what="x", causes=causes)
        assert caught.value.cause is None


def test_shapes_must_agree() -> None:
    with pytest.raises(Failure):
        check_close(np.ones((2, 1)), np.ones((1, 2)), what="x")
    with pytest.raises(Failure):
        check_close([1.0, [2.0]], [1.0, 2.0], what="x")


def test_nothing_returned_is_not_started() -> None:
    for action in (
        lambda: check_close(None, 1.0, what="x"),
        lambda: check_equal(None, 3, what="x"),
        lambda: check_array(None, what="x"),
    ):
        with pytest.raises(NotStarted):
            action()
    check_equal(None, None, what="x")


def test_equal_is_of_one_kind() -> None:
    check_equal(3, 3.0, what="x")
    check_equal(np.int64(3), 3, what="x")
    for seen, expected in ((True, 1), (1, True), ("3", 3), ([1], (1,))):
        with pytest.raises(Failure):
            check_equal(seen, expected, what="x")


def test_an_object_that_equals_everything_equals_nothing() -> None:
    class Equal:
        def __eq__(self, other: object) -> bool:
            return True

        def __bool__(self) -> bool:
            return True

        __hash__ = object.__hash__

    for action in (
        lambda: check_equal(Equal(), 3, what="x"),
        lambda: check_close(Equal(), 3.0, what="x"),
        lambda: check(Equal(), what="x"),  # type: ignore[arg-type]
    ):
        with pytest.raises(Failure):
            action()


def test_arrays() -> None:
    check_array(np.ones((3, 4)), shape=(3, 4), dtype="f8", what="x")
    with pytest.raises(Failure) as caught:
        check_array(np.ones((4, 3)), shape=(3, 4), what="x", shape_causes={(4, 3): "turned"})
    assert (caught.value.cause, caught.value.seen) == ("turned", "shape (4, 3)")
    for wrong in (np.ones((3, 4), "f4"), [[1.0]], np.full((3, 4), np.nan)):
        with pytest.raises(Failure):
            check_array(wrong, shape=(3, 4), dtype="f8", what="x")
    check_array(np.full(2, np.inf), what="x", finite=False)


def test_a_wrong_matrix_shows_its_wrong_entries() -> None:
    seen = np.zeros((2, 3))
    seen[1, 2] = 5
    with pytest.raises(Failure) as caught:
        check_close(seen, np.zeros((2, 3)), what="M")
    array = caught.value.array
    assert array is not None
    assert array["rows"] == [["0", "0", "0"], ["0", "0", "5"]]
    assert array["expected"] == [["0", "0", "0"], ["0", "0", "0"]]
    assert (array["bad"], array["caption"]) == ([[1, 2]], "M, of shape (2, 3)")
    assert caught.value.seen == "1 of 6 entries are off; the first, at [1, 2], is 5."


def test_unchanged() -> None:
    x = np.array([1.0, np.nan])
    with unchanged(x=x):
        x.sum()
    with pytest.raises(Failure) as caught, unchanged(x=x):
        x[0] = 2
    assert (caught.value.cause, caught.value.facts) == ("inputs_changed", {"name": "x"})


def test_messages_are_filled_in() -> None:
    failure = Failure("x", "3", "4", "off", {"by": 1})
    assert failure.cause_text({"off": "{seen} is off by {by}"}) == "3 is off by 1"
    assert failure.cause_text({"off": "{nothing}"}) == "{nothing}"
    assert failure.cause_text({}) is None


def test_the_folder_stands_alone_beside_an_exercise(tmp_path: Path) -> None:
    shutil.copytree(Path(evidence.__file__).parent, tmp_path / "evidence")
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["evidence"]\n')
    (tmp_path / "exercise.toml").write_text('[messages]\nnats = "These are nats."\n')
    (tmp_path / "test_x.py").write_text(
        "from evidence import check_close\n\n\ndef test_x(rng, seed):\n"
        "    assert seed == 0 and rng.random() < 1\n"
        "    check_close(0.5, 1.0, what='H', causes={'nats': 0.5})\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path, env={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "H: saw 0.5, expected 1" in done.stdout
    assert "These are nats." in done.stdout


def test_unchanged_sees_a_tensor_that_the_callee_made_part_of_a_graph() -> None:
    torch = pytest.importorskip("torch")
    x, weight = torch.ones(2), torch.ones(2, requires_grad=True)
    with pytest.raises(Failure) as caught, unchanged(x=x):
        x += weight
    assert caught.value.cause == "inputs_changed"
