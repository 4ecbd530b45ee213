"""Every exercise of the course is sound, and the numbers in its prompt are what its code gives."""

import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from apps.grading.verify import proven
from apps.grading.verify import spot_checks as spot
from apps.grading.verify.plan import SEEDS
from apps.sandbox.exercise import Exercise
from tests.exercises.made import CURRICULUM, verified

FOLDERS = sorted(path.parent for path in CURRICULUM.glob("*/exercises/*/exercise.toml"))
FENCE = re.compile(r"^```python\n(>>> .*?)^```", re.DOTALL | re.MULTILINE)
# "The token that it has just read" tells a time and dismisses nobody.
DISMISSIVE = re.compile(
    r"(?<!\bhas )\b(just|simply|obviously|trivially|of course|easy|easily)\b", re.IGNORECASE
)
RUN_EXAMPLES = """\
import doctest, sys
sys.path.insert(0, sys.argv[1])
examples = doctest.DocTestParser().get_doctest(sys.stdin.read(), {}, "prompt.md", "prompt.md", 0)
runner = doctest.DocTestRunner()
runner.run(examples)
sys.exit(runner.summarize().failed > 0)
"""

each_exercise = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@cache
def recorded() -> proven.Entries:
    return proven.read(CURRICULUM)


@cache
def spot_checks() -> list[str]:
    exercises = [Exercise.from_folder(folder) for folder in FOLDERS]
    return spot.chosen(exercises, recorded(), spot.commit(CURRICULUM))


@each_exercise
def test_verify_finds_nothing_to_mend(
    folder: Path, record_property: Callable[[str, object], None]
) -> None:
    """Fully where nothing is recorded of it as it stands, and for a few others; else quickly."""
    exercise = Exercise.from_folder(folder)
    known = proven.unchanged(exercise, recorded())
    quick = known is not None and exercise.id not in spot_checks()
    report = verified(exercise, quick=quick, seeds=SEEDS)
    record_property("verify", f"{report.depth}: {exercise.id}")
    record_property("unchecked", [f"{exercise.id}: {each}" for each in report.unchecked])
    assert [problem.text for problem in report.problems] == []
    assert quick or spot.disagreement(known, report) == []


@each_exercise
def test_examples_of_the_prompt_are_what_the_reference_gives(folder: Path) -> None:
    examples = "\n".join(FENCE.findall((folder / "prompt.md").read_text()))
    assert examples, "a prompt shows an example"
    command = [sys.executable, "-c", RUN_EXAMPLES, str(folder / "solution")]
    done = subprocess.run(command, input=examples, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@each_exercise
def test_words_are_warm(folder: Path) -> None:
    exercise = Exercise.from_folder(folder)
    texts = [exercise.prompt, *exercise.hints, *exercise.messages.values()]
    texts += [text for card in exercise.cards for text in card.values()]
    assert [found for text in texts for found in DISMISSIVE.findall(text)] == []


@each_exercise
def test_everything_a_page_shows_is_there(folder: Path) -> None:
    exercise = Exercise.from_folder(folder)
    assert exercise.number and exercise.title and exercise.summary and exercise.design
    assert exercise.difficulty and exercise.importance and exercise.minutes
    assert exercise.lesson and exercise.teaches and exercise.shapes and exercise.cards
    assert exercise.alternates and set(exercise.starter) == set(exercise.files)
