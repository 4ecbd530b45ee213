"""grade_next takes a run from claim to verdict: its rules with an engine that does as told, and the
real engine in the real sandbox.
"""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from apps.grading import grader
from apps.grading.actions import cancel_run, claim_run, let_next_in, sweep
from apps.grading.health import Health
from apps.grading.models import Run, State
from apps.sandbox.engine import Cancelled, Engine, GraderFault
from tests.factories import (
    RIGHT,
    STARTER,
    WRONG,
    make_exercise_revision,
    make_result,
    make_run,
    make_submission,
)

pytestmark = pytest.mark.django_db


class Told:
    """An engine that does what a test tells it to, and remembers what it was asked."""

    def __init__(self, *acts: Any) -> None:
        self.acts = list(acts)
        self.asked: list[tuple[Any, dict[str, str]]] = []

    def grade(
        self,
        exercise: Any,
        files: dict[str, str],
        *,
        cancelled: Callable[[], bool],
        on_phase: Callable[[str], None],
    ) -> dict[str, Any]:
        self.asked.append((exercise, files))
        act = self.acts.pop(0)
        if isinstance(act, Exception):
            raise act
        return act(cancelled, on_phase) if callable(act) else act

    def __call__(self) -> Any:
        return self


def grade_next(get_engine: Any) -> None:
    """In a process that is well."""
    grader.grade_next("numpy", get_engine, Health())


@pytest.fixture
def run(alice, exercise):
    return make_run(make_submission(alice, exercise, WRONG))


def test_the_verdict_of_the_engine_is_stored(run):
    grade_next(Told(make_result("pass", "fail")))
    run.refresh_from_db()
    assert (run.state, run.outcome, run.tests_passed, run.attempts) == ("done", "failed", 1, 1)


def test_the_engine_is_given_what_was_sent_and_the_revision_it_was_sent_to(run):
    exercise, old = run.submission.exercise, run.revision
    exercise.current = make_exercise_revision(exercise, {**old.files, "prompt.md": "Anew."})
    exercise.save()
    engine = Told(make_result("pass"))
    grade_next(engine)
    [(graded, files)] = engine.asked
    assert (graded.digest, files) == (old.digest, {"solution.py": WRONG})


def test_called_twice_it_grades_once(run):
    engine = Told(make_result("pass"))
    grade_next(engine)
    grade_next(engine)
    run.refresh_from_db()
    assert (len(engine.asked), run.attempts, run.outcome) == (1, 1, "passed")


@pytest.mark.parametrize("state", [State.RUNNING, State.DONE, State.CANCELLED, State.FAULT])
def test_what_is_not_waiting_is_left_alone(alice, exercise, state):
    make_run(make_submission(alice, exercise), state)
    before = Run.objects.values().get()
    engine = Told()
    grade_next(engine)
    assert not engine.asked
    assert Run.objects.values().get() == before


def test_no_engine_is_started_where_nothing_waits(db):
    def start() -> Engine:
        raise AssertionError("started for nothing")

    grade_next(start)


@pytest.mark.parametrize("outcome", ["error", "limit"])
def test_a_crash_or_a_limit_is_a_verdict_and_not_a_fault(run, outcome):
    grade_next(Told(make_result("not run", outcome=outcome, status="error")))
    run.refresh_from_db()
    assert (run.state, run.outcome, run.fault) == ("done", outcome, "")


def test_a_fault_of_the_grader_is_retried_and_then_has_its_verdict(run, queue):
    engine = Told(GraderFault("the checker died"), make_result("pass"))
    grade_next(engine)
    run.refresh_from_db()
    assert (run.state, run.fault) == (State.QUEUED, "the checker died")
    grade_next(engine)
    run.refresh_from_db()
    assert (run.state, run.outcome, run.attempts) == (State.DONE, "passed", 2)


def test_faults_are_retried_so_often_and_no_more(run, queue):
    engine = Told(*[GraderFault("no bwrap")] * 10)
    for _ in range(10):
        grade_next(engine)
        Run.objects.update(nudged_at=timezone.now() - dt.timedelta(minutes=1))
        let_next_in(run.learner_id)
    run.refresh_from_db()
    assert len(engine.asked) == run.attempts == settings.GRADING_ATTEMPTS
    assert (run.state, run.fault) == (State.FAULT, "no bwrap")


def test_an_engine_that_cannot_start_is_a_fault_of_the_grader(run, queue):
    def start() -> Engine:
        raise GraderFault("no bwrap")

    grade_next(start)
    run.refresh_from_db()
    assert (run.state, run.fault) == (State.QUEUED, "no bwrap")


@pytest.mark.parametrize(
    ("every", "shown"),
    [(0, ["starting", "running:test_double", "x" * 100]), (3600, ["starting"] * 3)],
    ids=["long", "quick"],
)
def test_the_phase_of_a_long_run_is_shown_and_gone_afterwards(run, monkeypatch, every, shown):
    monkeypatch.setattr("apps.grading.grader.TELL_EVERY", every)
    seen = []

    def act(cancelled: Any, on_phase: Callable[[str], None]) -> dict[str, Any]:
        for phase in ("starting", "running:test_double", "x" * 300):
            on_phase(phase)
            assert not cancelled()
            seen.append(Run.objects.get().phase)
        return make_result("pass")

    grade_next(Told(act))
    assert seen == shown
    assert Run.objects.get().phase == ""


@pytest.fixture
def no_wait(monkeypatch):
    """The lease is looked at each time the engine asks, and not once a second."""
    monkeypatch.setattr("apps.grading.grader.RENEW_EVERY", 0)


def test_while_the_engine_works_the_lease_is_renewed(run, no_wait):
    leases: list[Any] = []

    def act(cancelled: Callable[[], bool], on_phase: Any) -> dict[str, Any]:
        for _ in range(3):
            assert not cancelled()
            leases.append(Run.objects.get().lease_until)
        return make_result("pass")

    grade_next(Told(act))
    assert leases == sorted(set(leases))


def test_a_run_cancelled_meanwhile_stops_the_engine_and_has_no_verdict(run, no_wait):
    def act(cancelled: Callable[[], bool], on_phase: Any) -> dict[str, Any]:
        assert not cancelled()
        cancel_run(run)
        assert cancelled()
        raise Cancelled

    grade_next(Told(act))
    run.refresh_from_db()
    assert (run.state, run.result, run.fault) == (State.CANCELLED, None, "")


def test_a_verdict_that_comes_after_the_cancel_is_dropped(run):
    def act(cancelled: Any, on_phase: Any) -> dict[str, Any]:
        cancel_run(run)
        return make_result("pass")

    grade_next(Told(act))
    assert Run.objects.get().state == State.CANCELLED


def test_a_grader_that_was_silent_for_too_long_gives_way_to_the_next(run, no_wait, queue):
    def slow(cancelled: Callable[[], bool], on_phase: Any) -> dict[str, Any]:
        Run.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
        sweep()
        grade_next(Told(make_result("pass")))
        assert cancelled()
        return make_result("fail")  # it did not listen

    grade_next(Told(slow))
    run.refresh_from_db()
    assert (run.outcome, run.attempts) == ("passed", 2)


@pytest.mark.django_db(transaction=True)
def test_many_graders_at_one_run_give_one_verdict(run):
    asked = []

    def act(cancelled: Any, on_phase: Any) -> dict[str, Any]:
        asked.append(1)
        time.sleep(0.1)
        return make_result("pass")

    def work() -> None:
        try:
            grade_next(Told(act))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run.refresh_from_db()
    assert (len(asked), run.state, run.attempts) == (1, State.DONE, 1)


@pytest.mark.django_db(transaction=True)
def test_a_verdict_waits_for_a_database_that_is_restarting(run):
    """The server cuts the connection between grading and storing."""

    def act(cancelled: Any, on_phase: Any) -> dict[str, Any]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            pid = cursor.fetchone()[0]
        cut = threading.Thread(target=cut_connection, args=[pid])
        cut.start()
        cut.join()
        return make_result("pass")

    grade_next(Told(act))
    assert Run.objects.get().outcome == "passed"


def cut_connection(pid: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    connection.close()


# The real engine


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine("numpy") as started:
        yield started


def grade(alice, exercise, engine: Engine, code: str) -> Run:
    run = make_run(make_submission(alice, exercise, code))
    grade_next(lambda: engine)
    run.refresh_from_db()
    return run


def test_a_right_answer_passes_in_the_sandbox(alice, exercise, engine):
    run = grade(alice, exercise, engine, RIGHT)
    assert (run.state, run.outcome, run.tests_passed, run.tests_total) == ("done", "passed", 2, 2)
    assert run.result["exercise_digest"] == exercise.current.digest


def test_a_known_mistake_is_named(alice, exercise, engine):
    run = grade(alice, exercise, engine, WRONG)
    assert (run.outcome, run.tests_passed) == ("failed", 0)
    first = run.result["tests"][0]
    assert (first["message_id"], first["seen"], first["expected"]) == ("tripled", "6", "4")
    assert first["cause"] == "That is three times the number."


def test_the_starter_is_told_that_it_has_not_begun(alice, exercise, engine):
    run = grade(alice, exercise, engine, STARTER)
    assert (run.outcome, run.result["message"]) == ("failed", "Nothing came back yet.")


def test_a_program_that_ends_itself_is_a_verdict(alice, exercise, engine):
    run = grade(alice, exercise, engine, "import os\nos._exit(0)\n")
    assert (run.state, run.outcome) == (State.DONE, "error")


def test_a_syntax_error_is_a_verdict(alice, exercise, engine):
    run = grade(alice, exercise, engine, "def double(x:\n")
    assert (run.state, run.outcome) == (State.DONE, "error")
    assert "could not be loaded" in run.result["message"]


def test_whatever_a_program_prints_its_verdict_is_stored(alice, exercise, engine):
    code = "def double(x):\n    print('<b>\\x00\\udc80\\uffff')\n    return float('nan')\n"
    run = grade(alice, exercise, engine, code)
    assert (run.state, run.attempts, run.fault) == (State.DONE, 1, "")
    output = run.result["tests"][0]["output"]
    assert output.startswith("<b>") and "\x00" not in output


@pytest.mark.django_db(transaction=True)
def test_cancelling_stops_a_program_that_runs(alice, exercise, engine):
    code = "import time\n\n\ndef double(x):\n    time.sleep(15)\n"
    run = make_run(make_submission(alice, exercise, code))

    def work() -> None:
        try:
            grade_next(lambda: engine)
        finally:
            connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    deadline = time.monotonic() + 10
    while not Run.objects.get().phase.startswith("running:") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert cancel_run(run)
    worker.join(5)
    assert not worker.is_alive()
    assert Run.objects.get().state == State.CANCELLED
    assert claim_run("numpy") is None
