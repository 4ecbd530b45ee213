"""Checks that say what was seen, what was expected, and a cause only where it is proven."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

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


def table(seen: Any, expected: Any, **options: Any) -> dict[str, Any]:
    with pytest.raises(Failure) as caught:
        check_close(seen, expected, what="M", **options)
    assert caught.value.array is not None
    return caught.value.array


def test_a_long_axis_is_cut_around_what_is_wrong() -> None:
    seen = np.zeros((12, 12))
    seen[5, 9] = 1
    array = table(seen, np.zeros((12, 12)))
    assert array["row_names"] == ["0", "1", "2", "…", "4", "5", "6", "…", "11"]
    assert array["column_names"] == ["0", "1", "2", "…", "8", "9", "10", "11"]
    [[i, j]] = array["bad"]
    assert (array["rows"][i][j], array["expected"][i][j]) == ("1", "0")
    assert set(array["rows"][3]) == {"…"}


def test_of_a_longer_array_the_matrix_with_the_first_wrong_entry_is_shown() -> None:
    seen = np.zeros((2, 3, 2, 2))
    seen[1, 2, 0, 1] = 4
    array = table(seen, np.zeros((2, 3, 2, 2)), axes=("batch", "head", "query", "key"))
    assert (array["rows"], array["bad"]) == ([["0", "4"], ["0", "0"]], [[0, 1]])
    caption = "M[1, 2, :, :], of shape (2, 3, 2, 2): query down, key across"
    assert array["caption"] == caption


def test_a_row_of_numbers_has_no_names_of_rows() -> None:
    array = table(np.arange(20.0), np.zeros(20))
    assert array["row_names"] == []
    assert array["column_names"] == ["0", "1", "2", "3", "4", "5", "…", "19"]


@pytest.mark.parametrize(
    ("seen", "expected", "shown", "due"),
    [
        ([1.0, np.nan, np.inf], [1.0, 0.5, -np.inf], ["1.0", "nan", "inf"], ["1.0", "0.5", "-inf"]),
        ([0.123456789, 0.0], [0.123456788, 0.0], ["0.123456789", "0"], ["0.123456788", "0"]),
        ([123456789, 2], [123456789, 3], ["123456789", "2"], ["123456789", "3"]),
        ([True, False], [True, True], ["True", "False"], ["True", "True"]),
        ([1e9, 1.0], [1e9, 2.0], ["1.00e+09", "1.00e+00"], ["1.00e+09", "2.00e+00"]),
        ([1.0, 1e-20], [1.0, 2e-20], None, None),
        ([1 + 2j, 0j], [1 - 2j, 0j], ["1+2j", "0+0j"], ["1-2j", "0+0j"]),
    ],
    ids=["not finite", "close", "whole", "truth", "large", "tiny", "complex"],
)
def test_entries_that_differ_look_different(seen: Any, expected: Any, shown: Any, due: Any) -> None:
    array = table(np.array(seen), np.array(expected), rtol=0, atol=0)
    if shown is not None:
        assert [text.rstrip("0") for text in array["rows"][0]] == [t.rstrip("0") for t in shown]
        assert [t.rstrip("0") for t in array["expected"][0]] == [t.rstrip("0") for t in due]
    for i, j in array["bad"]:
        assert array["rows"][i][j] != array["expected"][i][j]


def test_a_table_can_be_read_in_a_terminal() -> None:
    with pytest.raises(Failure) as caught:
        check_close(
            np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 2.0], [3.0, 5.0]]), what="M"
        )
    assert str(caught.value).splitlines()[1:] == [
        "M, of shape (2, 2)",
        "  0  1   2    expected  1   2 ",
        "  1  3  [4]   expected  3   5 ",
    ]


@pytest.mark.parametrize(
    ("seen", "expected", "message", "left", "right"),
    [
        ("ab\ncd", "ab\nce", "x: the texts differ first at index 4", r"'ab\ncd'", r"'ab\nce'"),
        ("学习", "学會", "x: the texts differ first at index 1", "'学习'", "'学會'"),
        ([1, 2, 3], [1, 2], "x: the length is 3, it should be 2", "[1, 2, 3]", "[1, 2]"),
        ((1, "a"), (1, "b"), "x: the items differ first at index 1", "(1, 'a')", "(1, 'b')"),
        ({"a": 1}, {"a": 2}, "x: the value of the key 'a' is not right", "1", "2"),
        ({}, {"a": 2}, "x: the key 'a' is missing", "nothing there", "2"),
        ({"a": 1, "b": 2}, {"a": 1}, "x: the key 'b' is one too many", "2", "nothing there"),
        ({3, 1}, {1, 2}, "x: 1 missing, 1 too many", "{1, 3}", "{1, 2}"),
        (0.1 + 0.2, 0.3, "x: the value is not right", "0.30000000000000004", "0.29999999999999999"),
        ([1.0], np.ones(1), "x: the value is not right", "[1.0]", "[1.]"),
        (ValueError("no"), 3, "x: the value is not right", "ValueError('no')", "3"),
        (None, "", "x", "", ""),
    ],
)  # fmt: skip
def test_values_that_are_not_equal_say_where(
    seen: Any, expected: Any, message: str, left: str, right: str
) -> None:
    with pytest.raises(Failure) as caught:
        check_equal(seen, expected, what="x")
    if seen is None:
        assert isinstance(caught.value, NotStarted)
        return
    failure = caught.value
    assert (failure.message, failure.seen, failure.expected) == (message, left, right)


def test_long_texts_are_shown_around_their_difference() -> None:
    right = "the cat sat on the mat. " * 100
    with pytest.raises(Failure) as caught:
        check_equal(right[:1500] + "?" + right[1501:], right, what="the story")
    assert "?" in caught.value.seen and "?" not in caught.value.expected
    assert max(len(caught.value.seen), len(caught.value.expected)) < 100


def test_tensors_are_compared_entry_by_entry() -> None:
    torch = pytest.importorskip("torch")
    check_equal(torch.ones(2, 2), torch.ones(2, 2), what="x")
    check_close(torch.ones(2, dtype=torch.bfloat16), [1.0, 1.0], what="x")
    with pytest.raises(Failure) as caught:
        check_equal(torch.ones(2, 2), torch.eye(2), what="x")
    assert caught.value.array and caught.value.array["bad"] == [[0, 1], [1, 0]]


# Plots.


def plotted(tmp_path: Path, body: str) -> list[dict[str, Any]]:
    """What a test with this body attaches in a run of pytest beside a downloaded exercise."""
    shutil.copytree(Path(evidence.__file__).parent, tmp_path / "evidence")
    (tmp_path / "conftest.py").write_text(
        'pytest_plugins = ["evidence"]\n\n\n'
        "def pytest_runtest_teardown(item):\n"
        "    import json, pathlib\n"
        "    pathlib.Path('found.json').write_text(json.dumps(item.user_properties))\n"
    )
    text = f"import numpy as np\nfrom evidence import plot\n\n\ndef test_x():\n    {body}\n"
    (tmp_path / "test_x.py").write_text(text)
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path, env={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}, check=True,
    )  # fmt: skip
    return [value for name, value in json.loads((tmp_path / "found.json").read_text())]


def test_a_plot_is_kept_beside_the_test(tmp_path: Path) -> None:
    [found] = plotted(
        tmp_path,
        "plot('Loss', {'yours': [(1, 2.0), (3, float('nan'))], 'ours': np.array([5, 4])}, "
        "lines={'floor': 1 / 3}, x='steps', y='bits', log='y')",
    )
    assert found == {
        "title": "Loss",
        "curves": [
            {"name": "yours", "points": [[1, 2], [3, None]]},
            {"name": "ours", "points": [[1, 5], [2, 4]]},
        ],
        "lines": [{"name": "floor", "y": 0.333333}],
        "x": "steps",
        "y": "bits",
        "log": "y",
    }


def test_a_long_curve_keeps_its_ends_its_peaks_and_its_gaps(tmp_path: Path) -> None:
    [found] = plotted(
        tmp_path,
        "plot('x', {'a': [(i, 99 if i == 777 else None if i == 500 else i % 7) "
        "for i in range(10_000)]})",
    )
    points = found["curves"][0]["points"]
    assert len(points) <= 200
    assert (points[0], points[-1]) == ([0, 0], [9999, 3])
    assert [777, 99] in points and [500, None] in points


def test_outside_a_test_a_plot_is_nothing() -> None:
    evidence.plot("x", {"a": [1, 2]})


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


def test_a_plain_number_is_an_array_without_axes() -> None:
    check_array(1.5, shape=(), what="x")
    check_array(3, shape=(), dtype="i8", what="x")
    for wrong in (float("nan"), "3"):
        with pytest.raises(Failure):
            check_array(wrong, shape=(), what="x")
    with pytest.raises(Failure):
        check_array(1.5, shape=(1,), what="x")
