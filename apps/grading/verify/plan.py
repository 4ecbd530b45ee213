"""The runs that an exercise is proven with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from apps.grading.verify import judges, stubs
from apps.grading.verify.judges import Result
from apps.sandbox.exercise import Exercise

REFERENCE_SEEDS = ((1, 11), (2, 22), (3, 33))  # the tests' seed, Python's hash seed
SEED = 4
RECORDED_SEED, REPLAYED_SEED = 5, 6


@dataclass(frozen=True)
class Job:
    """One run in the engine. `judge` says what is wrong with its result; `then`: what follows."""

    exercise: Exercise
    point: int
    files: dict[str, str]
    judge: Callable[[Result], Iterator[str]]
    seed: int = SEED
    hash_seed: int | None = None
    right: bool = False  # a solution that should pass: its time counts
    mutant: str | None = None
    then: Callable[[Result], "list[Job]"] = lambda result: []


def jobs_for(exercise: Exercise) -> list[Job]:
    """All runs of points 1 to 4."""
    return [
        *_reference_jobs(exercise),
        *_alternate_jobs(exercise),
        Job(exercise, 2, {**exercise.solution, **exercise.starter}, judges.not_started),
        *_mutant_jobs(exercise),
        *_stub_jobs(exercise),
    ]


def _reference_jobs(exercise: Exercise) -> Iterator[Job]:
    cpu_s = exercise.limits.cpu_s / 2
    hurried = replace(exercise, limits=replace(exercise.limits, cpu_s=cpu_s))
    files = dict(exercise.solution)
    for seed, hashes in REFERENCE_SEEDS:
        what = f"the reference (seed {seed}, hash seed {hashes}, {cpu_s:g} s of CPU time)"
        judge = partial(judges.passes, exercise, what)
        yield Job(hurried, 1, files, judge, seed=seed, hash_seed=hashes, right=True)


def _alternate_jobs(exercise: Exercise) -> Iterator[Job]:
    for name, files in exercise.alternates.items():
        judge = partial(judges.passes, exercise, f"alternates/{name}")
        yield Job(exercise, 1, {**exercise.solution, **files}, judge, right=True)


def _mutant_jobs(exercise: Exercise) -> Iterator[Job]:
    for mutant in exercise.mutants:
        judge = partial(judges.killed, exercise, mutant)
        files = {**exercise.solution, **mutant.files}
        yield Job(exercise, 3, files, judge, mutant=mutant.name)


def _stub_jobs(exercise: Exercise) -> Iterator[Job]:
    entries = stubs.entry_points(exercise)
    for entry in entries:
        for kind, what in stubs.KINDS.items():
            judge = partial(judges.stub_fails, f"{entry.name} stubbed to return {what}", kind)
            yield Job(exercise, 4, stubs.stub(exercise, entry, kind), judge)
        yield Job(
            stubs.with_recording(exercise, entry),
            4,
            stubs.stub(exercise, entry, "record"),
            judges.recorded,
            seed=RECORDED_SEED,
            then=partial(_replay_jobs, exercise, entry),
        )
    if not entries:
        yield Job(exercise, 4, dict(exercise.solution), judges.no_entry_points)


def _replay_jobs(exercise: Exercise, entry: stubs.EntryPoint, result: Result) -> list[Job]:
    recording = stubs.recording(result)
    what = f"{entry.name} stubbed to give the right answers of another seed"
    judge = partial(judges.stub_fails, what, "replay")
    files = stubs.stub(exercise, entry, "replay", recording)
    return [Job(exercise, 4, files, judge, seed=REPLAYED_SEED)] if recording else []
