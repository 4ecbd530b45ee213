"""Grading a hostile program with a right one beside it, and what has to be true afterwards."""

import json
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from apps.sandbox.engine import Engine
from apps.sandbox.exercise import Exercise
from apps.sandbox.report import lines
from tests.sandbox.made import make_exercise, solution

# The run's seed; attacks/seed.py looks for it.
SEED = 1_836_311_903
# Stands in the tests, in the grader's environment and in a file of the grader's.
SECRET = "sixpence-under-the-mat"

SIBLING_EXERCISE = make_exercise(
    """
    from solution import work

    def test_work():
        assert [work(number) for number in range(2)] == ["0 of 2", "1 of 2"]
    """,
    "learner_compares = false\n[limits]\ncpu_s = 60\nwall_s = 300\nmemory_mib = 128\n",
)
# Uses some of everything that a neighbour might take away or disturb.
SIBLING = solution(
    """
    import os
    import threading
    import time

    def work(number):
        threads = [threading.Thread(target=time.sleep, args=(0.02,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        kept = bytearray(os.urandom(2 << 20))
        with open(f"own-{number}", "wb") as file:
            file.write(kept[: 1 << 20])
        for thread in threads:
            thread.join()
        with open(f"own-{number}", "rb") as file:
            assert file.read() == kept[: 1 << 20]
        assert sorted(os.listdir()) == [*(f"own-{n}" for n in range(number + 1)), "solution.py"]
        assert os.stat("/dev/null").st_mode & 0o777 == 0o666
        print("work", number)
        return f"{number} of 2"
    """
)


class Bench:
    """One engine whose traces are watched. Faults of the grader are not retried but raised."""

    def __init__(self, engine: Engine, folder: Path, warm: list[tuple[Exercise, str]]) -> None:
        self.engine, self.folder = engine, folder
        self.pool = ThreadPoolExecutor(1)
        for exercise, source in warm:
            engine.grade(exercise, solution(source))
        self._sibling()
        self.pool.submit(int).result()
        self.idle = self._settled()

    def grade(self, exercise: Exercise, source: str) -> dict[str, Any]:
        """The verdict on `source`, once it is sure that it left and disturbed nothing."""
        # Without a seed it gets a session that was waiting for it, as in a grader.
        seed = SEED if "SEED" in source else None
        files = {"solution.py": source}
        attempt = self.pool.submit(self.engine.grade, exercise, files, seed=seed)
        while True:
            self._sibling()
            if attempt.done():
                break
        result = attempt.result()
        self._sibling()  # what comes after finds nothing of it
        self._nothing_is_left()
        assert SECRET not in json.dumps(result)
        shown = "\n".join(lines(exercise, result)).replace("\n", "").replace("\t", "")
        assert shown.isprintable(), ascii(shown)
        return result

    def _sibling(self) -> None:
        result = self.engine.grade(SIBLING_EXERCISE, SIBLING)
        said = [result["message"], result["limit"], *result["tests"]]
        assert result["outcome"] == "passed", f"the sibling was disturbed: {said}"
        assert result["tests"][0]["output"] == "work 0\nwork 1\n"

    def _nothing_is_left(self) -> None:
        for _ in range(200):
            if (traces := self._traces()) == self.idle:
                return
            time.sleep(0.05)
        left = {name: (self.idle[name], traces[name]) for name in traces}
        assert traces == self.idle, {name: two for name, two in left.items() if two[0] != two[1]}

    def _settled(self) -> dict[str, Any]:
        last: dict[str, Any] = {}
        while (traces := self._traces()) != last:
            last = traces
            time.sleep(0.2)
        return traces

    def _traces(self) -> dict[str, Any]:
        return {
            "processes": len(psutil.Process().children(recursive=True)),
            "descriptors": len(os.listdir("/proc/self/fd")),
            "threads": sorted(thread.name for thread in threading.enumerate()),
            "mounts": Path("/proc/self/mountinfo").read_text(),
            "files": sorted(os.listdir(self.folder)),
        }


@contextmanager
def bench(folder: Path, warm: list[tuple[Exercise, str]]) -> Iterator[Bench]:
    """An engine of its own in a grader that has secrets. `folder` is the place of its files."""
    (folder / "secret.txt").write_text(SECRET)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RETOOLED_SECRET_KEY", SECRET)
        patch.setattr(tempfile, "tempdir", str(folder))
        patch.setattr("apps.sandbox.engine.ATTEMPTS", 1)
        patch.setattr("apps.sandbox.boxes.RUNS_PER_BOX", 1 << 30)  # no zygote is replaced between
        with Engine("numpy") as engine:
            made = Bench(engine, folder, warm)
            yield made
            made.pool.shutdown()
