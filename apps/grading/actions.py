"""The life of a run. Its row is the truth: messages only say that there is work, and only the
holder of its token ends it. Who is next: `apps.grading.line`.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from apps.accounts.models import User
from apps.celery import app
from apps.content.models import Exercise
from apps.grading import line
from apps.grading.models import OPEN, Grader, Outcome, Run, State, Submission
from apps.lib.storable import storable

log = logging.getLogger(__name__)
GRADE = "grading.grade"  # the task's name: apps.grading.tasks stands above this module
SWEEP_BATCH = 200
GRADER_FRESH = dt.timedelta(seconds=30)  # a grader that has said nothing for so long is gone


def submit_exercise(user: User, exercise: Exercise, files: Mapping[str, str]) -> Run:
    """Keep what was sent and queue it for grading. A submission of the same text still open is not
    sent twice; another that still waits is superseded, and its place in the line is taken.
    """
    return _submit(Submission(user=user, exercise=exercise), files)


def try_copy(mentor: User, attempt: Submission, files: Mapping[str, str]) -> Run:
    """Grade a mentor's edited copy of a learner's attempt. It waits and runs in the mentor's name,
    and is nobody's attempt: it takes the place of nothing but an earlier copy of the same.
    """
    return _submit(Submission(user=mentor, exercise=attempt.exercise, trial_of=attempt), files)


def _submit(new: Submission, files: Mapping[str, str]) -> Run:
    new.files = storable(dict(files))
    earlier = Submission.objects.filter(
        user=new.user, exercise=new.exercise, trial_of=new.trial_of_id
    )
    with transaction.atomic():
        _one_at_a_time(new.user_id)
        open_runs = _open_runs(new.user_id, earlier)
        if open_runs and open_runs[0].submission.files == new.files:
            return open_runs[0]
        place = _supersede([run for run in open_runs if run.state == State.QUEUED])
        new.number = (earlier.aggregate(Max("number"))["number__max"] or 0) + 1
        new.save()
        return queue_run(new, in_line_since=place)


def _one_at_a_time(learner_id: int) -> None:
    """A double click must not make two. Until the transaction ends."""
    User.objects.select_for_update().get(pk=learner_id)


def _open_runs(learner_id: int, submissions: QuerySet[Submission]) -> list[Run]:
    """Newest first, and locked: none of them is claimed until we are done."""
    runs = Run.objects.filter(OPEN, learner=learner_id, submission__in=submissions, bulk=False)
    return list(runs.select_related("submission").select_for_update(of=("self",)))


def _supersede(waiting: list[Run]) -> dt.datetime | None:
    """End runs whose learner has sent something newer. Returns the place in line they give up."""
    if not waiting:
        return None
    Run.objects.filter(pk__in=[run.pk for run in waiting]).update(
        state=State.SUPERSEDED, finished_at=Now()
    )
    return next((run.in_line_since for run in waiting if run.in_line_since), None)


def run_again(submission: Submission) -> Run:
    """Grade the same text once more. While a run of it is open, that run is the answer."""
    with transaction.atomic():
        _one_at_a_time(submission.user_id)
        latest = submission.runs.first()
        return latest if latest and latest.is_open else queue_run(submission)


def queue_run(
    submission: Submission, *, bulk: bool = False, in_line_since: dt.datetime | None = None
) -> Run:
    """A waiting run of the exercise as it now is. `bulk` gives way to what learners wait for and
    takes no turn of theirs. A live one is queued by its learner, one at a time.
    """
    exercise = submission.exercise
    assert exercise.current
    if not in_line_since and (bulk or _has_nothing_open(submission.user_id)):
        in_line_since = timezone.now()
    run = Run.objects.create(
        submission=submission,
        learner_id=submission.user_id,
        revision=exercise.current,
        runtime=exercise.runtime,
        bulk=bulk,
        in_line_since=in_line_since,
    )
    if run.in_line_since:
        transaction.on_commit(lambda: nudge(run.runtime))
    else:
        transaction.on_commit(lambda: let_next_in(run.learner_id))
    return run


def _has_nothing_open(learner_id: int) -> bool:
    """Whether a run of theirs can join a line at once: nobody else could let another one in."""
    return not Run.objects.filter(OPEN, learner=learner_id, bulk=False).exists()


def let_next_in(learner_id: int) -> None:
    """After a run of this learner has come or gone: their next joins the line, where there is one
    and it may.
    """
    for runtime in line.line_up(learner_id):
        nudge(runtime)


def nudge(runtime: str) -> None:
    """Tell the graders that there is work. Losing the message costs time, never a run: the sweeper
    sends another.
    """
    try:
        app.send_task(GRADE, queue=f"grading.{runtime}", retry=False)
    except Exception as error:
        log.warning("the broker did not take a message (%s); the sweeper will send it", error)


def claim_run(runtime: str) -> tuple[Run, uuid.UUID] | None:
    """Take the next run of this line for this process, or None where there is nothing to take."""
    token = uuid.uuid4()
    claimed = line.claim_next(runtime, token)
    if claimed is None:
        return None
    run = Run.objects.select_related("submission", "revision").get(pk=claimed)
    _make_room(run)
    return run, token


def _make_room(run: Run) -> None:
    if not run.bulk:
        let_next_in(run.learner_id)


def lease() -> dt.timedelta:
    return dt.timedelta(seconds=settings.GRADING_LEASE_SECONDS)


def renew_lease(run: Run, token: uuid.UUID) -> bool:
    """Whether the run is still ours: not cancelled, and not given to another after a silence."""
    return run.hold(token, lease_until=Now() + lease())


def finish_run(run: Run, token: uuid.UUID, result: dict[str, Any]) -> bool:
    """Store the verdict, once. False where the run is no longer ours: a late result is dropped."""
    tests = result["tests"]
    stored = run.hold(
        token,
        state=State.DONE,
        slot=None,
        result=storable(result),
        outcome=Outcome(result["outcome"]),
        tests_passed=sum(test["status"] == "pass" for test in tests),
        tests_total=len(tests),
        finished_at=timezone.now(),
        phase="",
    )
    if stored:
        _make_room(run)
    return stored


def give_back_run(run: Run, token: uuid.UUID, fault: str, *, blameless: bool = False) -> None:
    """After a fault of the grader's own: back into the line, or to an end with a name once that is
    pointless. `blameless`: the fault was seen elsewhere, and this try is not counted.
    """
    tries = run.attempts - blameless
    if tries >= settings.GRADING_ATTEMPTS:
        changes = {"state": State.FAULT, "finished_at": timezone.now()}
    else:
        changes = {"state": State.QUEUED, "attempts": tries, "nudged_at": Now(), "token": None}
        changes |= {"lease_until": None, "in_line_since": run.in_line_since if run.bulk else None}
    if not run.hold(token, fault=fault, phase="", slot=None, **changes):
        return
    if run.bulk:
        nudge(run.runtime)
    else:
        let_next_in(run.learner_id)


def cancel_run(run: Run) -> bool:
    """End an open run at the learner's wish; a grader at work on it notices at its next renewal."""
    ended = {"state": State.CANCELLED, "finished_at": timezone.now(), "phase": "", "token": None}
    cancelled = bool(Run.objects.filter(OPEN, pk=run.pk).update(**ended, slot=None))
    if cancelled:
        _make_room(run)
    return cancelled


def sweep() -> int:
    """Free what dead graders hold, and send again what seems lost. Returns how many runs were
    touched.
    """
    return _free_abandoned() + _send_again()


def _free_abandoned() -> int:
    """Back into the line with runs whose lease has run out; an end for those tried too often."""
    with transaction.atomic():
        abandoned = list(
            Run.objects.filter(state=State.RUNNING, lease_until__lt=Now())
            .select_for_update(skip_locked=True)
            .order_by("lease_until")
            .only("attempts", "bulk", "learner_id", "runtime")[:SWEEP_BATCH]
        )
        hopeless = [run.pk for run in abandoned if run.attempts >= settings.GRADING_ATTEMPTS]
        runs = Run.objects.filter(pk__in=[run.pk for run in abandoned])
        runs.filter(bulk=False).update(in_line_since=None)
        runs.update(
            state=State.QUEUED, phase="", slot=None, token=None, lease_until=None, nudged_at=Now()
        )
        runs.filter(pk__in=hopeless).update(
            state=State.FAULT, finished_at=Now(), fault="the grader died each time it ran this"
        )
    for run in abandoned:
        if not run.bulk:
            let_next_in(run.learner_id)
        elif run.pk not in hopeless:
            nudge(run.runtime)
    return len(abandoned)


def _send_again() -> int:
    """Messages for runs that nobody has come for, where a grader is there to come; and a look at
    learners whose next should have joined a line.
    """
    with transaction.atomic():
        silent = dt.timedelta(seconds=settings.GRADING_NUDGE_SECONDS)
        stale = list(
            Run.objects.filter(
                state=State.QUEUED,
                runtime__in=_runtimes_with_a_grader(),
                nudged_at__lt=Now() - silent,
            )
            .select_for_update(skip_locked=True)
            .order_by("nudged_at")
            .only("learner_id", "runtime", "in_line_since")[:SWEEP_BATCH]
        )
        in_line = [run for run in stale if run.in_line_since]
        behind = [run for run in stale if not run.in_line_since]
        _touch(in_line)
    for run in in_line:
        nudge(run.runtime)
    for learner_id in {run.learner_id for run in behind}:
        let_next_in(learner_id)
    _touch(behind)
    return len(stale)


def _touch(runs: list[Run]) -> None:
    """They were looked at: others come first next time."""
    Run.objects.filter(pk__in=[run.pk for run in runs]).update(nudged_at=Now())


def _runtimes_with_a_grader() -> list[str]:
    """Elsewhere messages would pile up: a grader that comes finds what is old sent again."""
    ready = Grader.objects.filter(
        state=Grader.State.READY, seen_at__gt=timezone.now() - GRADER_FRESH
    )
    return list(ready.values_list("runtime", flat=True).distinct().order_by("runtime"))


def report_grader(name: str, runtime: str, state: str, detail: str = "", slots: int = 1) -> None:
    """What a grading process says of itself, for the pages and /healthz."""
    said = {"runtime": runtime, "state": state, "detail": detail, "slots": slots}
    Grader.objects.update_or_create(name=name, defaults={**said, "seen_at": timezone.now()})
