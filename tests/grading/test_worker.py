"""A real Celery worker: the process of `manage.py grader`, its queue, and its death."""

import datetime as dt
import os
import signal
import time

import pytest
from django.utils import timezone

from apps.grading.actions import submit_exercise, sweep
from apps.grading.models import Grader, Run, State
from tests.factories import RIGHT, WRONG, make_exercise, make_user

pytestmark = pytest.mark.django_db(transaction=True)
SLOW = "import time\n\n\ndef double(x):\n    time.sleep(1.5)\n    return 2 * x\n"


def test_a_worker_grades_what_is_sent_and_stops_when_told(graders):
    alice, exercise = make_user("alice"), make_exercise()
    early = submit_exercise(alice, exercise, {"solution.py": WRONG})  # before there is a worker
    worker = graders.start()
    late = submit_exercise(make_user("charlie"), exercise, {"solution.py": RIGHT})
    graders.wait(lambda: Run.objects.filter(state=State.DONE).count() == 2)
    outcomes = dict(Run.objects.values_list("pk", "outcome"))
    assert outcomes == {early.pk: "failed", late.pk: "passed"}
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0


def test_a_worker_killed_in_the_middle_of_a_run_costs_time_and_gives_one_verdict(graders, queue):
    alice, exercise = make_user("alice"), make_exercise()
    worker = graders.start()
    run = submit_exercise(alice, exercise, {"solution.py": SLOW})
    graders.wait(lambda: Run.objects.get().phase.startswith("running:"))
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait(10)
    queue.clear()  # its message is lost as well
    killed = Run.objects.get()
    assert (killed.state, killed.attempts) == (State.RUNNING, 1)
    graders.start()
    time.sleep(0.5)
    assert Run.objects.get().token == killed.token  # nobody takes it while its lease holds
    past = timezone.now() - dt.timedelta(seconds=60)
    Run.objects.update(lease_until=past, nudged_at=past)
    assert sweep() == 1
    graders.wait(lambda: not Run.objects.get().is_open)
    ended = Run.objects.get()
    assert (ended.pk, ended.state, ended.outcome) == (run.pk, State.DONE, "passed")
    assert ended.attempts == 2
    verdict = (ended.token, ended.finished_at)
    sweep()
    time.sleep(0.5)
    ended.refresh_from_db()
    assert (ended.token, ended.finished_at) == verdict


def test_a_worker_without_a_sandbox_refuses_says_why_and_leaves_work_waiting(graders):
    run = submit_exercise(make_user("alice"), make_exercise(), {"solution.py": RIGHT})
    worker = graders.start(Grader.State.REFUSING, PATH="/nowhere")
    time.sleep(0.5)
    run.refresh_from_db()
    assert (run.state, run.attempts) == (State.QUEUED, 0)
    assert "bwrap" in Grader.objects.get().detail
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0
