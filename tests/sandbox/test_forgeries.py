"""Wrong programs that try to be taken for right ones, one a file: none passes a single test."""

from pathlib import Path

import pytest

from apps.sandbox.engine import Engine
from tests.sandbox.made import make_exercise, solution

FORGERIES = sorted((Path(__file__).parent / "forgeries").glob("*.py"))
TESTS = """
    import numpy as np
    import pytest
    from evidence import check_array, check_close, check_equal
    from solution import double


    def test_number():
        assert double(21.0) == 42.0


    def test_approx():
        assert double(21.0) == pytest.approx(42.0)


    def test_array():
        x = np.arange(1.0, 4.0)
        expected = 2 * x
        np.testing.assert_allclose(double(x), expected)


    def test_allclose():
        x = np.arange(1.0, 4.0)
        expected = 2 * x
        assert np.allclose(double(x), expected)


    def test_evidence():
        x = np.arange(1.0, 4.0)
        expected = 2 * x
        check_close(double(x), expected, what="double")


    def test_equal():
        check_equal(double(4), 8, what="double")


    def test_list():
        assert double([1, 2]) == [1, 2, 1, 2]


    def test_order():
        assert 7 < double(4) < 9
"""
EXERCISE = make_exercise(TESTS, "learner_compares = false\n[limits]\ncpu_s = 5\nwall_s = 120\n")


@pytest.mark.parametrize("path", FORGERIES, ids=lambda path: path.stem)
def test_forgery(path: Path, engine: Engine) -> None:
    result = engine.grade(EXERCISE, {"solution.py": path.read_text("utf-8")})
    assert result["status"] != "pass"
    assert [test["id"] for test in result["tests"] if test["status"] == "pass"] == []


def test_an_honest_answer_passes(engine: Engine) -> None:
    result = engine.grade(EXERCISE, solution("def double(x): return x * 2"))
    assert result["outcome"] == "passed", result
