"""Runs all jobs of all exercises, several at once, and gathers what they say."""

import os
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from apps.content.source import Curriculum
from apps.grading.verify import plan
from apps.grading.verify.gates import gates_of, narrow, without_gates
from apps.grading.verify.judges import Result, without_a_run
from apps.grading.verify.plan import Job
from apps.grading.verify.reading import trained
from apps.grading.verify.report import Report
from apps.grading.verify.texts import text_problems
from apps.sandbox.engine import Engine
from apps.sandbox.exercise import Exercise


@dataclass(frozen=True)
class Progress:
    done: int
    total: int
    exercise: str


def verify(
    exercises: Sequence[Exercise],
    curriculum: Curriculum,
    engines: Mapping[str, Engine],
    *,
    quick: bool = False,
    seeds: int = plan.SEEDS,
    at_once: int | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    on_report: Callable[[Report], None] = lambda report: None,
) -> list[Report]:
    """One report an exercise, handed to `on_report` as soon as it is complete.

    `engines` by runtime. `seeds`: how many the tests that draw at random have to pass.
    GraderFault: an engine could not work.
    """
    gathering = _Gathering(engines, on_progress, on_report)
    for exercise in exercises:
        jobs = plan.quick(exercise) if quick else plan.full(exercise, seeds)
        gathering.add(_begun(exercise, curriculum, quick), jobs if exercise.solution else [])
    slots = at_once or os.cpu_count() or 1
    with ThreadPoolExecutor(slots) as pool:
        gathering.run(pool, slots)
    return list(gathering.reports.values())


def _begun(exercise: Exercise, curriculum: Curriculum, quick: bool) -> Report:
    """A report with what needs no run."""
    report = Report.of(exercise, "quick" if quick else "full")
    for point, text in without_a_run(exercise):
        report.complain(point, [text])
    report.complain(7, text_problems(exercise, curriculum))
    if quick:
        report.unchecked = plan.left_out(exercise)
        report.mutants = len(plan.untimed_mutants(exercise))
    return report


class _Gathering:
    """Jobs that wait or run, and the reports that they belong to.

    One exercise is brought to its end before the next, so that what is complete is known early.
    """

    def __init__(
        self,
        engines: Mapping[str, Engine],
        on_progress: Callable[[Progress], None],
        on_report: Callable[[Report], None],
    ) -> None:
        self.engines, self.on_progress, self.on_report = engines, on_progress, on_report
        self.reports: dict[str, Report] = {}
        self.waiting: dict[str, deque[Job]] = {}  # by exercise, in order
        self.left: Counter[str] = Counter()  # jobs of each exercise that have not ended

    def add(self, report: Report, jobs: list[Job]) -> None:
        self.reports[report.exercise] = report
        self.waiting[report.exercise] = deque(jobs)
        self.left[report.exercise] += len(jobs)
        if not jobs:
            self.on_report(report)

    def run(self, pool: ThreadPoolExecutor, slots: int) -> None:
        running: dict[Future[Result], Job] = {}
        done = 0
        try:
            while self._fill(pool, running, slots):
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    job = running.pop(future)
                    self._take(job, future.result())
                    done += 1
                    total = done + sum(self.left.values())
                    self.on_progress(Progress(done, total, job.exercise.id))
        finally:
            for future in running:
                future.cancel()

    def _fill(
        self, pool: ThreadPoolExecutor, running: dict[Future[Result], Job], slots: int
    ) -> bool:
        """Start what there is room for; whether anything runs."""
        for jobs in self.waiting.values():
            while jobs and len(running) < slots:
                job = jobs.popleft()
                running[self._submit(pool, job)] = job
        return bool(running)

    def _submit(self, pool: ThreadPoolExecutor, job: Job) -> Future[Result]:
        return pool.submit(
            self.engines[job.exercise.runtime].grade,
            job.exercise,
            job.files,
            seed=job.seed,
            hash_seed=job.hash_seed,
            only=job.only,
            pace=job.pace,
            until_failure=job.until_failure,
        )

    def _take(self, job: Job, result: Result) -> None:
        report = self.reports[job.exercise.id]
        _judge(report, job, result)
        followers = job.then(result)
        self.left[job.exercise.id] += len(followers) - 1
        self.waiting[job.exercise.id] += followers
        if not self.left[job.exercise.id]:
            self.on_report(report)


def _judge(report: Report, job: Job, result: Result) -> None:
    complaints = list(job.judge(result))
    report.complain(job.point, complaints)
    report.runs += 1
    report.speed = result["speed"]
    if job.right:
        report.cpu_s = max(report.cpu_s, result["usage"]["cpu_s"])
    if job.gated:
        report.take_gates(gates_of(result))
        report.complain(5, narrow(result))
        report.complain(5, without_gates(result, trained(job.exercise)))
    if job.mutant and complaints:
        report.surviving.add(job.mutant)
    if job.change:
        report.changes += 1
        report.told_apart += result["outcome"] != "passed"
