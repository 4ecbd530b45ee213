"""exercise.toml: what it may say, and errors that name the line."""

from pathlib import Path

import pytest

from apps.sandbox.exercise import Exercise, ExerciseError
from apps.sandbox.limits import Limits

TESTS = {"tests/test_a.py": "from solution import f\n\n\ndef test_a():\n    assert f() == 1\n"}


def read(toml: str, **files: str) -> Exercise:
    return Exercise.from_files({"exercise.toml": toml, **TESTS, **files})


def test_three_lines_are_enough() -> None:
    exercise = read('id = "x"\n')
    assert (exercise.id, exercise.runtime, exercise.files) == ("x", "numpy", ("solution.py",))
    assert exercise.learner_compares is True
    assert exercise.limits == Limits()


def test_ours_compare_on_the_checkers_side() -> None:
    assert read('id = "x"\ntitle = "f"\n').learner_compares is False


def test_folder_and_files_are_one_exercise(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "exercise.toml").write_text('id = "x"\n')
    (tmp_path / "tests" / "test_a.py").write_text(TESTS["tests/test_a.py"])
    assert Exercise.from_folder(tmp_path) == read('id = "x"\n')


def test_the_digest_is_of_every_file() -> None:
    first = read('id = "x"\n')
    assert first.digest != read('id = "x"\nversion = 2\n').digest
    assert first.digest != read('id = "x"\n', **{"hints/1.md": "Why?"}).digest


def test_everything_an_exercise_holds() -> None:
    exercise = read(
        'id = "x"\n[[tests]]\nid = "test_a"\ntask = 2\nhidden = true\n'
        '[[mutants]]\nname = "m"\nmust_fail = "test_a"\nmessage_id = "off"\n'
        '[messages]\noff = "By one."\n[limits]\ncpu_s = 2\n',
        **{
            "mutants/m/solution.py": "def f(): return 2",
            "alternates/other/solution.py": "f = lambda: 1",
            "starter/solution.py": "def f(): pass",
            "solution/solution.py": "def f(): return 1",
            "hints/1.md": "Why?",
            "prompt.md": "Write f.",
        },
    )
    assert (exercise.tests[0].task, exercise.tests[0].hidden) == (2, True)
    assert exercise.mutants[0].files == {"solution.py": "def f(): return 2"}
    assert exercise.alternates == {"other": {"solution.py": "f = lambda: 1"}}
    assert exercise.starter["solution.py"] == "def f(): pass"
    assert (exercise.hints, exercise.prompt) == (("Why?",), "Write f.")
    assert exercise.limits.cpu_s == 2


def test_tests_in_the_hidden_folder_are_hidden() -> None:
    toml = 'id = "x"\n[[tests]]\nid = "test_b"\n'
    exercise = read(toml, **{"tests/hidden/test_b.py": "def test_b(): pass\n"})
    assert exercise.tests[0].hidden


def test_the_learners_files_are_found_by_what_tests_import() -> None:
    exercise = Exercise.from_files(
        {"exercise.toml": 'id = "x"\n', "tests/test_a.py": "from heap.core import push\n"}
    )
    submission = {"heap/__init__.py": "", "heap/core.py": "", "notes.py": ""}
    assert exercise.files_for(submission) == ("heap/__init__.py", "heap/core.py")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("", "exercise.toml: id is missing"),
        ("id = 3\n", "exercise.toml:1: id must be a str"),
        ('id = "x"\nid = "y"\n', "exercise.toml"),
        ('id = "x"\ncolour = "red"\n', "exercise.toml:2: colour is not a key"),
        ('id = "x"\nruntime = "jax"\n', "exercise.toml:2: runtime must be one of"),
        ('id = "x"\nfiles = ["../a.py"]\n', "exercise.toml:2: ../a.py"),
        ('id = "x"\n[limits]\ncpu_s = -1\n', "exercise.toml:2: limits.cpu_s"),
        ('id = "x"\n[limits]\nspeed = 1\n', "limits.speed"),
        ('id = "x"\n[[tests]]\nid = "test_z"\n', "exercise.toml:3: tests/ has no function test_z"),
        ('id = "x"\n[[mutants]]\nname = "m"\nmust_fail = "t"\n', "exercise.toml:2: mutants/m/"),
        ('id = "x"\n[messages]\na = 3\n', "exercise.toml:3: messages.a"),
    ],
)
def test_errors_name_file_and_line(toml: str, message: str) -> None:
    with pytest.raises(ExerciseError) as caught:
        read(toml)
    assert message in str(caught.value)


def test_tests_are_needed() -> None:
    with pytest.raises(ExerciseError, match="tests/"):
        Exercise.from_files({"exercise.toml": 'id = "x"\n'})
