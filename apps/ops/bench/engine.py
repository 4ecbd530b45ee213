"""The engine against bare pytest, a plain fork, a plain echo: interleaved, medians.

python -m apps.ops.bench.engine [PART…]      verdicts, throughput, calls, memory; all if none
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from apps.ops.bench import fork_limit
from apps.ops.bench.echo import echo_seconds
from apps.ops.bench.folder import bare_pytest, lay_out
from apps.ops.bench.row import Row
from apps.sandbox.engine import Engine
from apps.sandbox.exercise import Exercise

CURRICULUM = Path(__file__).resolve().parents[3] / "curriculum"
EXERCISES = {"numpy": "m03-01-entropy-bits", "torch": "m08-06-block"}
BOUNDS = {"numpy": 0.10, "torch": 0.05}
ROUNDS = {"numpy": 15, "torch": 5}
AT_ONCE, RUNS = 4, {"numpy": 100, "torch": 24}
SESSIONS, SESSION_MIB = 4, 10
CALLS = """
import statistics, time
from solution import f

def test_calls():
    took = []
    for _ in range(30):
        start = time.perf_counter()
        for _ in range(100):
            f(1.5)
        took.append((time.perf_counter() - start) / 100)
    print(statistics.median(took))
"""


def load(runtime: str) -> Exercise:
    return Exercise.from_folder(next(CURRICULUM.glob(f"*/exercises/{EXERCISES[runtime]}")))


def grade(engine: Engine, exercise: Exercise) -> float:
    """Wall seconds to a verdict, which has to be a pass."""
    start = time.perf_counter()
    result = engine.grade(exercise, exercise.solution)
    took = time.perf_counter() - start
    assert result["outcome"] == "passed", result
    return took


def rest(engine: Engine) -> None:
    """Until the spare is there, as between two learners."""
    engine.spares.worker.submit(int).result()
    time.sleep(0.3)


def verdicts(runtime: str) -> Iterator[Row]:
    exercise = load(runtime)
    ours, bare = [], []
    with Engine(runtime) as engine, tempfile.TemporaryDirectory() as scratch:
        lay_out(exercise, Path(scratch))
        grade(engine, exercise)
        bare_pytest(Path(scratch))
        for _ in range(ROUNDS[runtime]):  # in turn, so that a busy machine slows both
            rest(engine)
            ours.append(grade(engine, exercise))
            bare.append(bare_pytest(Path(scratch)))
    yield Row(
        f"verdict, {runtime} : python -m pytest of the same tests",
        statistics.median(ours),
        statistics.median(bare),
        aim=BOUNDS[runtime],
    )


def throughput(runtime: str) -> Iterator[Row]:
    exercise, count = load(runtime), RUNS[runtime]
    ours, limit = [], []
    with (
        Engine(runtime) as engine,
        tempfile.TemporaryDirectory() as scratch,
        ThreadPoolExecutor(AT_ONCE) as threads,
    ):
        lay_out(exercise, Path(scratch))
        grade(engine, exercise)
        for _ in range(3):
            start = time.perf_counter()
            list(threads.map(lambda _: grade(engine, exercise), range(count)))
            ours.append(count / (time.perf_counter() - start))
            limit.append(fork_limit.measure(Path(scratch), runtime, AT_ONCE, count))
    yield Row(
        f"verdicts, {runtime}, {AT_ONCE} at once : fork and run the tests in one process",
        statistics.median(ours),
        statistics.median(limit),
        aim=0.6,
        unit="a second",
        more_is_better=True,
    )


def calls(runtime: str) -> Iterator[Row]:
    files = {"exercise.toml": 'id = "calls"\n', "tests/test_calls.py": CALLS}
    exercise = Exercise.from_files(files)
    ours, echo = [], []
    with Engine(runtime) as engine:
        for _ in range(5):
            result = engine.grade(exercise, {"solution.py": "def f(x): return x\n"})
            ours.append(float(result["tests"][0]["output"]))
            echo.append(echo_seconds())
    yield Row(
        "call of f(1.5) : echo of the same bytes, encoded and decoded",
        statistics.median(ours),
        statistics.median(echo),
        aim=2,
    )


def memory(runtime: str) -> Iterator[Row]:
    """What four submissions that are being run take beyond the zygotes: proportional set size."""
    exercise = load(runtime)
    last = "\nimport time\ntime.sleep(5)\n"
    files = {name: text + last for name, text in exercise.solution.items()}
    with Engine(runtime) as engine, ThreadPoolExecutor(SESSIONS) as threads:
        for _ in range(2):  # a grader that knows the exercise
            engine.grade(exercise, exercise.solution)
            rest(engine)
        for box in engine.boxes.boxes.values():
            engine.spares.drop(box)
        rest(engine)
        idle = pss_mib(engine)
        running = [
            threads.submit(lambda: engine.grade(exercise, files, seed=1)) for _ in range(SESSIONS)
        ]
        time.sleep(3)
        used = (pss_mib(engine) - idle) / SESSIONS
        for each in running:
            assert each.result()["outcome"] == "passed"
    yield Row(f"memory a session, {runtime} : {SESSION_MIB} MiB", used, SESSION_MIB, 1, "MiB")


def pss_mib(engine: Engine) -> float:
    """Of all processes in the engine's boxes."""
    total = 0
    for box in engine.boxes.boxes.values():
        for process in psutil.Process(box.process.pid).children(recursive=True):
            rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
            total += int(rollup.split("\nPss:")[1].split()[0])
    return total / 1024


PARTS: dict[str, tuple[Callable[[str], Iterator[Row]], tuple[str, ...]]] = {
    "verdicts": (verdicts, ("numpy", "torch")),
    "throughput": (throughput, ("numpy", "torch")),
    "calls": (calls, ("numpy",)),
    "memory": (memory, ("numpy", "torch")),
}


def measure(*names: str) -> Iterator[Row]:
    for name in names or tuple(PARTS):
        part, runtimes = PARTS[name]
        for runtime in runtimes:
            yield from part(runtime)


if __name__ == "__main__":
    for row in measure(*sys.argv[1:]):
        print(f"{row.what:66}  {row}", flush=True)
