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


def processes(engine: Engine) -> list[int]:
    """All that live in the engine's boxes, and the boxes."""
    boxes = [box.process.pid for box in engine.boxes.boxes.values()]
    return boxes + [pid for box in boxes for pid in descendants(box)]


def test_phases_are_told(engine: Engine) -> None:
    phases: list[str] = []
    engine.grade(EXERCISE, RIGHT, on_phase=phases.append)
    assert phases == ["starting", "running:test_f"]


def test_cancelling_ends_the_run_and_leaves_nothing() -> None:
    with Engine() as engine:
        with engine.boxes.borrow("checker"), engine.boxes.borrow("learner"):
            idle = sorted(processes(engine))
        running = threading.Event()
        with pytest.raises(Cancelled):
            engine.grade(
                EXERCISE,
                ENDLESS,
                seed=1,  # with a seed of its own a run leaves no spare
                cancelled=running.is_set,
                on_phase=lambda phase: running.set() if phase.startswith("running") else None,
            )
        for _ in range(200):
            if sorted(processes(engine)) == idle:
                break
            time.sleep(0.05)
        assert sorted(processes(engine)) == idle
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
        engine.grade(EXERCISE, RIGHT)
        first = [box.process.pid for box in engine.boxes.boxes.values()]
        while len(first) + len(engine.boxes.boxes) > len(
            {*first, *(box.process.pid for box in engine.boxes.boxes.values())}
        ):
            assert engine.grade(EXERCISE, RIGHT)["outcome"] == "passed"
        assert gone(first)


def test_a_checker_killed_at_work_costs_no_verdict() -> None:
    """As the host does when it runs out of memory: not the learner's doing, and tried again."""
    code = solution("import time\ndef f(x):\n    time.sleep(0.5)\n    return x * x")
    killed: list[int] = []

    def kill(phase: str) -> None:
        if not phase.startswith("running") or killed:
            return
        below = [psutil.Process(pid) for pid in descendants(os.getpid())]
        works = [process for process in below if "checker" in process.cmdline()]
        newest = max(works, key=lambda process: process.create_time())
        killed.append(newest.pid)
        newest.kill()

    with Engine() as engine:
        result = engine.grade(EXERCISE, code, on_phase=kill)
    assert killed and result["outcome"] == "passed"


def test_nothing_outlives_a_killed_holder() -> None:
    code = textwrap.dedent(
        """
        from apps.sandbox.engine import Engine
        from apps.sandbox.jobs import Plan
        from tests.sandbox.test_engine import ENDLESS, EXERCISE
        def tell(phase):
            if phase.startswith("running"):
                engine.spares.refill(Plan(EXERCISE, ("solution.py",)))
                engine.spares.worker.submit(int).result()
                print("waiting", flush=True)

        engine = Engine()
        engine.grade(EXERCISE, ENDLESS, on_phase=tell)
        """
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    while holder.stdout.readline() != "waiting\n":
        assert holder.poll() is None
    pids: list[int] = []
    while len(pids) < 10:  # two boxes of three processes, with two children each
        assert holder.poll() is None
        pids = descendants(holder.pid)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert gone(pids)


def test_closing_leaves_nothing() -> None:
    with Engine() as engine:
        engine.grade(EXERCISE, RIGHT)
        engine.spares.worker.submit(int).result()  # the spare is there
        pids = processes(engine)
        assert engine.spares.waiting
    assert gone(pids)


def test_no_descriptor_is_left() -> None:
    with Engine() as engine:
        counts = []
        for _ in range(4):
            engine.grade(EXERCISE, RIGHT)
            engine.spares.worker.submit(int).result()
            counts.append(len(os.listdir("/proc/self/fd")))
        assert counts[1:] == [counts[1]] * 3


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
