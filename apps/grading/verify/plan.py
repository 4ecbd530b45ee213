"""The runs that an exercise is proven with, and what the result of each has to be."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from apps.grading.verify import stubs
from apps.grading.verify.report import Report
from apps.sandbox.exercise import Exercise, Mutant

REFERENCE_SEEDS = ((1, 11), (2, 22), (3, 33))  # the tests' seed, Python's hash seed
SEED = 4
RECORDED_SEED, REPLAYED_SEED = 5, 6

Result = dict[str, Any]
Files = dict[str, str]


@dataclass(frozen=True)
class Job:
    """One run in the engine. `judge` says what is wrong with its result; `then`: what follows."""

    exercise: Exercise
    point: int
    files: Files
    judge: Callable[[Result], Iterator[str]]
    seed: int = SEED
    hash_seed: int | None = None
    right: bool = False  # a solution that should pass: its time counts
    mutant: str | None = None
    then: Callable[[Result], "list[Job]"] = lambda result: []


def jobs_for(exercise: Exercise) -> list[Job]:
    """All runs of points 1 to 4."""
    reference = dict(exercise.solution)
    half = replace(exercise.limits, cpu_s=exercise.limits.cpu_s / 2)
    hurried = replace(exercise, limits=half)
    jobs = [
        Job(
            hurried,
            1,
            reference,
            functools.partial(_passes, exercise, f"the reference (seed {seed}, hash seed {hashes},"
                              f" {half.cpu_s:g} s of CPU time)"),
            seed=seed,
            hash_seed=hashes,
            right=True,
        )
        for seed, hashes in REFERENCE_SEEDS
    ]  # fmt: skip
    for name, files in exercise.alternates.items():
        judge = functools.partial(_passes, exercise, f"alternates/{name}")
        jobs.append(Job(exercise, 1, reference | dict(files), judge, right=True))
    jobs.append(Job(exercise, 2, reference | dict(exercise.starter), _not_started))
    for mutant in exercise.mutants:
        judge = functools.partial(_killed, exercise, mutant)
        files = reference | dict(mutant.files)
        jobs.append(Job(exercise, 3, files, judge, mutant=mutant.name))
    return jobs + _stub_jobs(exercise)


def static_problems(exercise: Exercise, report: Report) -> None:
    """What can be said about mutants and tests without a run."""
    ids = {test.id for test in exercise.tests}
    shown = {mutant.message_id for mutant in exercise.mutants}
    report.complain(1, [] if exercise.solution else ["solution/ holds no reference"])
    report.complain(2, [] if exercise.starter else ["starter/ is empty"])
    for mutant in exercise.mutants:
        if mutant.must_fail not in ids:
            report.complain(3, [f"mutants/{mutant.name} must fail {mutant.must_fail}, "
                                "which is no test of exercise.toml"])  # fmt: skip
        if mutant.message_id not in exercise.messages:
            report.complain(3, [f"mutants/{mutant.name}: there is no message "
                                f"{mutant.message_id!r} in exercise.toml"])  # fmt: skip
    for name in exercise.messages:
        if name not in shown and name != "not_started":
            report.complain(3, [f"message {name!r}: no mutant leads to it, so nothing proves it"])


# Right solutions.


def _passes(exercise: Exercise, what: str, result: Result) -> Iterator[str]:
    if result["outcome"] != "passed":
        yield f"{what} does not pass: {explain(result)}"
    listed = {test.id for test in exercise.tests}
    for test in result["tests"]:
        if test["id"] not in listed:
            yield f"{test['id']} is not listed in exercise.toml"


def explain(result: Result) -> str:
    """The first thing that went wrong in a run, in a line."""
    for test in result["tests"]:
        if test["status"] in ("fail", "error"):
            parts = [test["message"], test["seen"] and f"saw {test['seen']}"]
            parts.append(test["expected"] and f"expected {test['expected']}")
            return f"{test['id']}: " + ", ".join(str(part) for part in parts if part)
    return str(result["message"] or result["outcome"])


# Wrong ones.


def _not_started(result: Result) -> Iterator[str]:
    if result["outcome"] == "passed":
        yield "the starter passes every test: there is nothing left to do"
    elif result["outcome"] != "failed":
        yield f"the starter ends with an error: {explain(result)}"
    else:
        yield from _says_not_started("the starter", result)


def _says_not_started(what: str, result: Result) -> Iterator[str]:
    for test in result["tests"]:
        if test["status"] in ("fail", "error") and test["message_id"] != "not_started":
            yield (
                f"{what} should be told 'not_started' by {test['id']}, and is told: "
                f"{test['message'] or test['seen']}"
            )
        elif test["traceback"]:
            yield f"{what} gets a traceback from {test['id']}: raise NotImplementedError instead"


def _killed(exercise: Exercise, mutant: Mutant, result: Result) -> Iterator[str]:
    what = f"mutants/{mutant.name}"
    tests = {test["id"]: test for test in result["tests"]}
    failing = [name for name, test in tests.items() if test["status"] in ("fail", "error")]
    if result["outcome"] == "passed":
        yield f"{what} passes every test: {mutant.must_fail} must tell it from the reference"
        return
    if result["outcome"] != "failed":
        yield f"{what} was not judged by a test: {result['message']}"
        return
    if mutant.must_fail not in failing:
        yield f"{what} passes {mutant.must_fail}, which it must fail (it fails {_join(failing)})"
    elif (told := tests[mutant.must_fail]["message_id"]) != mutant.message_id:
        yield (
            f"{what} is told {told!r} by {mutant.must_fail}, and should be told "
            f"{mutant.message_id!r} ({explain({**result, 'tests': [tests[mutant.must_fail]]})})"
        )
    others = {other.message_id for other in exercise.mutants} - {mutant.message_id}
    for name in failing:
        if tests[name]["message_id"] in others:
            yield f"{what} is told {tests[name]['message_id']!r} by {name}: a wrong cause"


def _join(names: list[str]) -> str:
    return ", ".join(names) or "nothing"


# Stubs.


def _stub_jobs(exercise: Exercise) -> list[Job]:
    jobs = []
    for entry in stubs.entry_points(exercise):
        for kind, what in stubs.KINDS.items():
            judge = functools.partial(_stub_fails, f"{entry.name} stubbed to return {what}", kind)
            jobs.append(Job(exercise, 4, stubs.stub(exercise, entry, kind), judge))
        record = stubs.stub(exercise, entry, "record")
        recorder = stubs.with_recording(exercise, entry)
        then = functools.partial(_replay_jobs, exercise, entry)
        jobs.append(Job(recorder, 4, record, _no_complaint, seed=RECORDED_SEED, then=then))
    if not jobs:
        jobs.append(Job(exercise, 4, dict(exercise.solution), _no_entry_points))
    return jobs


def _replay_jobs(exercise: Exercise, entry: stubs.EntryPoint, result: Result) -> list[Job]:
    what = f"{entry.name} stubbed to give the right answers of another seed"
    recording = stubs.recording(result)
    if not recording:
        return []
    files = stubs.stub(exercise, entry, "replay", recording)
    judge = functools.partial(_stub_fails, what, "replay")
    return [Job(exercise, 4, files, judge, seed=REPLAYED_SEED)]


def _no_complaint(result: Result) -> Iterator[str]:
    """A recording passes where the reference does, and point 1 says so where it does not."""
    if not stubs.recording(result):
        yield f"the answers of the reference could not be recorded: {explain(result)}"


def _no_entry_points(result: Result) -> Iterator[str]:
    yield "no test imports a name from the learner's files"


def _stub_fails(what: str, kind: str, result: Result) -> Iterator[str]:
    if result["outcome"] == "passed":
        yield f"{what} passes every test: no test looks closely enough"
    elif kind == "none":
        yield from _says_not_started(what, result)
