"""`manage.py verify`: what it prints and how it exits."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from apps.grading.management.commands import verify as command
from apps.grading.verify import Progress, proven
from tests.exercises.made import made_exercise

MODULE = """\
id = "m01-one"
number = 1
track = "a"
title = "One"
short_title = "One"
hours = 1

[[parts]]
kind = "exercise"
id = "double"
title = "double"
minutes = 10
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("verify", *args, stdout=out)
    return out.getvalue()


def course(folder: Path) -> Path:
    """A curriculum that holds the made exercise and nothing else."""
    curriculum = folder / "curriculum"
    made_exercise(curriculum / "m01-one/exercises/double", {"prompt.md": "Write it.\n\n1. Do.\n"})
    (curriculum / "tracks.toml").write_text('[[tracks]]\nid = "a"\nlabel = "A"\ntitle = "A"\n')
    (curriculum / "m01-one/module.toml").write_text(MODULE)
    return curriculum


def test_a_sound_exercise_gives_a_table_and_is_recorded(tmp_path: Path, settings: Any) -> None:
    curriculum = course(tmp_path)
    settings.BASE_DIR = tmp_path
    head, row = run().splitlines()
    assert head.split() == [
        "exercise", "tests", "mutants", "mechanical", "runs", "seconds", "margin",
    ]  # fmt: skip
    assert row.split()[:5] == ["double", "1", "2/2", "2/2", "215"] and row.endswith("sound")
    assert run("double").splitlines()[1] == row + ", unchanged"
    (quick,) = json.loads(run("--quick", "--json"))
    assert (quick["depth"], quick["runs"], quick["sound"]) == ("quick", 4, True)
    assert list(proven.read(curriculum)) == ["double"]


def test_what_is_outside_the_curriculum_is_not_recorded(tmp_path: Path, settings: Any) -> None:
    curriculum = course(tmp_path)
    settings.BASE_DIR = tmp_path
    made_exercise(tmp_path / "elsewhere", {"hints/1.md": ""})
    with pytest.raises(SystemExit):
        run(str(tmp_path / "elsewhere"), "--quick")
    assert proven.read(curriculum) == {}


def test_an_exercise_that_is_not_sound_exits_with_1(tmp_path: Path) -> None:
    made_exercise(tmp_path, {"hints/1.md": ""})
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", str(tmp_path), "--json", "--quick", stdout=out)
    assert ended.value.code == 1
    (report,) = json.loads(out.getvalue())
    assert report["problems"] == [{"point": 7, "text": "hints/1.md is missing or empty"}]
    assert (report["sound"], report["killed"], report["mutants"]) == (False, 2, 2)


def test_what_is_no_exercise_exits_with_3(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as failed:
        run(str(tmp_path))
    assert failed.value.returncode == 3
    assert "exercise.toml: no such file" in str(failed.value)


def test_the_bar_is_drawn_on_a_terminal_and_wiped_at_the_end() -> None:
    terminal = Terminal()
    bar = command._Bar(terminal)
    bar(Progress(1, 2, "double"))
    assert "1 of 2 runs" in terminal.getvalue()
    bar(Progress(2, 2, "double"))
    assert terminal.getvalue().endswith("\r\033[K")


def test_there_is_no_bar_in_a_file() -> None:
    file = io.StringIO()
    command._Bar(file)(Progress(1, 2, "double"))
    assert file.getvalue() == ""
