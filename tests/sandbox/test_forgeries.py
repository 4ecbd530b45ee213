"""Wrong programs that try to be taken for right ones, one a file: none passes a single test."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sandbox.hostile import SECRET, Bench, bench
from tests.sandbox.made import make_exercise

FORGERIES = sorted((Path(__file__).parent / "forgeries").glob("*.py"))
TESTS = f"""
    import copy
    import math

    import numpy as np
    import pytest
    from evidence import check_array, check_close, check_equal
    from solution import double

    SECRET = "{SECRET}"


    @pytest.fixture
    def pair():
        x = np.arange(1.0, 4.0)
        return x, 2 * x


    def test_number():
        assert double(21.0) == 42.0


    def test_approx():
        assert double(21.0) == pytest.approx(42.0)


    def test_approx_first():
        assert pytest.approx(42.0) == double(21.0)


    def test_difference():
        assert abs(double(21.0) - 42.0) < 1e-9


    def test_not_different():
        answer = double(21.0)
        assert isinstance(answer, float) and not answer != 42.0


    def test_isclose():
        assert math.isclose(double(21.0), 42.0)


    def test_member():
        assert double(21.0) in [42.0] and {{double(21.0)}} == {{42.0}}


    def test_map():
        assert all(y == 2 * x for x, y in zip([1.0, 2.0], map(double, [1.0, 2.0])))


    def test_copy():
        assert copy.deepcopy(double([1.5])) == [1.5, 1.5]


    def test_array(pair):
        np.testing.assert_allclose(double(pair[0]), pair[1])


    def test_array_equal(pair):
        np.testing.assert_array_equal(double(pair[0]), pair[1])


    def test_allclose(pair):
        assert np.allclose(double(pair[0]), pair[1])


    def test_sum_of_differences(pair):
        assert np.abs(pair[1] - double(pair[0])).max() < 1e-9


    def test_evidence(pair):
        check_close(double(pair[0]), pair[1], what="double")


    def test_shape_and_values(pair):
        answer = double(pair[0])
        check_array(answer, what="double", shape=(3,), dtype="f8")
        assert answer.tolist() == [2.0, 4.0, 6.0]


    def test_equal():
        check_equal(double(4), 8, what="double")


    def test_list():
        assert double([1, 2]) == [1, 2, 1, 2]


    def test_order():
        assert 7 < double(4) < 9


    def test_twice():
        first, second = double([3]), double([4])
        assert (first, second) == ([3, 3], [4, 4])


    def test_callback():
        seen = []

        def then(answer):
            seen.append(answer)
            assert answer == 42.0

        double(21.0, then)
        assert seen
"""
EXERCISE = make_exercise(TESTS, "learner_compares = false\n[limits]\ncpu_s = 5\nwall_s = 120\n")
HONEST = """
    def double(x, then=None):
        answer = x * 2
        if then is not None:
            then(answer)
        return answer
"""


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench(tmp_path_factory.mktemp("grader"), [(EXERCISE, HONEST)]) as made:
        yield made


@pytest.mark.parametrize("path", FORGERIES, ids=lambda path: path.stem)
def test_forgery(path: Path, grader: Bench) -> None:
    result = grader.grade(EXERCISE, path.read_text("utf-8"))
    assert result["status"] != "pass"
    assert [test["id"] for test in result["tests"] if test["status"] == "pass"] == []


def test_an_honest_answer_passes(grader: Bench) -> None:
    result = grader.grade(EXERCISE, textwrap.dedent(HONEST))
    assert result["outcome"] == "passed", result
