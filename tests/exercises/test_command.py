"""`manage.py verify`: what it prints and how it exits."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from apps.grading.management.commands import verify as command
from apps.grading.verify import Progress
from tests.exercises.made import made_exercise


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("verify", *args, stdout=out)
    return out.getvalue()


def test_a_sound_exercise_gives_a_table(tmp_path: Path) -> None:
    made_exercise(tmp_path, {})
    head, row = run(str(tmp_path)).splitlines()
    assert head.split() == ["exercise", "tests", "mutants", "runs", "seconds", "margin"]
    assert row.split()[:4] == ["double", "1", "2/2", "12"] and row.endswith("sound")


def test_an_exercise_that_is_not_sound_exits_with_1(tmp_path: Path) -> None:
    made_exercise(tmp_path, {"hints/1.md": ""})
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", str(tmp_path), "--json", stdout=out)
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
