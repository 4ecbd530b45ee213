"""curriculum/verified.json: kept by full verifications, read line by line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from apps.grading.verify import proven
from apps.grading.verify.gates import Gate
from apps.grading.verify.report import Problem, Report
from apps.sandbox import stories
from apps.sandbox.exercise import Exercise
from tests.exercises.made import FILES, TESTS, made_exercise

GATE = Gate("test_double", "loss", 0.3, 0.4, "lower")


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    return made_exercise(tmp_path / "double", {})


def report_of(exercise: Exercise, **values: object) -> Report:
    report = Report.of(exercise)
    report.take_gates([GATE])
    for name, value in values.items():
        setattr(report, name, value)
    return report


def test_what_was_kept_is_read_again(tmp_path: Path, exercise: Exercise) -> None:
    report = report_of(exercise, runs=9, cpu_s=0.25, changes=5, told_apart=4, speed=1.5)
    proven.keep(tmp_path, {"double": exercise}, [report])
    known = proven.unchanged(exercise, proven.read(tmp_path))
    assert known is not None
    assert known == replace(report, depth="unchanged") and known.sound
    assert known.gates["loss"].margin == pytest.approx(0.25)


def test_another_text_or_library_is_another_digest(
    tmp_path: Path, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    proven.keep(tmp_path, {"double": exercise}, [report_of(exercise)])
    entries = proven.read(tmp_path)
    edited = made_exercise(tmp_path / "edited", {"hints/1.md": "Is it much?\n"})
    assert proven.unchanged(edited, entries) is None
    for name, value in (("VERIFY_VERSION", 0), ("GRADER_VERSION", "0.1")):
        with monkeypatch.context() as changed:
            changed.setattr(proven, name, value)
            assert proven.unchanged(exercise, entries) is None
    assert proven.unchanged(exercise, entries)


def test_the_generator_counts_where_tests_use_it(
    tmp_path: Path, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    training = made_exercise(
        tmp_path / "training", {"tests/test_double.py": "import stories\n" + TESTS}
    )
    before = [proven.digest_of(exercise), proven.digest_of(training)]
    other = tmp_path / "stories.py"
    other.write_text("another generator")
    monkeypatch.setattr(stories, "__file__", str(other))
    after = [proven.digest_of(exercise), proven.digest_of(training)]
    assert after[0] == before[0] and after[1] != before[1]


def test_what_is_not_sound_loses_its_entry(tmp_path: Path, exercise: Exercise) -> None:
    proven.keep(tmp_path, {"double": exercise}, [report_of(exercise)])
    broken = report_of(exercise, problems=[Problem(1, "wrong")])
    proven.keep(tmp_path, {"double": exercise}, [broken])
    assert proven.read(tmp_path) == {}


def test_two_branches_meet(tmp_path: Path, exercise: Exercise) -> None:
    other = made_exercise(
        tmp_path / "other",
        {"exercise.toml": (FILES["exercise.toml"] or "").replace('"double"', '"other"', 1)},
    )
    both = {"double": exercise, "other": other}
    proven.keep(tmp_path, both, [report_of(exercise)])
    ours = (tmp_path / "verified.json").read_text().splitlines()
    proven.keep(tmp_path, both, [report_of(other)])
    theirs = (tmp_path / "verified.json").read_text().splitlines()
    stale = ours[1].replace('"digest": "', '"digest": "0')
    merged = ["{", "<<<<<<< HEAD", stale, "=======", *theirs[1:-2], ">>>>>>> x", *theirs[-2:]]
    (tmp_path / "verified.json").write_text("\n".join(merged))
    assert all(proven.unchanged(each, proven.read(tmp_path)) for each in both.values())
    proven.keep(tmp_path, both, [])
    assert (tmp_path / "verified.json").read_text().splitlines() == theirs
    assert list(json.loads((tmp_path / "verified.json").read_text())) == ["double", "other", ""]


def test_exercises_that_came_since_keep_their_entries(tmp_path: Path, exercise: Exercise) -> None:
    came = tmp_path / "module" / "exercises" / "triple"
    made_exercise(came, {})
    proven.keep(tmp_path, {"triple": exercise}, [report_of(replace(exercise, id="triple"))])
    proven.keep(tmp_path, {"double": exercise}, [report_of(exercise)])
    assert set(proven.read(tmp_path)) == {"double", "triple"}


def test_exercises_that_are_gone_are_dropped(tmp_path: Path, exercise: Exercise) -> None:
    proven.keep(tmp_path, {"double": exercise}, [report_of(exercise)])
    proven.keep(tmp_path, {}, [])
    assert proven.read(tmp_path) == {}
