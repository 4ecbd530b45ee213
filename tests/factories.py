"""Plain functions that make rows, and the fixed cast: who is who in every test.

Alice is a learner, Bob her mentor, Charlie a stranger who must see nothing of hers, Dana an editor.
"""

import datetime as dt
import itertools
import uuid
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from apps.accounts.models import Role, User
from apps.content.models import (
    Exercise,
    ExerciseRevision,
    Lesson,
    LessonRevision,
    Module,
    Notation,
    Track,
)
from apps.content.outline import store_outline
from apps.content.rendering import Links, exercise_page, lesson_sections
from apps.content.source import Curriculum, ExerciseSource, ModuleSource
from apps.grading.models import (
    IN_LINE,
    SLOTS,
    Grader,
    Outcome,
    Run,
    State,
    Submission,
)
from apps.lib.markdown import render
from apps.mentoring.models import Kind, Request
from apps.mentoring.models import State as RequestState
from apps.sandbox.exercise import Exercise as ParsedExercise

PASSWORD = "correct horse battery"
CAST = {
    "alice": Role.LEARNER,
    "bob": Role.MENTOR,
    "charlie": Role.LEARNER,
    "dana": Role.EDITOR,
    "admin": Role.ADMIN,
}
RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return 3 * x\n"
STARTER = "def double(x):\n    ...\n"
HIDDEN_TEST = """\
from evidence import check_equal
from solution import double


def test_secret():
    check_equal(double(21), 42, what="double(21)")
"""
VISIBLE_TEST = """\
from evidence import check_equal
from solution import double


def test_double():
    check_equal(double(2), 4, what="double(2)", causes={"tripled": 6})
"""
EXERCISE_TOML = """\
id = "{id}"
number = "{number}"
title = "{title}"
minutes = 10

[limits]
cpu_s = 5
wall_s = 20

[[shapes]]
name = "x"
shape = "()"
type = "i8"
holds = "a number"

[[tests]]
id = "test_double"
task = 1
title = "Twice the number"

[[tests]]
id = "test_secret"
task = 1
title = "Twice another number"
hidden = true

[messages]
not_started = "Nothing came back yet."
tripled = "That is three times the number."
"""
_number = itertools.count(1)


def make_user(name: str, **fields: Any) -> User:
    """One of the cast, or somebody new."""
    values: dict[str, Any] = {"email": f"{name}@example.org", "role": CAST.get(name, Role.LEARNER)}
    return User.objects.create(
        username=name, password=_password(settings.PASSWORD_HASHERS[0]), **{**values, **fields}
    )


@cache  # slow on purpose; once is enough
def _password(hasher: str) -> str:
    return make_password(PASSWORD)


def make_cast() -> dict[str, User]:
    return {name: make_user(name) for name in CAST}


def make_track(id: str = "b") -> Track:
    defaults = {"label": id.upper(), "title": f"Track {id}", "position": 0}
    return Track.objects.get_or_create(id=id, defaults=defaults)[0]


def make_module(number: int = 1, requires: tuple[Module, ...] = (), **fields: Any) -> Module:
    values: dict[str, Any] = {
        "id": f"m{number:02}-module",
        "number": number,
        "title": f"Module {number}",
        "short_title": f"Module {number}",
        "summary": f"What module {number} is about.",
        "hours": 2,
    }
    values["track"] = fields.pop("track", None) or make_track()
    module = Module.objects.create(**{**values, **fields})
    module.requires.set(requires)
    return module


def make_notation(module: Module, symbols: int = 1) -> Notation:
    """So many symbols, each from a section of its own."""
    rows = "<tr><td>p</td><td><code>(V,)</code></td><td>a distribution</td></tr>"
    group = {"lesson": "Surprise", "section": "One", "url": "/lessons/m/surprise/#one"}
    return Notation.objects.create(module=module, groups=[{**group, "rows": rows}] * symbols)


def some_module() -> Module:
    return Module.objects.order_by("number").first() or make_module()


LESSON = "## One {#one}\n\nThe first.\n\n## Two {#two}\n\nThe second.\n"


def make_lesson(
    slug: str = "surprise",
    module: Module | None = None,
    text: str | None = LESSON,
    **fields: Any,
) -> Lesson:
    """A lesson whose revision says `text`; planned where `text` is None."""
    module = module or some_module()
    number = next(_number)
    values = {"title": slug.capitalize(), "position": number, "minutes": 20, **fields}
    id = f"m{module.number:02}-{slug}"
    lesson = Lesson.objects.create(id=id, module=module, slug=slug, **values)
    if text is not None:
        lesson.current = make_lesson_revision(lesson, text)
        lesson.save()
    store_outline(module.id)
    return lesson


def make_lesson_revision(lesson: Lesson, text: str = LESSON) -> LessonRevision:
    rendered = render(text)
    return LessonRevision.objects.create(
        lesson=lesson,
        digest=sha256(text.encode()).hexdigest(),
        source=text,
        lead="In short.",
        html=rendered.html,
        sections=lesson_sections(rendered),
        rendered_by="tests",
    )


def exercise_files(id: str, number: str, title: str) -> dict[str, str]:
    """A whole exercise that the real engine grades: double a number; one test is hidden."""
    return {
        "exercise.toml": EXERCISE_TOML.format(id=id, number=number, title=title),
        "prompt.md": "Write `double(x)`.\n\n1. It returns twice its argument.\n",
        "hints/1.md": "What is twice one?",
        "starter/solution.py": STARTER,
        "solution/solution.py": RIGHT.replace("2 * x", "x + x  # the reference"),
        "tests/test_double.py": VISIBLE_TEST,
        "tests/hidden/test_secret.py": HIDDEN_TEST,
    }


def make_exercise(
    id: str = "m01-01-double",
    module: Module | None = None,
    written: bool = True,
    **fields: Any,
) -> Exercise:
    """An exercise with a revision; planned where not `written`."""
    number = next(_number)
    values = {"number": f"1.{number}", "title": id.split("-", 2)[-1], "position": number}
    values = {**values, "minutes": 10, "module": module or some_module(), **fields}
    exercise = Exercise.objects.create(id=id, **values)
    if written:
        files = exercise_files(id, exercise.number, exercise.title)
        exercise.current = make_exercise_revision(exercise, files)
        exercise.save()
    store_outline(exercise.module_id)
    return exercise


def make_exercise_revision(exercise: Exercise, files: dict[str, str]) -> ExerciseRevision:
    source = ExerciseSource(Path(exercise.id), ParsedExercise.from_files(files), files)
    return ExerciseRevision.objects.create(
        exercise=exercise,
        digest=source.digest,
        files=files,
        page=exercise_page(source, _no_links()),
        rendered_by="tests",
    )


@cache
def _no_links() -> Links:
    module = ModuleSource(Path(), "m01-module", 1, "b", "", "", 1, "", [], [])
    return Links(Curriculum([], [module]), module)


def make_submission(user: User, exercise: Exercise, code: str = WRONG, **fields: Any) -> Submission:
    own = {"user": user, "exercise": exercise, "trial_of": fields.get("trial_of")}
    earlier = Submission.objects.filter(**own).count()
    values = {"number": earlier + 1, "files": {"solution.py": code}, **fields}
    return Submission.objects.create(user=user, exercise=exercise, **values)


def make_run(submission: Submission, state: str = State.QUEUED, **fields: Any) -> Run:
    """A run in `state`, with the fields that a run in that state has."""
    exercise = submission.exercise
    now = timezone.now()
    values: dict[str, Any] = {"revision": exercise.current, "runtime": exercise.runtime}
    values |= {"learner": submission.user}
    theirs = Run.objects.filter(learner=submission.user)
    if state == State.QUEUED:
        in_line = theirs.filter(IN_LINE, runtime=exercise.runtime, bulk=False).exists()
        values |= {"in_line_since": None if in_line else now}
    if state == State.RUNNING:
        held = set(theirs.values_list("slot", flat=True))
        values |= {"slot": next(slot for slot in SLOTS if slot not in held)}
        lease = now + dt.timedelta(seconds=15)
        values |= {"attempts": 1, "token": uuid.uuid4(), "lease_until": lease}
        values |= {"started_at": now, "phase": "starting"}
    if state == State.DONE:
        result = fields.get("result") or make_result()
        values |= {"attempts": 1, "started_at": now, "result": result}
        values |= {"outcome": Outcome(result["outcome"]), "tests_total": len(result["tests"])}
        values["tests_passed"] = sum(test["status"] == "pass" for test in result["tests"])
    if state not in (State.QUEUED, State.RUNNING):
        values["finished_at"] = now
    return Run.objects.create(submission=submission, state=state, **{**values, **fields})


def make_grader(runtime: str = "numpy", state: str = Grader.State.READY, **fields: Any) -> Grader:
    values: dict[str, Any] = {"name": f"{runtime}@test:{next(_number)}", "runtime": runtime}
    return Grader.objects.create(**{**values, "state": state, **fields})


def make_result(*statuses: str, **changes: Any) -> dict[str, Any]:
    """A verdict as the engine gives it, one test for each of `statuses`: pass, fail, not run."""
    statuses = statuses or ("fail", "not run")
    passed = all(status == "pass" for status in statuses)
    result = {
        "version": 3,
        "status": "pass" if passed else "fail",
        "outcome": "passed" if passed else "failed",
        "message": None,
        "tests": [make_test(number, status) for number, status in enumerate(statuses, 1)],
        "limit": None,
        "usage": {"cpu_s": 0.02, "wall_s": 0.03, "memory_mib": 1.5, "output_kib": 0},
        "limits": {"cpu_s": 5, "wall_s": 20, "memory_mib": 512, "output_kib": 64, "disk_mib": 16},
        "phases": {"started": None, "ready": None, "finished": None},
        "seed": 20417,
        "exercise_digest": "0" * 64,
        "grader_version": "1.0",
        "forgeable": None,
    }
    return {**result, **changes}


def make_test(number: int = 1, status: str = "fail", **changes: Any) -> dict[str, Any]:
    failed = status == "fail"
    test = {
        "id": f"test_{number}",
        "name": f"Test number {number}",
        "task_id": 1,
        "hidden": False,
        "status": status,
        "message": "double(2) is not 4" if failed else None,
        "output": "",
        "seen": "6" if failed else None,
        "expected": "4" if failed else None,
        "cause": None,
        "message_id": None,
        "traceback": [],
        "array": None,
        "cpu_s": 0.01,
        "wall_s": 0.02,
    }
    return {**test, **changes}


def make_request(learner: User, exercise: Exercise | None = None, **fields: Any) -> Request:
    """A stuck question of theirs about an exercise, or about `lesson`; it waits in the queue."""
    values: dict[str, Any] = {"kind": Kind.STUCK}
    if "lesson" in fields:
        values = {"kind": Kind.LINE, "anchor": "one", "quote": "The first."}
    else:
        values["exercise"] = exercise or make_exercise()
    if fields.get("state", RequestState.WAITING) != RequestState.WAITING:
        values["waiting_since"] = None
    return Request.objects.create(learner=learner, **{**values, **fields})


def make_review_request(submission: Submission, **fields: Any) -> Request:
    values = {"submission": submission, "kind": Kind.REVIEW, **fields}
    return make_request(submission.user, submission.exercise, **values)


def hold(request: Request, mentor: User) -> Request:
    """`mentor` holds it for another half an hour."""
    request.mentor, request.claimed_until = mentor, timezone.now() + dt.timedelta(minutes=30)
    request.save()
    return request
