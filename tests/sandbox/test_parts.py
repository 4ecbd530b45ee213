"""What a result says of each test, from real runs: measures, cases, plots, words to translate."""

from typing import Any

import numpy as np
import pytest

from apps.sandbox.engine import Engine
from apps.sandbox.sentences import fill
from tests.sandbox.made import make_exercise, solution, test_of

TESTS = """
    import numpy as np
    import pytest
    from evidence import check_array, check_close, check_equal, plot
    from solution import f


    def test_loss():
        plot("Loss", {"yours": f("losses")}, lines={"floor": 0.168}, x="steps", y="bits", log="y")


    @pytest.mark.parametrize("n", [3, 4, 5])
    def test_cases(n):
        check_equal(f(n), n, what=f"f({n})")


    def test_raises():
        with pytest.raises(ValueError):
            f("raise")


    def test_matrix():
        check_close(f("matrix"), np.eye(3), what="f")


    def test_plain():
        assert f(7) == 7


    def test_numpy():
        np.testing.assert_allclose(f("matrix"), np.eye(3))


    def test_memory():
        f("memory")
"""
EXERCISE = make_exercise(TESTS)
PROGRAM = """
    import numpy as np

    def f(what):
        if what == "losses":
            return [(i, 5.0 / i) for i in range(1, 400)]
        if what == "matrix":
            return np.eye(3) * 2
        if what == "memory":
            return len(bytearray(100 << 20))
        print("printed", what)
        return 3
"""


@pytest.fixture(scope="module")
def result(engine: Engine) -> dict[str, Any]:
    return engine.grade(EXERCISE, solution(PROGRAM))


def test_a_plot_comes_with_a_test_that_passes(result: dict[str, Any]) -> None:
    test = test_of(result, "test_loss")
    [plot] = test["plots"]
    assert test["status"] == "pass"
    assert (plot["title"], plot["x"], plot["y"], plot["log"]) == ("Loss", "steps", "bits", "y")
    assert plot["lines"] == [{"name": "floor", "y": 0.168}]
    points = plot["curves"][0]["points"]
    assert points[0] == [1, 5] and points[-1] == [399, 0.0125313] and len(points) <= 200


def test_of_many_cases_the_first_that_fails_is_named(result: dict[str, Any]) -> None:
    test = test_of(result, "test_cases")
    assert (test["case"], test["cases"], test["cases_failed"]) == ("4", 3, 2)
    assert test["message"] == "f(4): the value is not right"
    assert test["output"] == "printed 3\nprinted 4\nprinted 5\n"


def test_every_sentence_of_ours_can_be_said_in_another_language(result: dict[str, Any]) -> None:
    said = {
        (test["id"], part): form for test in result["tests"] for part, form in test["forms"].items()
    }
    assert said["test_cases", "message"] == {
        "template": "{what}: the value is not right", "facts": {"what": "f(4)"},
    }  # fmt: skip
    assert said["test_cases", "seen"] == {"code": True}
    for (name, part), form in said.items():
        if "template" in form:
            assert fill(form["template"], form["facts"]) == test_of(result, name)[part]


def test_what_did_not_raise_is_told_as_such(result: dict[str, Any]) -> None:
    test = test_of(result, "test_raises")
    told = [test[part] for part in ("message", "seen", "expected")]
    assert told == ["No exception was raised.", "no exception", "ValueError"]


def test_a_matrix_is_shown_beside_the_expected_one(result: dict[str, Any]) -> None:
    array = test_of(result, "test_matrix")["array"]
    assert array["rows"] == [["2", "0", "0"], ["0", "2", "0"], ["0", "0", "2"]]
    assert array["expected"] == [["1", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]]
    assert array["bad"] == [[0, 0], [1, 1], [2, 2]]


def test_plain_assertions_keep_their_lines(result: dict[str, Any]) -> None:
    for name, words in (("test_plain", "assert 3 == 7"), ("test_numpy", "Mismatched elements: 3")):
        test = test_of(result, name)
        assert words in test["message"] and test["forms"]["message"] == {"code": True}


def test_each_test_has_its_own_peak_of_memory(result: dict[str, Any]) -> None:
    peaks = {test["id"]: test["peak_mib"] for test in result["tests"]}
    assert peaks["test_memory"] > 100 > 50 > peaks["test_plain"]
    assert result["usage"]["memory_mib"] >= peaks["test_memory"]


def test_a_peak_is_not_lost_where_a_test_measures_its_own(engine: Engine) -> None:
    exercise = make_exercise(
        """
        from solution import f

        def test_f(peak_memory):
            f(100 << 20)
            with peak_memory() as used:
                f(1 << 20)
            assert used.mib < 50
        """
    )
    result = engine.grade(exercise, solution("def f(n): return len(bytearray(n))"))
    assert result["outcome"] == "passed"
    assert result["tests"][0]["peak_mib"] > 100
    assert result["usage"]["memory_mib"] > 100


@pytest.mark.parametrize(
    ("body", "kind"),
    [("while True: pass", "cpu"), ("bytearray(900 << 20)", "memory")],
)
def test_the_test_that_met_a_limit_is_marked(engine: Engine, body: str, kind: str) -> None:
    exercise = make_exercise(
        "from solution import f, g\n\ndef test_a():\n    g()\n\ndef test_b():\n    f()\n",
        "[limits]\ncpu_s = 1\n",
    )
    result = engine.grade(exercise, solution(f"def g(): pass\ndef f():\n    {body}"))
    assert [test["limit"] for test in result["tests"]] == [None, kind]
    assert (result["limit"]["kind"], result["limit"]["test"]) == (kind, "test_b")
    assert result["forms"]["message"]["facts"]["allowed"] in ("1", "512")


def test_a_passing_run_may_print_more_than_is_kept(engine: Engine) -> None:
    exercise = make_exercise(
        "from solution import f\n\ndef test_a():\n    f()\n", "[limits]\noutput_kib = 4\n"
    )
    result = engine.grade(exercise, solution("def f():\n    print('x' * 9000)"))
    [test] = result["tests"]
    assert (result["outcome"], result["limit"]) == ("passed", None)
    assert (test["output_cut"], result["usage"]["output_kib"]) == (True, 8)


@pytest.mark.parametrize("call", ["sys.exit(0)", "exit()", "quit(3)"])
def test_leaving_at_import_is_an_early_end(engine: Engine, call: str) -> None:
    exercise = make_exercise("from solution import f\n\ndef test_a():\n    f()\n")
    result = engine.grade(exercise, solution(f"import sys\ndef f(): pass\n{call}\n"))
    assert result["outcome"] == "error"
    assert result["message"].startswith("Your program ended before answering, by sys.exit(")


def test_values_of_numpy_are_shown_as_plain_ones(engine: Engine) -> None:
    exercise = make_exercise(
        """
        from evidence import check_equal
        from solution import f

        def test_a():
            check_equal(f(), 4, what="f()")
        """
    )
    text = solution("import numpy as np\ndef f(): return np.int64(3)")
    test = engine.grade(exercise, text)["tests"][0]
    assert (test["seen"], test["expected"]) == (str(np.int64(3)), "4")
