"""Submits, kills, waits, and tells what is not as it must be. Exit status 1 where there is any."""

import argparse
import logging
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from tests.chaos.brokers import RABBITMQ, Files, RabbitMQ
from tests.chaos.processes import (
    Database,
    Service,
    adopt_orphans,
    descendants,
    is_program,
    line,
    reap,
    wait_until,
)

Broker = Files | RabbitMQ


def main() -> int:
    options = parse()
    adopt_orphans()
    brokers = ["files", "rabbitmq"] if options.broker == "both" else [options.broker]
    if not RABBITMQ.exists() and "rabbitmq" in brokers:
        print("rabbitmq: not installed (`apt-get install rabbitmq-server`)")
        brokers.remove("rabbitmq")
    for broker in brokers[1:]:  # settings are read once, so each has a process of its own
        words = [*sys.argv[1:], "--broker", broker]
        if os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-m", "tests.chaos", *words]):
            return 1
    return run(brokers[0], options) if brokers else 1


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.chaos", description=__doc__)
    parser.add_argument("--broker", choices=["files", "rabbitmq", "both"], default="both")
    parser.add_argument("--submissions", type=int, default=300)
    parser.add_argument("--blows", type=int, default=40, help="how often something is broken")
    parser.add_argument("--seed", type=int, default=None)
    return parser.parse_args()


def run(kind: str, options: argparse.Namespace) -> int:
    seed = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    print(f"{kind}: {options.submissions} submissions, {options.blows} blows, seed {seed}")
    home = Path(tempfile.mkdtemp(prefix="retooled-chaos-"))
    home.chmod(0o755)  # as root, PostgreSQL runs as another user than we do
    site = None
    try:
        (home / "tmp").mkdir()
        site = Site(kind, home, random.Random(seed))
        found = site.suffer(options.submissions, options.blows)
    finally:
        if site:
            site.clear_up()
    found += leftovers(home)
    if found:
        print(f"{kind}: NOT as it must be; logs are in {home}", *found, sep="\n  ")
        return 1
    shutil.rmtree(home)
    return 0


class Site:
    """Database, queue, two graders and a sweeper, and this process as the one learners talk to."""

    def __init__(self, kind: str, home: Path, chance: random.Random) -> None:
        self.home, self.chance = home, chance
        self.services: list[Service] = []
        self.database = Database(home)
        self.broker: Broker = Files(home) if kind == "files" else RabbitMQ(home)
        for name in ("DATABASE_URL", "SITE_URL", "SECRET_KEY"):
            os.environ.pop(name, None)
        os.environ |= {
            "DATA_DIR": str(home),
            "BROKER_URL": self.broker.url,
            "TMPDIR": str(home / "tmp"),
            "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
        }
        import django
        from django.core.management import call_command

        django.setup()
        logging.disable()  # a lost connection is no news here
        call_command("migrate", verbosity=0)

    def suffer(self, submissions: int, blows: int) -> list[str]:
        """Runs it all. Returns what is not as it must be."""
        from apps.grading.models import OPEN, Grader, Run
        from tests.chaos.audit import complaints, watch
        from tests.chaos.learners import Learners

        watch()
        learners = Learners(submissions, 6, self.chance, pause=2 * blows / submissions)
        self.start("sweeper")
        for _ in range(2):
            self.start("grader", "numpy", "--concurrency=2")
        wait_until(lambda: Grader.objects.filter(state="ready").exists(), "a grader is ready")
        began = time.monotonic()
        learners.start()
        acts = self.strike(blows)
        wait_until(lambda: not learners.busy(), "all has been sent")
        wait_until(lambda: not self.ask(Run.objects.filter(OPEN).exists), "all is graded")
        took = time.monotonic() - began
        found = self.end()
        found += complaints(learners.accepted)
        states = Counter(Run.objects.values_list("state", flat=True))
        tries = Counter(Run.objects.values_list("attempts", flat=True))
        print(f"  {len(learners.accepted)} accepted, {learners.refused} refused and sent again")
        print(f"  ended: {dict(states)}; times claimed: {dict(sorted(tries.items()))}")
        print(f"  blows: {dict(acts)}; {took:.0f} s")
        return found

    def start(self, *words: str) -> None:
        log = self.home / "log" / f"{words[0]}-{len(self.services)}.log"
        self.services.append(Service(log, *words))

    def strike(self, blows: int) -> Counter[str]:
        """Something breaks every half second; each kind of thing at least once in six."""
        acts = [self.kill_grader, self.kill_sandbox, self.kill_sweeper]
        acts += [self.kill_database, self.lose_messages, self.repeat_messages, self.kill_broker]
        order = [act for _ in range(-(-blows // len(acts))) for act in self.shuffled(acts)][:blows]
        for act in order:
            time.sleep(0.5)
            act()
            self.keep()
            reap_orphans(self)
        return Counter(act.__name__ for act in order)

    def shuffled(self, things: list[Any]) -> list[Any]:
        return self.chance.sample(things, len(things))

    def keep(self) -> None:
        for service in self.services:
            service.keep()

    def ask(self, question: Any) -> Any:
        """True while the database is away: nobody knows."""
        from django.db import Error, connection

        try:
            return question()
        except Error:
            connection.close()
            return True

    # Blows

    def while_something_runs(self) -> None:
        """Wait a moment for a run to be hit."""
        from apps.grading.models import Run, State

        running = Run.objects.filter(state=State.RUNNING, phase__startswith="running:")
        until = time.monotonic() + 2
        while not self.ask(running.exists) and time.monotonic() < until:
            time.sleep(0.01)

    def kill_grader(self) -> None:
        self.while_something_runs()
        grader = self.chance.choice(self.services[1:])
        grader.kill()
        grader.start()

    def kill_sandbox(self) -> None:
        """A zygote, its bubblewrap, or a checker at work. Not a learner's program at work: whatever
        ends that is taken for its own doing.
        """
        self.while_something_runs()
        grader = self.chance.choice(self.services[1:])
        inside = [
            process
            for process in descendants(grader.process.pid)
            if "zygote" in line(process) and not is_program(process)
        ]
        if inside:
            with suppress(psutil.NoSuchProcess):
                self.chance.choice(inside).kill()

    def kill_sweeper(self) -> None:
        self.services[0].kill()
        self.services[0].start()

    def kill_database(self) -> None:
        self.database.kill()
        time.sleep(0.3)
        self.database.start()

    def lose_messages(self) -> None:
        self.broker.lose(self.chance)

    def repeat_messages(self) -> None:
        self.broker.repeat(self.chance)

    def kill_broker(self) -> None:
        self.broker.kill(self.chance)

    # The end

    def end(self) -> list[str]:
        """Stops what grades, as the supervisor does. Complains of what fails at that."""
        found = []
        for service in self.services:
            status = service.stop()
            if status is None:
                print(f"  {' '.join(service.words)} did not stop in time and was killed")
            elif status:
                found.append(f"{' '.join(service.words)} ended with status {status}")
        return found

    def clear_up(self) -> None:
        for service in self.services:
            if service.process.poll() is None:
                service.kill()
        self.broker.stop()
        self.database.stop()


def reap_orphans(site: Site) -> None:
    """Our own children stay theirs: only what was left behind is taken."""
    ours = {service.process.pid for service in site.services} | {site.database.server.pid}
    if isinstance(site.broker, RabbitMQ):
        ours.add(site.broker.process.pid)
    reap(ours)


def leftovers(home: Path) -> list[str]:
    """Processes and files that nobody needs any longer."""
    time.sleep(0.5)
    left = [f"left behind: process {line(process)[:150]}" for process in descendants()]
    return left + [f"left behind: {path}" for path in (home / "tmp").iterdir()]


if __name__ == "__main__":
    sys.exit(main())
