import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from apps.ops import data_dir, listening
from apps.ops.signals import Signals
from apps.ops.supervisor import FAILURES, Service, Supervisor

ROOT = Path(__file__).parents[2]


def sleeper(code: str = "import time; time.sleep(60)") -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code])


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(said: list[str], monkeypatch: pytest.MonkeyPatch) -> Supervisor:
    class Unasked(Signals):
        """Without handlers: pytest keeps its own."""

        def __init__(self) -> None:
            self.asked = self.hurried = False

        def sleep(self, seconds: float) -> None:
            time.sleep(min(seconds, 0.02))

    return Supervisor(Unasked(), said.append)


def test_waits_longer_after_every_failure_and_gives_up() -> None:
    service = Service("x", sleeper, rank=0)
    waits = [service.next_wait(now=1.0) for _ in range(FAILURES)]
    assert waits == [0.5, 1, 2, 4, 8, None]


def test_failures_are_forgotten_after_a_long_life() -> None:
    service = Service("x", sleeper, rank=0, started_at=0.0, failures=FAILURES - 1)
    assert service.next_wait(now=61.0) == 0.5


def test_a_part_that_keeps_failing_is_left_out(supervisor: Supervisor, said: list[str]) -> None:
    supervisor.add(service := Service("grader", lambda: sleeper("exit(3)"), rank=0))
    while supervisor.services:
        supervisor.watch()
        service.start_at = 0.0  # no waiting in a test
        time.sleep(0.01)
    assert not supervisor.broken
    assert "given up" in said[-1]


def test_stops_rank_by_rank(supervisor: Supervisor) -> None:
    first, second = Service("web", sleeper, rank=0), Service("database", sleeper, rank=3)
    for service in (second, first):
        supervisor.add(service)
    supervisor.stop()
    assert first.process and second.process
    assert first.process.returncode == second.process.returncode == -15


def test_kills_what_ignores_a_stop(supervisor: Supervisor, said: list[str]) -> None:
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    )

    def launch() -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()  # it ignores the signal from here on
        return process

    supervisor.add(service := Service("deaf", launch, rank=0, grace=0.2))
    supervisor.stop()
    assert service.process and service.process.returncode == -9
    assert "deaf did not stop in time" in said[0]


def test_hears_of_a_sigint_that_only_make_got(tmp_path: Path) -> None:
    waiting = (
        "import time; from apps.ops.signals import make_was_interrupted as heard; print(heard())\n"
        "while not heard(): time.sleep(0.02)"
    )
    (tmp_path / "wait.py").write_text(waiting)
    (tmp_path / "Makefile").write_text(f"run:\n\t@{sys.executable} -u wait.py\n")
    make = subprocess.Popen(
        ["make", "-s"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,
    )
    assert make.stdout is not None
    assert make.stdout.readline() == "False\n"
    make.send_signal(signal.SIGINT)
    assert make.wait(20) != 0


def test_a_data_dir_is_used_once(tmp_path: Path) -> None:
    first = data_dir.claim(tmp_path, "http://localhost:1")
    with pytest.raises(data_dir.InUse, match="http://localhost:1, process"):
        data_dir.claim(tmp_path, "http://localhost:2")
    first.close()
    data_dir.claim(tmp_path, "http://localhost:2").close()


def test_says_what_is_wrong_with_a_port() -> None:
    taken = listening.listen("127.0.0.1", 0)
    with taken, pytest.raises(listening.CannotListen, match="in use"):
        listening.listen("127.0.0.1", taken.getsockname()[1])
    with pytest.raises(listening.CannotListen, match=r"HOST=192\.0\.2\.1"):
        listening.listen("192.0.2.1", 0)
