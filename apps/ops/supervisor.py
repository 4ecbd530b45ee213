"""Keeps a handful of processes running, and stops them in order."""

import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from apps.ops.postgres import PostgresError
from apps.ops.signals import Signals

LONG_LIFE = 60.0  # seconds after which earlier failures are forgotten
FAILURES = 6  # without a long life between them: then it is not tried again
LONGEST_WAIT = 30.0  # seconds
Say = Callable[[str], None]


@dataclass
class Service:
    """A process to keep running.

    `rank` says when it is stopped: lower ones first, equal ones together. Where an `essential`
    service cannot be kept up everything stops; others are left out.
    """

    name: str
    launch: Callable[[], subprocess.Popen[bytes]]
    rank: int
    essential: bool = False
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0  # seconds before a stop becomes a kill
    on_end: Callable[[int], None] | None = None  # a job that ends: called once, with its status
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_at: float = 0.0
    failures: int = field(default=0)

    def next_wait(self, now: float) -> float | None:
        """Counts a failure. Seconds to wait before the next start, or None where it is the last."""
        if now - self.started_at > LONG_LIFE:
            self.failures = 0
        self.failures += 1
        if self.failures >= FAILURES:
            return None
        return min(LONGEST_WAIT, 0.5 * 2 ** (self.failures - 1))


class Supervisor:
    """Starts what is added, starts it again when it ends, stops all when asked."""

    def __init__(self, signals: Signals, say: Say) -> None:
        self.signals, self.say = signals, say
        self.services: list[Service] = []
        self.broken = False

    def add(self, service: Service) -> None:
        """Starts a service. What its first start raises is for the caller."""
        service.process = service.launch()
        service.started_at = time.monotonic()
        self.services.append(service)

    def finish(self, process: subprocess.Popen[bytes]) -> int:
        """Waits for a process that ends by itself; ends it when we are asked to stop."""
        while process.poll() is None:
            if self.signals.asked:
                process.terminate()
            self.watch()
            self.signals.sleep(0.2)
        return process.returncode

    def watch(self) -> None:
        """One look at every service: what has ended is started again when its time comes."""
        now = time.monotonic()
        for service in list(self.services):
            if service.process is not None and service.process.poll() is not None:
                self._ended(service, service.process.returncode, now)
            if service.process is None and now >= service.start_at and not self.signals.asked:
                self._start_again(service, now)

    def _ended(self, service: Service, status: int, now: float) -> None:
        service.process = None
        if service.on_end is not None:
            self.services.remove(service)
            service.on_end(status)
        elif not self.signals.asked:
            self._failed(service, f"ended with status {status}", now)

    def _failed(self, service: Service, how: str, now: float) -> None:
        wait = service.next_wait(now)
        if wait is not None:
            service.start_at = now + wait
            self.say(f"{service.name} {how}; starting it again in {wait:g} s")
            return
        self.services.remove(service)
        self.broken = self.broken or service.essential
        self.say(f"{service.name} {how}, {FAILURES} times in a row: given up; its log says why")

    def _start_again(self, service: Service, now: float) -> None:
        service.started_at = now
        try:
            service.process = service.launch()
        except (OSError, PostgresError) as error:
            self._failed(service, f"did not start ({error})", now)

    def stop(self) -> None:
        """Stops everything, rank by rank. Asked a second time, it kills what is not essential."""
        for rank in sorted({service.rank for service in self.services}):
            running = [s for s in self.services if s.rank == rank and s.process is not None]
            for service in running:
                _send(service, service.stop_signal)
            deadline = time.monotonic() + max((s.grace for s in running), default=0)
            while any(_is_alive(s) for s in running) and time.monotonic() < deadline:
                if self.signals.hurried and not any(s.essential for s in running):
                    break
                self.signals.sleep(0.2)
            for service in running:
                if _is_alive(service):
                    self.say(f"{service.name} did not stop in time and was killed")
                    _send(service, signal.SIGKILL)
                    assert service.process is not None
                    service.process.wait()


def _is_alive(service: Service) -> bool:
    return service.process is not None and service.process.poll() is None


def _send(service: Service, number: signal.Signals) -> None:
    if service.process is not None:
        with suppress(ProcessLookupError):
            service.process.send_signal(number)
