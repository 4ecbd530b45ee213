"""What a learner is told, fault by fault."""

import json
from typing import Any

import pytest

from apps.sandbox.engine import Engine
from apps.sandbox.verdict import CRASHED, FORGEABLE
from tests.sandbox.made import make_exercise, solution, test_of

TESTS = """
    import numpy as np
    import pytest
    from evidence import check_array, check_close, unchanged
    from solution import bits


    def test_fair(rng):
        p = np.array([0.5, 0.5])
        with unchanged(p=p):
            seen = bits(p)
        check_close(seen, 1.0, what="bits of a fair coin", causes={"nats": np.log(2)})


    def test_hidden():
        assert bits(np.ones(1)) == pytest.approx(0)
"""
TOML = """
    [limits]
    cpu_s = 1
    wall_s = 120
    memory_mib = 256
    output_kib = 4
    [[tests]]
    id = "test_fair"
    task = 1
    title = "A fair coin"
    [[tests]]
    id = "test_hidden"
    hidden = true
    [messages]
    nats = "Your {seen:.3f} is in nats."
    not_started = "Write bits in solution.py."
    inputs_changed = "{name} was changed."
"""
EXERCISE = make_exercise(TESTS, TOML)
RIGHT = """
    import numpy as np
    def bits(p):
        return float(-(p * np.log2(p)).sum())
"""


def grade(engine: Engine, text: str, **options: Any) -> dict[str, Any]:
    return engine.grade(EXERCISE, solution(text), **options)


def test_right(engine: Engine) -> None:
    result = grade(engine, RIGHT, seed=5)
    assert (result["status"], result["outcome"], result["message"]) == ("pass", "passed", None)
    first, second = result["tests"]
    assert (first["id"], first["name"], first["task_id"]) == ("test_fair", "A fair coin", 1)
    assert second["hidden"] is True
    assert result["seed"] == 5
    assert result["exercise_digest"] == EXERCISE.digest
    assert result["usage"]["cpu_s"] < 1
    assert json.loads(json.dumps(result)) == result


def test_a_known_mistake_is_named(engine: Engine) -> None:
    test = test_of(grade(engine, RIGHT.replace("log2", "log")), "test_fair")
    assert (test["status"], test["seen"], test["expected"]) == ("fail", "0.693147", "1")
    assert (test["cause"], test["message_id"]) == ("Your 0.693 is in nats.", "nats")


def test_another_mistake_is_not(engine: Engine) -> None:
    test = test_of(grade(engine, "def bits(p): return 0.7"), "test_fair")
    assert (test["status"], test["cause"], test["message_id"]) == ("fail", None, None)


def test_changed_arguments(engine: Engine) -> None:
    test = test_of(grade(engine, "def bits(p):\n    p[0] = 3\n    return 1.0"), "test_fair")
    assert (test["message_id"], test["cause"]) == ("inputs_changed", "p was changed.")


def test_an_exception_shows_the_learners_lines_and_no_others(engine: Engine) -> None:
    text = "def bits(p):\n    return helper(p)\ndef helper(p):\n    return p['x']\n"
    result = engine.grade(EXERCISE, {"solution.py": text})
    test = test_of(result, "test_fair")
    assert (result["outcome"], test["status"]) == ("failed", "error")
    assert test["message"].startswith("IndexError: ")
    assert [(f["file"], f["line"], f["function"], f["code"]) for f in test["traceback"]] == [
        ("solution.py", 2, "bits", "return helper(p)"),
        ("solution.py", 4, "helper", "return p['x']"),
    ]
    assert "/retooled" not in json.dumps(result)


@pytest.mark.parametrize(
    "body", ["return None", "pass", "raise NotImplementedError", "raise NotImplementedError('x')"]
)
def test_the_starter(body: str, engine: Engine) -> None:
    result = grade(engine, f"def bits(p): {body}")
    test = test_of(result, "test_fair")
    assert result["outcome"] == "failed"
    assert result["message"] == test["message"] == "Write bits in solution.py."
    assert (test["message_id"], test["traceback"]) == ("not_started", [])


def test_a_syntax_error(engine: Engine) -> None:
    result = engine.grade(EXERCISE, {"solution.py": "x = 1\ndef bits(p:\n    return 1\n"})
    assert (result["status"], result["outcome"]) == ("error", "error")
    assert "SyntaxError" in result["message"] and "line 2" in result["message"]
    assert result["traceback"][-1]["code"] == "def bits(p:"
    assert {test["status"] for test in result["tests"]} == {"not run"}


def test_an_exception_at_import(engine: Engine) -> None:
    result = engine.grade(EXERCISE, {"solution.py": "import numpy\n\nnumpy.nothing\n"})
    assert result["outcome"] == "error"
    assert "AttributeError" in result["message"]
    assert [(f["line"], f["code"]) for f in result["traceback"]] == [(3, "numpy.nothing")]


def test_a_missing_function(engine: Engine) -> None:
    result = grade(engine, "def bit(p): return 1")
    assert result["outcome"] == "error"
    assert "cannot import name 'bits'" in result["message"]
    assert "unknown location" not in result["message"]


def test_a_missing_file(engine: Engine) -> None:
    result = engine.grade(EXERCISE, {"other.py": "x = 1"})
    assert result["outcome"] == "error"
    assert "No module named 'solution'" in result["message"]


def test_cpu_limit(engine: Engine) -> None:
    result = grade(engine, "def bits(p):\n    while True: pass")
    limit = result["limit"]
    assert (result["outcome"], limit["kind"], limit["test"]) == ("limit", "cpu", "test_fair")
    assert limit["used"] >= limit["allowed"] == 1
    assert test_of(result, "test_hidden")["status"] == "not run"


def test_memory_limit(engine: Engine) -> None:
    result = grade(engine, "def bits(p): return bytes(300 << 20)")
    assert (result["outcome"], result["limit"]["kind"]) == ("limit", "memory")
    assert "256 MiB" in result["message"]


def test_memory_counts_above_the_libraries(engine: Engine) -> None:
    text = "def bits(p):\n    x = bytearray(200 << 20)\n    return 1.0"
    result = grade(engine, text)
    assert test_of(result, "test_fair")["status"] == "pass"
    assert 190 < result["usage"]["memory_mib"] < 256


def test_ending_before_the_answer(engine: Engine) -> None:
    result = grade(engine, "import os\ndef bits(p): os._exit(0)")
    assert result["outcome"] == "error"
    assert result["message"].startswith(CRASHED)
    assert test_of(result, "test_fair")["status"] == "error"


def test_a_test_that_expects_any_exception_is_not_passed_by_a_crash(engine: Engine) -> None:
    exercise = make_exercise(
        """
        import pytest
        from solution import bits

        def test_raises():
            with pytest.raises(BaseException):
                bits(1)
        """
    )
    result = engine.grade(exercise, solution("import os\ndef bits(p): os._exit(0)"))
    assert result["outcome"] == "error"
    assert test_of(result, "test_raises")["status"] == "error"


def test_output_is_kept_test_by_test_and_cut(engine: Engine) -> None:
    text = "def bits(p):\n    print('size', len(p))\n    return 1.0"
    result = grade(engine, text)
    assert test_of(result, "test_fair")["output"] == "size 2\n"
    assert test_of(result, "test_hidden")["output"] == ""
    loud = grade(engine, "def bits(p):\n    print('x' * 9000)\n    return 1.0")
    test = test_of(loud, "test_fair")
    assert (len(test["output"]), test["output_chars"], test["output_cut"]) == (500, 4096, True)
    assert loud["usage"]["output_kib"] >= 9


def test_what_was_printed_before_the_end_is_shown(engine: Engine) -> None:
    text = "import os\ndef bits(p):\n    print('here')\n    os._exit(3)"
    result = grade(engine, text)
    assert test_of(result, "test_fair")["output"] == "here\n"


def test_a_hidden_test_shows_its_cause_and_none_of_its_values(engine: Engine) -> None:
    """Neither in what it says itself nor in what the program can make it say."""
    exercise = make_exercise(
        """
        from evidence import check_close, plot
        from solution import f

        def test_values():
            plot("a curve", {"yours": [77.5]})
            check_close(f(31.25), 62.5, what="f(31.25)", causes={"half": 15.625})

        def test_plain():
            assert f(31.25) == 62.5
        """,
        """
        [[tests]]
        id = "test_values"
        title = "Twice the number"
        hidden = true
        [[tests]]
        id = "test_plain"
        hidden = true
        [messages]
        half = "Your {seen:.3f} is half, not {expected}."
        """,
    )
    halved = engine.grade(exercise, solution("def f(x):\n    print(x)\n    return x / 2"))
    first, second = halved["tests"]
    assert (first["status"], first["name"]) == ("fail", "Twice the number")
    assert (first["cause"], first["message_id"]) == ("Your … is half, not ….", "half")
    assert (second["status"], second["message"]) == ("fail", None)
    raised = engine.grade(exercise, solution("def f(x):\n    raise ValueError(f'got {x}')"))
    assert raised["tests"][0]["message"] == "ValueError in your code."
    assert raised["tests"][0]["traceback"][0]["line"] == 2
    named = engine.grade(exercise, solution("def f(x):\n    raise type(f'E{x}', (Exception,), {})"))
    assert named["tests"][0]["message"] == "An exception in your code."
    for result in (halved, raised, named):
        text = json.dumps(result)
        assert not [value for value in ("31.25", "62.5", "15.625", "77.5") if value in text]


def test_a_file_in_the_hidden_folder_is_hidden_though_nobody_lists_it(engine: Engine) -> None:
    secret = "from solution import f\n\ndef test_b():\n    assert f(31.25) == 62.5\n"
    files = {"tests/hidden/test_secret.py": secret}
    exercise = make_exercise("from solution import f\n\ndef test_a():\n    f(1)\n", **files)
    test = test_of(engine.grade(exercise, solution("def f(x): return x")), "test_b")
    assert (test["hidden"], test["status"], test["message"]) == (True, "fail", None)


def test_nothing_tested_is_no_pass(engine: Engine) -> None:
    exercise = make_exercise("import pytest\n\n@pytest.mark.skip\ndef test_a(): pass\n")
    assert engine.grade(exercise, solution("x = 1"))["status"] == "error"


def test_somebody_elses_suite_can_be_forged_and_says_so(engine: Engine) -> None:
    exercise = make_exercise("from solution import f\n\ndef test_f():\n    assert f() == 1\n")
    text = "class Equal:\n    def __eq__(self, other): return True\ndef f(): return Equal()"
    result = engine.grade(exercise, solution(text))
    assert (result["outcome"], result["forgeable"]) == ("passed", FORGEABLE)


def test_the_same_seed_gives_the_same_run(engine: Engine) -> None:
    exercise = make_exercise(
        """
        from solution import f

        def test_draw(rng, seed):
            print(seed, rng.integers(1 << 60), f())
        """
    )
    text = solution("import random\ndef f(): return random.random()")
    outputs = [engine.grade(exercise, text, seed=s)["tests"][0]["output"] for s in (1, 1, 2)]
    assert outputs[0] == outputs[1] != outputs[2]


def test_hash_seeds(engine: Engine) -> None:
    exercise = make_exercise("from solution import f\n\ndef test_f():\n    print(f())\n")
    text = solution("def f(): return hash('word')")
    said = [engine.grade(exercise, text, hash_seed=h)["tests"][0]["output"] for h in (1, 2, 1)]
    assert said[0] == said[2] != said[1]


def test_tests_run_in_teaching_order_whatever_their_files(engine: Engine) -> None:
    first = "def test_first():\n    solution.f()\n    assert solution.calls == 1\n"
    last = "def test_last():\n    solution.f()\n    assert solution.calls == 2\n"
    toml = '[[tests]]\nid = "test_first"\n[[tests]]\nid = "test_last"\n'
    files = {"tests/hidden/test_a.py": f"import solution\n\n{last}"}
    exercise = make_exercise(f"import solution\n\n{first}", toml, **files)
    text = "calls = 0\ndef f():\n    global calls\n    calls += 1\n"
    assert engine.grade(exercise, solution(text))["outcome"] == "passed"


def test_a_caught_exception_keeps_its_lines(engine: Engine) -> None:
    tests = """
    from evidence import check
    from solution import f


    def test_f():
        try:
            f()
        except ZeroDivisionError:
            check(False, seen="an exception", expected="a number", what="f()")
    """
    result = engine.grade(make_exercise(tests), solution("def f():\n    return 1 / 0"))
    frames = test_of(result, "test_f")["traceback"]
    assert [frame["code"] for frame in frames] == ["return 1 / 0"]
