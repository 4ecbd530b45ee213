"""What CI verifies fully although it is recorded."""

from pathlib import Path

from apps.grading.verify import proven, spot_checks
from apps.grading.verify.report import Report
from apps.sandbox.exercise import Exercise
from tests.exercises.made import TESTS, TOML, made_exercise


def exercises(folder: Path) -> dict[str, Exercise]:
    """Five that do not train and one that does."""
    training = TESTS.replace("(rng)", "(rng, cpu_clock)")
    made = {}
    for name in "abcdef":
        toml = TOML.replace('"double"', f'"{name}"', 1)
        files = {"exercise.toml": toml} | (
            {"tests/test_double.py": training} if name == "f" else {}
        )
        made[name] = made_exercise(folder / name, dict(files))
    return made


def test_every_commit_chooses_two_that_are_recorded_and_do_not_train(tmp_path: Path) -> None:
    made = exercises(tmp_path)
    recorded = [made[name] for name in "bcdef"]
    proven.keep(tmp_path, made, [Report.of(exercise) for exercise in recorded])
    entries = proven.read(tmp_path)
    choices = [spot_checks.chosen([*made.values()], entries, str(n)) for n in range(60)]
    assert all(len(set(choice)) == 2 for choice in choices)
    assert {name for choice in choices for name in choice} == set("bcde")
    assert choices[7] == spot_checks.chosen([*made.values()], entries, "7")


def test_the_commit_is_that_of_the_repository_or_of_the_record(tmp_path: Path) -> None:
    assert len(spot_checks.commit(tmp_path)) == 64
    assert len(spot_checks.commit(Path(__file__).parent)) in (40, 64)


def test_a_disagreement_is_named(tmp_path: Path) -> None:
    exercise = made_exercise(tmp_path, {})
    recorded, now = Report.of(exercise), Report.of(exercise)
    recorded.changes = now.changes = 5
    recorded.told_apart, now.told_apart = 5, 4
    assert spot_checks.disagreement(recorded, now) == ["told_apart: 5 recorded, 4 now"]
    assert spot_checks.disagreement(recorded, recorded) == []
    assert spot_checks.disagreement(None, now) == []
