"""Sessions that wait: what they do ahead of a submission never changes what it is told."""

import os
import signal
import time
from typing import Any

import pytest

from apps.sandbox.engine import Engine
from apps.sandbox.exercise import Exercise
from apps.sandbox.session import Session
from apps.sandbox.spares import MAX_SPARES, Readiness
from tests.sandbox.made import make_exercise, solution

PLAIN = """
    from solution import f

    def test_f():
        assert f(2) == 4
"""
RIGHT = "def f(x): return x * x"


def spare(engine: Engine, exercise: Exercise) -> Session:
    """The session that waits for the next submission to this exercise, once there is one."""
    for _ in range(600):
        for key, session in list(engine.spares.waiting.items()):
            if key[0] == exercise.digest:
                return session
        time.sleep(0.05)
    raise AssertionError("no spare")


def collected(session: Session) -> Session:
    """The same session, once its checker has collected the tests."""
    while session.waits() and not session.findings.last("collected"):
        time.sleep(0.02)
    assert session.findings.last("collected")["tests"]
    return session


def told(result: dict[str, Any]) -> dict[str, Any]:
    """A result without what two runs need not have in common."""
    measured = dict.fromkeys(("cpu_s", "wall_s", "peak_mib"))
    tests = [{**test, **measured} for test in result["tests"]]
    limit = result["limit"] and {**result["limit"], "used": 0}
    kept = {key: result[key] for key in ("outcome", "status", "traceback")}
    return {**kept, "tests": tests, "limit": limit, "message": (result["message"] or "")[:40]}


def readiness(engine: Engine, exercise: Exercise) -> Readiness:
    found = {key[0]: value for key, value in engine.spares.readiness.items()}
    return found.get(exercise.digest, Readiness.COLLECTED)


# Tests that can be collected ahead, and what is said of submissions to them.

AHEAD = {
    "plain": PLAIN,
    "another name": "from solution import f as g\n\ndef test_f():\n    assert g(2) == 4\n",
    "module": "import solution\n\ndef test_f():\n    assert solution.f(2) == 4\n",
    "in the function": "def test_f():\n    from solution import f\n    assert f(2) == 4\n",
    "not at all": "def test_f():\n    assert True\n",
    "twice": "from solution import f\nfrom solution import f as g\n\n"
    "def test_f():\n    assert f(1) == g(1) == 1 and f(2) == 4\n",
    "fixture": "import pytest\nfrom solution import f\n\n@pytest.fixture\ndef four():\n"
    "    return f(2)\n\ndef test_f(four):\n    assert four == 4\n",
    "patched": "import solution\nfrom solution import f\n\ndef test_f(monkeypatch):\n"
    "    monkeypatch.setattr('solution.f', lambda x: 5)\n"
    "    assert solution.f(2) == 5\n    assert f(2) == 4\n",
    "drawn": "import random\nimport numpy as np\nfrom solution import f\n\nX = random.random()\n"
    "Y = np.random.random()\n\ndef test_f(seed):\n    print(seed, X, Y)\n    assert f(2) == 4\n",
}
SUBMISSIONS = {
    "right": RIGHT,
    "wrong": "def f(x): return x + 1",
    "not started": "def f(x): pass",
    "raises": "def f(x):\n    return x.y",
    "syntax": "def f(x:\n    return 1",
    "fails at import": "import numpy\nprint('hello')\nnumpy.nothing",
    "missing name": "def g(x): return 1",
    "leaves at import": "import sys\nsys.exit(0)",
    "ends at import": "import os\nos._exit(0)",
    "prints at import": "print('hello')\ndef f(x):\n    print('called')\n    return x * x",
    "a constant": "f = 4",
    "a class": "class f:\n    def __init__(self, x): pass\n    def __repr__(self): return 'f()'",
}


@pytest.mark.parametrize("name", AHEAD)
def test_collected_ahead(name: str, engine: Engine) -> None:
    exercise = make_exercise(AHEAD[name])
    seed = None
    for text in (RIGHT, "def f(x): return x + 1", "def f(x:"):
        engine.grade(exercise, solution(text))
        waiting = collected(spare(engine, exercise))
        ahead = engine.grade(exercise, solution(text))
        assert waiting not in engine.spares.waiting.values()
        seed = waiting.findings.seed
        assert told(ahead) == told(engine.grade(exercise, solution(text), seed=seed))
        assert ahead["seed"] == seed
    assert readiness(engine, exercise) is Readiness.COLLECTED


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_what_is_said_of_a_submission(name: str, engine: Engine) -> None:
    exercise = make_exercise(PLAIN, '[[tests]]\nid = "test_f"\n')
    files = solution(SUBMISSIONS[name])
    cold = engine.grade(exercise, files, seed=1)
    engine.grade(exercise, solution(RIGHT))
    spare(engine, exercise)
    assert told(engine.grade(exercise, files)) == told(cold)
    assert readiness(engine, exercise) is Readiness.COLLECTED


def test_a_limit_met_while_loading(engine: Engine) -> None:
    exercise = make_exercise(PLAIN, "[limits]\ncpu_s = 1\nwall_s = 60\n")
    files = solution("while True: pass")
    cold = engine.grade(exercise, files, seed=1)
    engine.grade(exercise, solution(RIGHT))
    spare(engine, exercise)
    assert told(engine.grade(exercise, files)) == told(cold)
    assert cold["limit"]["kind"] == "cpu"


# Tests that want the submission while they are collected.

WAITING = {
    "parametrised": "import pytest\nimport solution\n\n@pytest.mark.parametrize('x', solution.XS)\n"
    "def test_f(x):\n    assert solution.f(x) == x * x\n",
    "called": "from solution import f\n\nFOUR = f(2)\n\ndef test_f():\n    assert FOUR == 4\n",
    "kept": "from solution import f\n\nALL = [f]\n\ndef test_f():\n    assert ALL[0](2) == 4\n",
    "default": "from solution import f\n\ndef four(g=f):\n    return g(2)\n\n"
    "def test_f():\n    assert four() == 4\n",
    "member": "from solution import f\n\nclass TestF:\n    g = staticmethod(f)\n\n"
    "    def test_f(self):\n        assert self.g(2) == 4\n",
    "asked": "import solution\n\nHAS = hasattr(solution, 'f')\n\ndef test_f():\n    assert HAS\n",
    "tried": "try:\n    from solution import g\nexcept ImportError:\n"
    "    from solution import f as g\n\ndef test_f():\n    assert g(2) == 4\n",
    "suppressed": "import contextlib\n\ng = None\nwith contextlib.suppress(ImportError):\n"
    "    from solution import g\n\ndef test_f():\n    assert g is None\n",
    "skipped": "import pytest\n\nsolution = pytest.importorskip('solution')\n\n"
    "def test_f():\n    assert solution.f(2) == 4\n",
    "star": "from solution import *\n\ndef test_f():\n    assert f(2) == 4\n",
    "truth": "from solution import f\n\nif f:\n    def test_f():\n        assert f(2) == 4\n",
    "equal": "from solution import f\n\nFOUR = f == 4\n\ndef test_f():\n    assert not FOUR\n",
    "inspected": "import inspect\nfrom solution import C\n\nIS = inspect.isclass(C)\n\n"
    "def test_f():\n    assert IS\n",
    "shown": "from solution import f\n\nTEXT = f'{f}'\n\ndef test_f():\n    assert f(2) == 4\n",
    "by a function": "def load():\n    from solution import f\n    return f\n\nf = load()\n\n"
    "def test_f():\n    assert f(2) == 4\n",
    "subclass": "from solution import C\n\nclass D(C):\n    pass\n\ndef test_f():\n    assert D\n",
    "seeded": "import numpy as np\nfrom solution import f\n\nnp.random.seed(3)\n"
    "X = np.random.random()\n\ndef test_f():\n    print(X)\n    assert f(2) == 4\n",
    "a test's name": "from solution import test_g\n\ndef test_f():\n    assert callable(test_g)\n",
    "deleted": "import solution\n\ndel solution.f\n\ndef test_f():\n"
    "    assert not hasattr(solution, 'f')\n",
    "changed": "import solution\n\nsolution.f = 4\n\ndef test_f():\n    assert solution.f == 4\n",
}
FULL = "XS = [1, 2]\nclass C: pass\ndef f(x): return x * x\ndef test_g(): pass\n"


@pytest.mark.parametrize("name", WAITING)
def test_the_rest_waits(name: str, engine: Engine) -> None:
    exercise = make_exercise(WAITING[name])
    cold = engine.grade(exercise, solution(FULL), seed=1)
    for _ in range(3):
        engine.grade(exercise, solution(FULL))
        waiting = spare(engine, exercise)
        result = engine.grade(exercise, solution(FULL))
        assert waiting not in engine.spares.waiting.values()
        assert told(result) == told(cold)
    assert readiness(engine, exercise) is Readiness.WAITING


def test_helpers_and_several_files(engine: Engine) -> None:
    exercise = Exercise.from_files(
        {
            "exercise.toml": 'id = "several"\nfiles = ["solution.py", "other.py"]\n',
            "tests/conftest.py": "import pytest\nimport helper\n\n"
            "@pytest.fixture\ndef four():\n    return helper.four()\n",
            "tests/helper.py": "from solution import f\n\ndef four():\n    return f(2)\n",
            "tests/test_a.py": "from helper import f\n\n"
            "def test_a(four):\n    assert f(2) == four\n",
            "tests/test_b.py": "import other\nfrom solution import f\n\n"
            "def test_b():\n    assert f(2) + other.ONE == 5\n",
        }
    )
    files = {"solution.py": "from other import ONE\ndef f(x): return x * x", "other.py": "ONE = 1"}
    for _ in range(3):
        result = engine.grade(exercise, files)
        assert result["outcome"] == "passed", result
        assert spare(engine, exercise)
    assert readiness(engine, exercise) is Readiness.COLLECTED


def test_tests_that_cannot_be_collected_get_no_spare(engine: Engine) -> None:
    exercise = make_exercise("import os\nos._exit(3)\n")
    for _ in range(4):
        result = engine.grade(exercise, solution(RIGHT))
        assert (result["outcome"], result["message"]) == (
            "error",
            "The tests did not run to their end.",
        )
        for _ in range(100):
            if readiness(engine, exercise) is Readiness.NONE:
                return
            time.sleep(0.02)
    raise AssertionError("still tried")


# What a spare must not be.


def test_a_spare_knows_nothing_of_a_submission(engine: Engine) -> None:
    tests = "from solution import f\n\ndef test_f():\n    assert f() == 1\n"
    exercise = make_exercise(tests)
    text = "import os\nNAME = 'seen'\ndef f():\n    print(sorted(os.listdir('.')))\n    return 1\n"
    for name in ("solution", "other"):
        files = {"solution.py": text, f"{name}.py": text}
        output = engine.grade(exercise, files)["tests"][0]["output"]
        assert output == f"{sorted({'solution.py', f'{name}.py'})}\n"
        spare(engine, exercise)


def test_a_run_changes_nothing_for_the_next(engine: Engine) -> None:
    tests = """
        from pathlib import Path
        from solution import f
        STATE = []

        def test_f(tmp_path):
            STATE.append(f())
            assert STATE == [1]
            assert not Path("left").exists()
            Path("left").write_text("here")
    """
    exercise = make_exercise(tests)
    text = "from pathlib import Path\ndef f():\n    Path('x').open('x').close()\n    return 1\n"
    for _ in range(3):
        assert engine.grade(exercise, solution(text))["outcome"] == "passed"
        spare(engine, exercise)


def test_a_killed_spare_costs_no_verdict() -> None:
    exercise = make_exercise(PLAIN)
    with Engine() as engine:
        engine.grade(exercise, solution(RIGHT))
        for box in spare(engine, exercise).boxes:
            box.process.kill()
        assert engine.grade(exercise, solution(RIGHT))["outcome"] == "passed"
        assert readiness(engine, exercise) is Readiness.COLLECTED
        assert spare(engine, exercise).waits()


def test_there_are_only_so_many() -> None:
    with Engine() as engine:
        for number in range(MAX_SPARES + 2):
            exercise = make_exercise(PLAIN.replace("test_f", f"test_{number}"))
            engine.grade(exercise, solution(RIGHT))
            spare(engine, exercise)
        assert len(engine.spares.waiting) == MAX_SPARES
        assert all(session.waits() for session in engine.spares.waiting.values())


def test_a_given_seed_is_used(engine: Engine) -> None:
    exercise = make_exercise(PLAIN)
    engine.grade(exercise, solution(RIGHT))
    waiting = spare(engine, exercise)
    assert engine.grade(exercise, solution(RIGHT), seed=5)["seed"] == 5
    assert spare(engine, exercise) is waiting


def test_waiting_is_not_counted() -> None:
    exercise = make_exercise(PLAIN, "[limits]\ncpu_s = 1\nwall_s = 1\n")
    with Engine() as engine:
        engine.grade(exercise, solution(RIGHT))
        spare(engine, exercise)
        time.sleep(1.5)
        result = engine.grade(exercise, solution(RIGHT))
        assert result["outcome"] == "passed", result
        assert result["usage"]["wall_s"] < 1


def test_a_stopped_zygote_does_not_stop_the_engine_from_closing() -> None:
    exercise = make_exercise(PLAIN)
    engine = Engine()
    engine.grade(exercise, solution(RIGHT))
    box = spare(engine, exercise).boxes[0]
    os.kill(box.process.pid, signal.SIGSTOP)
    engine.close()
    assert box.process.poll() is not None
