"""A grader that cannot tell right from wrong takes no work, says so, and recovers by itself."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from django.test import Client

from apps.grading.actions import claim_run, submit_exercise
from apps.grading.grader import grade_next
from apps.grading.health import Health
from apps.grading.models import Grader, Run, State
from apps.sandbox.engine import Cancelled, GraderFault
from tests.factories import RIGHT, make_exercise, make_result, make_run, make_submission, make_user
from tests.grading.test_grade_run import Told

# The rules


def failing() -> None:
    raise GraderFault("a wrong solution was graded as passed")


@pytest.mark.django_db
def test_after_a_fault_of_the_engine_nothing_is_claimed_before_the_canary_has_passed(
    alice, exercise, queue, monkeypatch
):
    monkeypatch.setattr("apps.grading.health.HOLD", 0)
    health = Health()
    make_run(make_submission(alice, exercise))
    grade_next("numpy", Told(GraderFault("the checker died")), health)
    queue.clear()
    engine = Told(make_result("pass"))
    grade_next("numpy", engine, health)
    assert (engine.asked, Run.objects.get().attempts) == ([], 1)
    assert queue.sent() == ["grading.numpy"]  # for another grader
    health.look(lambda: None)
    grade_next("numpy", engine, health)
    assert Run.objects.get().passed


@pytest.mark.django_db
def test_a_failing_grader_gives_back_what_it_holds_and_that_is_no_try(alice, exercise, queue):
    health = Health()
    make_run(make_submission(alice, exercise))

    def act(cancelled, on_phase):
        assert not cancelled()
        health.look(failing)
        assert cancelled()
        raise Cancelled

    grade_next("numpy", Told(act), health)
    run = Run.objects.get()
    assert (run.state, run.attempts, run.slot) == (State.QUEUED, 0, None)
    assert run.fault == "a wrong solution was graded as passed"
    taken = claim_run("numpy")
    assert taken and taken[0] == run


def test_whatever_a_canary_raises_the_grader_is_not_well():
    health = Health()

    def broken() -> None:
        raise OSError("no space left")

    health.look(broken)
    assert (health.failing, health.needs_a_look()) == ("no space left", True)
    health.look(lambda: None)
    assert (health.failing, health.needs_a_look()) == ("", False)


def test_a_grader_without_a_verdict_for_long_is_looked_at_again(settings):
    health = Health()
    assert not health.needs_a_look()
    settings.GRADING_CANARY_SECONDS = 0
    assert health.needs_a_look()


def test_a_thread_that_waits_is_let_go_when_the_process_ends():
    health = Health()
    health.doubt()
    health.stop()
    assert not health.wait_until_well()


# A real worker


@pytest.fixture
def bwrap() -> Iterator[Path]:
    """A folder for the front of PATH, whose bwrap is the real one until it is replaced."""
    folder = Path(tempfile.mkdtemp(prefix="retooled-bwrap-"))
    folder.chmod(0o755)
    mend(folder / "bwrap")
    yield folder / "bwrap"
    shutil.rmtree(folder)


def mend(program: Path) -> None:
    replace(program, f'exec {shutil.which("bwrap")} "$@"')


def replace(program: Path, words: str) -> None:
    fresh = program.with_name("fresh")
    fresh.write_text(f"#!/bin/sh\n{words}\n")
    fresh.chmod(0o755)
    fresh.rename(program)


def kill_sandboxes(pid: int) -> None:
    for process in psutil.Process(pid).children(recursive=True):
        # One that died with its parent, killed a moment before, is gone already.
        with suppress(psutil.NoSuchProcess):
            process.kill()


@pytest.mark.django_db(transaction=True)
def test_a_worker_whose_sandbox_breaks_stops_says_so_and_recovers(graders, bwrap):
    exercise = make_exercise()
    worker = graders.start(PATH=f"{bwrap.parent}:{os.environ['PATH']}")
    replace(bwrap, "echo the walls have fallen >&2; exit 1")
    kill_sandboxes(worker.pid)
    hit = submit_exercise(make_user("alice"), exercise, {"solution.py": RIGHT})
    graders.wait(lambda: Grader.objects.get().state == Grader.State.FAILING)
    spared = submit_exercise(make_user("charlie"), exercise, {"solution.py": RIGHT})
    assert "the walls have fallen" in Grader.objects.get().detail
    said = Client().get("/healthz").json()["graders"]["numpy"]
    assert said["state"] == "failing" and "the walls have fallen" in said["detail"]
    states = dict(Run.objects.values_list("pk", "state"))
    assert states == {hit.pk: State.QUEUED, spared.pk: State.QUEUED}
    mend(bwrap)
    graders.wait(lambda: Grader.objects.get().state == Grader.State.READY)
    graders.wait(lambda: Run.objects.filter(state=State.DONE).count() == 2)
    assert dict(Run.objects.values_list("pk", "attempts")) == {hit.pk: 2, spared.pk: 1}
