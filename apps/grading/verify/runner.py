"""Runs all jobs of all exercises, several at once, and gathers what they say."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from apps.content.source import Curriculum
from apps.grading.verify.judges import Result, without_a_run
from apps.grading.verify.plan import Job, jobs_for
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
    at_once: int | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> list[Report]:
    """One report an exercise. `engines` by runtime. GraderFault: an engine could not work."""
    reports = {exercise.id: Report.of(exercise) for exercise in exercises}
    waiting: list[Job] = []
    for exercise in exercises:
        report = reports[exercise.id]
        for point, text in without_a_run(exercise):
            report.complain(point, [text])
        report.complain(7, text_problems(exercise, curriculum))
        waiting += jobs_for(exercise) if exercise.solution else []
    with ThreadPoolExecutor(at_once or os.cpu_count() or 1) as pool:
        _run_all(pool, engines, waiting, reports, on_progress)
    return list(reports.values())


def _run_all(
    pool: ThreadPoolExecutor,
    engines: Mapping[str, Engine],
    jobs: list[Job],
    reports: dict[str, Report],
    on_progress: Callable[[Progress], None],
) -> None:
    def submit(job: Job) -> Future[Result]:
        engine = engines[job.exercise.runtime]
        return pool.submit(
            engine.grade, job.exercise, job.files, seed=job.seed, hash_seed=job.hash_seed
        )

    running = {submit(job): job for job in jobs}
    done = 0
    try:
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                job = running.pop(future)
                result = future.result()
                _take(reports[job.exercise.id], job, result)
                running |= {submit(follower): follower for follower in job.then(result)}
                done += 1
                on_progress(Progress(done, done + len(running), job.exercise.id))
    finally:
        for future in running:
            future.cancel()


def _take(report: Report, job: Job, result: Result) -> None:
    complaints = list(job.judge(result))
    report.complain(job.point, complaints)
    report.runs += 1
    if job.right:
        report.cpu_s = max(report.cpu_s, result["usage"]["cpu_s"])
    if job.mutant and complaints:
        report.surviving.add(job.mutant)
