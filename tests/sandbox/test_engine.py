"""The engine among its faults: killed zygotes, cancelled runs, several threads, kill -9."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from apps.sandbox import canary
from apps.sandbox.engine import Cancelled, Engine, GraderFault
from tests.sandbox.made import make_exercise, solution

EXERCISE = make_exercise(
    "from solution import f\n\ndef test_f():\n    assert f(2) == 4\n",
    "[limits]\ncpu_s = 5\nwall_s = 120\n",
)
RIGHT = solution("def f(x): return x * x")
RIGHT_DOUBLE = "def double(x): return 2 * x"
ENDLESS = solution("import time\ndef f(x): time.sleep(100)")


def gone(pids: list[int]) -> bool:
    for _ in range(200):
        if not any(psutil.pid_exists(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def descendants(pid: int) -> list[int]:
    return [child.pid for child in psutil.Process(pid).children(recursive=True)]


def test_phases_are_told(engine: Engine) -> None:
    phases: list[str] = []
    engine.grade(EXERCISE, RIGHT, on_phase=phases.append)
    assert phases == ["starting", "running:test_f"]


def test_cancelling_ends_the_run_and_leaves_nothing() -> None:
    with Engine() as engine:
        engine.grade(EXERCISE, RIGHT)
        idle = len(descendants(os.getpid()))
        running = threading.Event()
        with pytest.raises(Cancelled):
            engine.grade(
                EXERCISE,
                ENDLESS,
                cancelled=running.is_set,
                on_phase=lambda phase: running.set() if phase.startswith("running") else None,
            )
        for _ in range(200):
            if len(descendants(os.getpid())) == idle:
                break
            time.sleep(0.05)
        assert len(descendants(os.getpid())) == idle
        assert engine.grade(EXERCISE, RIGHT)["outcome"] == "passed"


def test_two_threads_at_once(engine: Engine) -> None:
    wrong = solution("def f(x): return x + 1")
    with ThreadPoolExecutor(2) as pool:
        submissions = [RIGHT, wrong] * 6
        results = list(pool.map(lambda files: engine.grade(EXERCISE, files), submissions))
    assert [result["outcome"] for result in results] == ["passed", "failed"] * 6


@pytest.mark.parametrize("name", ["engine", "torch_engine"])
def test_the_canary_is_content_with_a_working_engine(
    name: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(name).canary()


@pytest.mark.parametrize("always", [RIGHT_DOUBLE, "def double(x): return 3 * x"])
def test_the_canary_notices_an_engine_whose_verdicts_are_all_alike(
    always: str, engine: Engine
) -> None:
    with pytest.raises(GraderFault, match="misjudges its canary"):
        canary.check("numpy", lambda exercise, _: engine.grade(exercise, solution(always)))


@pytest.mark.parametrize("role", ["learner", "checker"])
def test_a_killed_zygote_costs_no_verdict(role: str) -> None:
    with Engine() as engine:
        engine.grade(EXERCISE, RIGHT)
        engine.boxes.boxes[role, None].process.kill()
        assert engine.grade(EXERCISE, RIGHT)["outcome"] == "passed"


def test_a_zygote_killed_in_the_middle_costs_no_verdict() -> None:
    with Engine() as engine:
        engine.grade(EXERCISE, RIGHT)
        killed: list[str] = []

        def kill(phase: str) -> None:
            if phase.startswith("running") and not killed:
                killed.append(phase)
                engine.boxes.boxes["learner", None].process.kill()

        slow = solution("import time\ndef f(x):\n    time.sleep(0.5)\n    return 4")
        assert engine.grade(EXERCISE, slow, on_phase=kill)["outcome"] == "passed"
        assert killed


def test_boxes_are_recycled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.sandbox.boxes.RUNS_PER_BOX", 2)
    with Engine() as engine:
        pids = []
        for _ in range(3):
            assert engine.grade(EXERCISE, RIGHT)["outcome"] == "passed"
            pids.append(engine.boxes.boxes["learner", None].process.pid)
        assert pids[0] == pids[1] != pids[2]
        assert gone(pids[:1])


def test_nothing_outlives_a_killed_holder() -> None:
    code = textwrap.dedent(
        """
        import time
        from apps.sandbox.engine import Engine
        from tests.sandbox.test_engine import ENDLESS, EXERCISE
        Engine().grade(EXERCISE, ENDLESS, on_phase=lambda phase: print(phase, flush=True))
        """
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    while not holder.stdout.readline().startswith("running"):
        assert holder.poll() is None
    pids = descendants(holder.pid)
    assert len(pids) >= 6
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert gone(pids)


def test_closing_leaves_nothing() -> None:
    before = set(descendants(os.getpid()))
    with Engine() as engine:
        engine.grade(EXERCISE, RIGHT)
        pids = [pid for pid in descendants(os.getpid()) if pid not in before]
    assert gone(pids)


def test_no_descriptor_is_left(engine: Engine) -> None:
    engine.grade(EXERCISE, RIGHT)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        engine.grade(EXERCISE, RIGHT)
    assert len(os.listdir("/proc/self/fd")) == before


def test_without_bubblewrap_it_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with Engine() as engine, pytest.raises(GraderFault, match="bwrap"):
        engine.grade(EXERCISE, RIGHT)


def test_another_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.sandbox.box.host_versions", lambda role, runtime: {"python": "2.7"})
    with Engine() as engine, pytest.raises(GraderFault, match="another Python"):
        engine.grade(EXERCISE, RIGHT)


@pytest.mark.parametrize("name", ["/etc/passwd", "../up.py", "a/../../up.py", "", "nul\0"])
def test_names_of_files_stay_inside(name: str, engine: Engine) -> None:
    with pytest.raises(ValueError, match="relative path"):
        engine.grade(EXERCISE, {name: "x = 1"})
