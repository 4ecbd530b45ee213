"""The runs that an exercise is proven with, fully or in a quick pass."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from apps.grading.verify import judges, stubs, survivors
from apps.grading.verify.judges import Result
from apps.grading.verify.mutation import Change, affordable, changes_of
from apps.grading.verify.reading import drawn, reached, trained, untrained
from apps.sandbox.exercise import Exercise, Mutant

REFERENCE_SEEDS = ((1, 11), (2, 22), (3, 33))  # the tests' seed, Python's hash seed
SEED = 4
RECORDED_SEED, REPLAYED_SEED = 5, 6
GATE_SEEDS = (7, 8)  # with those of the reference five
SEEDS, FIRST_SEED = 200, 101
PACE = 10.0  # training of a quick pass ends so many times earlier


@dataclass(frozen=True)
class Job:
    """One run in the engine. `judge` says what is wrong with its result; `then`: what follows."""

    exercise: Exercise
    point: int
    files: dict[str, str]
    judge: Callable[[Result], Iterator[str]]
    seed: int = SEED
    hash_seed: int | None = None
    only: tuple[str, ...] = ()
    pace: float = 1.0
    until_failure: bool = False
    right: bool = False  # a solution that should pass: its time counts
    gated: bool = False  # what it measures at gates counts as well
    mutant: str | None = None
    change: Change | None = None
    then: Callable[[Result], "list[Job]"] = lambda result: []


def full(exercise: Exercise, seeds: int = SEEDS) -> list[Job]:
    """All runs of points 1 to 6 and 8, but for those that wait for the time of the reference.

    `seeds`: how many for tests that draw at random.
    """
    return [
        *_reference_jobs(exercise),
        *_alternate_jobs(exercise),
        _starter_job(exercise),
        *(_mutant_job(exercise, mutant) for mutant in exercise.mutants),
        *_stub_jobs(exercise),
        *_gate_jobs(exercise),
        *_drawn_jobs(exercise, seeds),
    ]


def left_out(exercise: Exercise) -> list[str]:
    """What a quick pass does not check, in words."""
    timed = trained(exercise)
    return [
        *(f"the gates of {test}" for test in timed),
        *(f"mutants/{mutant.name}" for mutant in exercise.mutants if mutant.must_fail in timed),
    ]


def quick(exercise: Exercise) -> list[Job]:
    """Reference, starter and each mutant once; training is short, and what it shows is left out."""
    judge = partial(judges.passes, exercise, "the reference", may_fail=trained(exercise))
    reference = Job(exercise, 1, dict(exercise.solution), judge, right=True, pace=PACE)
    tests = tuple(untrained(exercise)) if exercise.trains else ()
    return [
        reference,
        replace(_starter_job(exercise), pace=PACE),
        *(replace(_mutant_job(exercise, m), only=tests) for m in untimed_mutants(exercise)),
    ]


def untimed_mutants(exercise: Exercise) -> list[Mutant]:
    """Mutants that a test without training has to catch."""
    timed = trained(exercise)
    return [mutant for mutant in exercise.mutants if mutant.must_fail not in timed]


def _reference_jobs(exercise: Exercise) -> Iterator[Job]:
    part = 1.2 if exercise.trains else 2
    cpu_s = exercise.limits.cpu_s / part
    hurried = replace(exercise, limits=replace(exercise.limits, cpu_s=cpu_s))
    then: Callable[[Result], list[Job]] = partial(_change_jobs, exercise)
    for seed, hashes in REFERENCE_SEEDS:
        what = f"the reference (seed {seed}, hash seed {hashes}, {cpu_s:g} s of CPU time)"
        job = Job(hurried, 1, dict(exercise.solution), partial(judges.passes, exercise, what))
        yield replace(job, seed=seed, hash_seed=hashes, right=True, gated=True, then=then)
        then = _nothing


def _nothing(result: Result) -> list[Job]:
    return []


def _alternate_jobs(exercise: Exercise) -> Iterator[Job]:
    for name, files in exercise.alternates.items():
        judge = partial(judges.passes, exercise, f"alternates/{name}")
        yield Job(exercise, 1, {**exercise.solution, **files}, judge, right=True)


def _starter_job(exercise: Exercise) -> Job:
    return Job(exercise, 2, {**exercise.solution, **exercise.starter}, judges.not_started)


def _mutant_job(exercise: Exercise, mutant: Mutant) -> Job:
    judge = partial(judges.killed, exercise, mutant)
    return Job(exercise, 3, {**exercise.solution, **mutant.files}, judge, mutant=mutant.name)


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
    if entries:
        counted, files = stubs.counting(exercise, entries)
        yield Job(counted, 6, files, partial(judges.calls_something, exercise), pace=PACE)
    else:
        yield Job(exercise, 4, dict(exercise.solution), judges.no_entry_points)


def _replay_jobs(exercise: Exercise, entry: stubs.EntryPoint, result: Result) -> list[Job]:
    recording = stubs.recording(result)
    what = f"{entry.name} stubbed to give the right answers of another seed"
    judge = partial(judges.stub_fails, what, "replay")
    files = stubs.stub(exercise, entry, "replay", recording)
    return [Job(exercise, 4, files, judge, seed=REPLAYED_SEED)] if recording else []


def _gate_jobs(exercise: Exercise) -> Iterator[Job]:
    """Further seeds for the tests that train."""
    tests = tuple(trained(exercise))
    for seed in GATE_SEEDS if tests else ():
        judge = partial(judges.passes, exercise.only(tests), f"the reference (seed {seed})")
        job = Job(exercise, 5, dict(exercise.solution), judge, seed=seed, only=tests)
        yield replace(job, right=True, gated=True)


def _drawn_jobs(exercise: Exercise, seeds: int) -> Iterator[Job]:
    """Many seeds for the tests that draw at random and do not train."""
    tests = tuple(drawn(exercise))
    for seed in range(FIRST_SEED, FIRST_SEED + seeds) if tests else ():
        judge = partial(judges.passes, exercise.only(tests), f"the reference (seed {seed})")
        yield Job(exercise, 5, dict(exercise.solution), judge, seed=seed, only=tests)


def _change_jobs(exercise: Exercise, result: Result) -> list[Job]:
    """The reference with each mechanical change: once it is known to pass, and how long it takes.

    Training code is changed only where tests without training call it.
    """
    tests = tuple(untrained(exercise)) if exercise.trains else ()
    if result["outcome"] != "passed" or (exercise.trains and not tests):
        return []
    functions = reached(exercise, tests) if exercise.trains else None
    equivalent = survivors.listed(exercise.design)
    cpu_s = min(exercise.limits.cpu_s, max(2.0, 5 * result["usage"]["cpu_s"]))
    brief = replace(exercise, limits=replace(exercise.limits, cpu_s=cpu_s))
    cost = sum(t["wall_s"] for t in result["tests"] if not tests or t["id"] in tests)
    changes = affordable(changes_of(exercise, functions), cost)
    return [
        Job(
            brief,
            8,
            {**exercise.solution, change.file: change.source},
            partial(survivors.told_apart, change, equivalent),
            only=tests,
            until_failure=True,
            change=change,
        )
        for change in changes
    ]
