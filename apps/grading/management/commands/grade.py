"""`manage.py grade EXERCISE SOLUTION`: grade files in the real sandbox, without a server."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.sandbox.engine import Engine, GraderFault
from apps.sandbox.exercise import Exercise, ExerciseError
from apps.sandbox.report import lines

EXIT = {"passed": 0, "failed": 1, "error": 2, "limit": 2}
NOT_GRADED = 3


def find_exercise(name: str, curriculum: Path) -> Exercise:
    """An exercise by the path of its folder, or by its id in the curriculum."""
    path = Path(name)
    if not (path / "exercise.toml").is_file():
        path = next(curriculum.glob(f"*/exercises/{path.name}"), path)
    return Exercise.from_folder(path)


def read_solution(path: Path, exercise: Exercise) -> dict[str, str]:
    """A folder holds the files by name; a single file is the one that the tests import."""
    if path.is_file():
        named = path.stem in exercise.imported() or len(exercise.files) != 1
        return {path.name if named else exercise.files[0]: path.read_text("utf-8")}
    if not path.is_dir():
        raise CommandError(f"{path}: no such file or folder", returncode=NOT_GRADED)
    files = (file for file in sorted(path.rglob("*")) if file.is_file() and not _is_hidden(file))
    texts = {file.relative_to(path).as_posix(): _text(file) for file in files}
    return {name: text for name, text in texts.items() if text is not None}


def _is_hidden(file: Path) -> bool:
    return any(part == "__pycache__" or part.startswith(".") for part in file.parts[1:])


def _text(file: Path) -> str | None:
    """A program's modules and the text files they read; a module has to be text."""
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        if file.suffix == ".py":
            raise
        return None


def revealed(exercise: Exercise) -> Exercise:
    """The exercise with nothing hidden: whoever has its folder has its tests."""
    tests = tuple(replace(test, hidden=False) for test in exercise.tests)
    return replace(exercise, tests=tests, digest=f"{exercise.digest}-revealed")


class Command(BaseCommand):
    help = (
        "Grade a file or folder against an exercise (an id, or the path of a folder). Exits 0 for "
        "a pass, 1 for a fail, 2 for an error of the program or a limit, 3 when the grader could "
        "not work."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("exercise")
        parser.add_argument("solution", type=Path)
        parser.add_argument("--json", action="store_true", help="print results.json")
        parser.add_argument("--reveal", action="store_true", help="show what hidden tests saw")
        parser.add_argument("--seed", type=int, help="draw the tests' inputs from this seed")
        parser.add_argument("--hash-seed", type=int, help="Python's hash seed of the program")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            exercise = find_exercise(options["exercise"], Path(settings.BASE_DIR) / "curriculum")
            files = read_solution(options["solution"], exercise)
            if options["reveal"]:
                exercise = revealed(exercise)
            with Engine(exercise.runtime) as engine:
                seeds = {"seed": options["seed"], "hash_seed": options["hash_seed"]}
                result = engine.grade(exercise, files, **seeds)
        except (ExerciseError, GraderFault, ValueError, OSError) as error:
            raise CommandError(str(error), returncode=NOT_GRADED) from None
        if options["json"]:
            self.stdout.write(json.dumps(result, indent=1))
        else:
            self.stdout.write("\n".join(lines(exercise, result)))
        sys.exit(EXIT[result["outcome"]])
