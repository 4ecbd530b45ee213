"""What the result of each run has to be: each judge yields what has to be mended."""

from collections.abc import Collection, Iterator
from typing import Any

from apps.grading.verify import stubs, survivors
from apps.grading.verify.mutation import changes_of
from apps.grading.verify.reading import compared_with_itself, read_tests
from apps.grading.verify.texts import fields_of
from apps.sandbox.exercise import Exercise, Mutant

Result = dict[str, Any]
FAILED = ("fail", "error")


def explain(result: Result) -> str:
    """The first thing that went wrong in a run, in a line."""
    for test in result["tests"]:
        if test["status"] in FAILED:
            return _of_test(test)
    return str(result["message"] or result["outcome"])


def _of_test(test: dict[str, Any]) -> str:
    parts = [test["message"], test["seen"] and f"saw {test['seen']}"]
    parts.append(test["expected"] and f"expected {test['expected']}")
    return f"{test['id']}: " + ", ".join(str(part) for part in parts if part)


def without_a_run(exercise: Exercise) -> Iterator[tuple[int, str]]:
    """Points and problems that exercise.toml and the folders show by themselves."""
    ids = {test.id for test in exercise.tests}
    if not exercise.solution:
        yield 1, "solution/ holds no reference"
    if not exercise.starter:
        yield 2, "starter/ is empty"
    for mutant in exercise.mutants:
        what = f"mutants/{mutant.name}"
        if mutant.must_fail not in ids:
            yield 3, f"{what} must fail {mutant.must_fail}, which is no test of exercise.toml"
        if mutant.message_id not in exercise.messages:
            yield 3, f"{what}: there is no message {mutant.message_id!r} in exercise.toml"
    shown = {mutant.message_id for mutant in exercise.mutants} | {"not_started"}
    for name in exercise.messages:
        if name not in shown:
            yield 3, f"message {name!r}: no mutant leads to it, so nothing proves it"
    for place in compared_with_itself(exercise):
        yield 6, f"{place} is compared with itself; give two calls names where two are meant"
    for text in survivors.stale(exercise.design, changes_of(exercise)):
        yield 8, text


# Right solutions.


def passes(
    exercise: Exercise, what: str, result: Result, may_fail: Collection[str] = ()
) -> Iterator[str]:
    """`may_fail`: tests that have to come to their end and no more."""
    failing = {test["id"] for test in result["tests"] if test["status"] == "fail"}
    excused = result["outcome"] == "failed" and failing <= set(may_fail)
    errors = any(test["status"] == "error" for test in result["tests"])
    if result["outcome"] != "passed" and (errors or not excused):
        yield f"{what} does not pass: {explain(result)}"
    listed = {test.id for test in exercise.tests}
    for test in result["tests"]:
        if test["id"] not in listed:
            yield f"{test['id']} is not listed in exercise.toml"


# Tests.


def calls_something(exercise: Exercise, result: Result) -> Iterator[str]:
    cold = {n for n, test in read_tests(exercise).items() if test.starts_cold_processes}
    for name in stubs.calls_nothing(result):
        if name not in cold:  # those call it in a process of their own
            yield f"{name} passes without a call of a function or class of the learner's"


# Wrong ones.


def not_started(result: Result) -> Iterator[str]:
    if result["outcome"] == "passed":
        yield "the starter passes every test: there is nothing left to do"
    elif result["outcome"] != "failed":
        yield f"the starter ends with an error: {explain(result)}"
    else:
        yield from _says_not_started("the starter", result)


def _says_not_started(what: str, result: Result) -> Iterator[str]:
    for test in result["tests"]:
        if test["status"] in FAILED and test["message_id"] != "not_started":
            told = test["message"] or test["seen"]
            yield f"{what} should be told 'not_started' by {test['id']}, and is told: {told}"
        elif test["traceback"]:
            yield f"{what} gets a traceback from {test['id']}: raise NotImplementedError instead"


def killed(exercise: Exercise, mutant: Mutant, result: Result) -> Iterator[str]:
    what, must_fail = f"mutants/{mutant.name}", mutant.must_fail
    failing = {test["id"]: test for test in result["tests"] if test["status"] in FAILED}
    if result["outcome"] == "passed":
        yield f"{what} passes every test: {must_fail} must tell it from the reference"
    elif result["outcome"] != "failed":
        yield f"{what} was not judged by a test: {result['message']}"
    elif must_fail not in failing:
        yield f"{what} passes {must_fail}, which it must fail (it fails {', '.join(failing)})"
    elif failing[must_fail]["message_id"] != mutant.message_id:
        told = failing[must_fail]["message_id"]
        yield (
            f"{what} is told {told!r} by {must_fail}, and should be told {mutant.message_id!r} "
            f"({_of_test(failing[must_fail])})"
        )
    yield from _wrong_messages(exercise, mutant, failing)


def _wrong_messages(
    exercise: Exercise, mutant: Mutant, failing: dict[str, dict[str, Any]]
) -> Iterator[str]:
    others = {other.message_id for other in exercise.mutants} - {mutant.message_id}
    for id, test in failing.items():
        name, cause = test["message_id"], test["cause"] or ""
        if name in others:
            yield f"mutants/{mutant.name} is told {name!r} by {id}: a wrong cause"
        template = exercise.messages.get(name, "")
        if fields_of(template) and template.startswith(cause) and cause:
            yield f"message {name!r} names a fact that {id} does not give: {cause}"


# Stubs.


def stub_fails(what: str, kind: str, result: Result) -> Iterator[str]:
    if result["outcome"] == "passed":
        yield f"{what} passes every test: no test looks closely enough"
    elif kind == "none":
        yield from _says_not_started(what, result)


def recorded(result: Result) -> Iterator[str]:
    """Nothing to record, because all answers are objects, lets every test pass."""
    if not stubs.recording(result) and result["outcome"] != "passed":
        yield f"the answers of the reference could not be recorded: {explain(result)}"


def no_entry_points(result: Result) -> Iterator[str]:
    yield "no test imports a function or class from the learner's files"
