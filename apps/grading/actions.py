"""The life of a run. Its row is the truth: messages only point at it, and only the holder of its
token ends it.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from apps.accounts.models import User
from apps.celery import app
from apps.content.models import Exercise
from apps.grading.models import Grader, Outcome, Run, State, Submission
from apps.lib.storable import storable

log = logging.getLogger(__name__)
GRADE = "grading.grade"  # the task's name: apps.grading.tasks stands above this module
SWEEP_AFTER = dt.timedelta(seconds=10)  # a message this old without a claim is taken for lost
SWEEP_BATCH = 200


def submit_exercise(user: User, exercise: Exercise, files: Mapping[str, str]) -> Run:
    """Keep what was sent and queue it for grading. A submission of the same text still open is not
    sent twice.
    """
    text = storable(dict(files))
    with transaction.atomic():
        # One at a time: a double click must not make two.
        User.objects.select_for_update().get(pk=user.pk)
        run = _open_twin(user, exercise, text)
        if run:
            return run
        last = (
            Submission.objects.filter(user=user, exercise=exercise).aggregate(last=Max("number"))[
                "last"
            ]
            or 0
        )
        submission = Submission.objects.create(
            user=user, exercise=exercise, number=last + 1, files=text
        )
        return queue_run(submission)


def _open_twin(user: User, exercise: Exercise, files: Mapping[str, str]) -> Run | None:
    latest = (
        Run.objects.filter(submission__user=user, submission__exercise=exercise)
        .select_related("submission")
        .first()
    )
    if latest and latest.is_open and latest.submission.files == files:
        return latest
    return None


def run_again(submission: Submission) -> Run:
    """Grade the same text once more. While a run of it is open, that run is the answer."""
    with transaction.atomic():
        Submission.objects.select_for_update().get(pk=submission.pk)
        latest = submission.runs.first()
        return latest if latest and latest.is_open else queue_run(submission)


def queue_run(submission: Submission) -> Run:
    exercise = submission.exercise
    assert exercise.current
    run = Run.objects.create(
        submission=submission, revision=exercise.current, runtime=exercise.runtime
    )
    transaction.on_commit(lambda: nudge(run.pk, run.runtime))
    return run


def nudge(run_id: int, runtime: str) -> None:
    """Tell the graders that this run waits. Losing the message costs time, never the run: the
    sweeper sends another.
    """
    try:
        app.send_task(GRADE, (run_id,), queue=f"grading.{runtime}", retry=False)
    except Exception as error:
        log.warning(
            "run %s: the broker did not take the message (%s); the sweeper will send it",
            run_id,
            error,
        )


def claim_run(run_id: int) -> tuple[Run, uuid.UUID] | None:
    """Take a waiting run for this process, or None where there is nothing to take."""
    now, token = timezone.now(), uuid.uuid4()
    claimed = Run.objects.claimable(now).filter(pk=run_id, attempts__lt=settings.GRADING_ATTEMPTS)
    if not claimed.update(
        state=State.RUNNING,
        phase="starting",
        token=token,
        lease_until=now + lease(),
        attempts=F("attempts") + 1,
        started_at=now,
    ):
        return None
    return Run.objects.select_related("submission", "revision").get(pk=run_id), token


def lease() -> dt.timedelta:
    return dt.timedelta(seconds=settings.GRADING_LEASE_SECONDS)


def renew_lease(run: Run, token: uuid.UUID) -> bool:
    """Whether the run is still ours: not cancelled, and not given to another after a silence."""
    return run.hold(token, lease_until=timezone.now() + lease())


def finish_run(run: Run, token: uuid.UUID, result: dict[str, Any]) -> bool:
    """Store the verdict, once. False where the run is no longer ours: a late result is dropped."""
    tests = result["tests"]
    return run.hold(
        token,
        state=State.DONE,
        result=storable(result),
        outcome=Outcome(result["outcome"]),
        tests_passed=sum(test["status"] == "pass" for test in tests),
        tests_total=len(tests),
        finished_at=timezone.now(),
        phase="",
    )


def give_back_run(run: Run, token: uuid.UUID, fault: str) -> None:
    """After a fault of the grader's own: back to the queue, or to an end with a name once that is
    pointless.
    """
    if run.attempts >= settings.GRADING_ATTEMPTS:
        run.hold(token, state=State.FAULT, fault=fault, finished_at=timezone.now(), phase="")
        return
    back = run.hold(token, state=State.QUEUED, fault=fault, phase="", lease_until=None)
    if (
        back and run.attempts == 1
    ):  # later ones wait for the sweeper: a fault that lasts must not spin
        nudge(run.pk, run.runtime)


def cancel_run(run: Run) -> bool:
    """End an open run at the learner's wish; a grader at work on it notices at its next renewal."""
    ended = {"state": State.CANCELLED, "finished_at": timezone.now(), "phase": "", "token": None}
    return bool(
        Run.objects.filter(pk=run.pk, state__in=[State.QUEUED, State.RUNNING]).update(**ended)
    )


def sweep() -> int:
    """Send again what seems lost, end what was tried too often. Returns how many runs were
    touched.
    """
    now = timezone.now()
    with transaction.atomic():
        stale = list(
            Run.objects.claimable(now)
            .filter(nudged_at__lt=now - SWEEP_AFTER)
            .select_for_update(skip_locked=True)
            .order_by("pk")[:SWEEP_BATCH]
        )
        hopeless = [run.pk for run in stale if run.attempts >= settings.GRADING_ATTEMPTS]
        Run.objects.filter(pk__in=hopeless).update(
            state=State.FAULT,
            finished_at=now,
            phase="",
            token=None,
            fault="the grader died each time it ran this",
        )
        Run.objects.filter(pk__in=[run.pk for run in stale]).update(nudged_at=now)
    for run in stale:
        if run.pk not in hopeless:
            nudge(run.pk, run.runtime)
    return len(stale)


def report_grader(name: str, runtime: str, state: str, detail: str = "") -> None:
    """What a grading process says of itself, for the pages and /healthz."""
    Grader.objects.update_or_create(
        name=name,
        defaults={"runtime": runtime, "state": state, "detail": detail, "seen_at": timezone.now()},
    )
