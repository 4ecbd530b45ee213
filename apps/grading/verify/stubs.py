"""Solutions that only pretend, made mechanically for each function or class that tests import.

A stub is the reference under another name, and in its place a module that calls it and answers
with something else. It is made here as text and runs in the sandbox only.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from apps.grading.verify.reading import parsed
from apps.sandbox.exercise import Exercise

KINDS = {
    "none": "None",
    "zeros": "zeros of the right shape",
    "input": "its input",
}
PIECE, PIECES = 500, 120  # characters that a message carries; how many messages at most

_INSIDE = (Path(__file__).parent / "inside_stub.py").read_text("utf-8")
_STUB = """\
import inside_stub
import reference_{module} as reference

globals().update({{n: v for n, v in vars(reference).items() if not n.startswith("__")}})
"""
_REPLACED = "{name} = inside_stub.{kind}(reference.{name})\n"
_NO_CALL = "no call of an entry point"
_COUNTED = f'''

import pytest as _pytest


@_pytest.fixture(autouse=True)
def _calls_an_entry_point():
    import evidence
    import {{module}}

    before = {{module}}.inside_stub.calls()
    yield
    evidence.check({{module}}.inside_stub.calls() > before, seen="{_NO_CALL}")
'''
_RECORDING = '''\
"""Hands out what was recorded, two pieces a test: messages are all that leaves the checker."""

from evidence import check

import {module}


def _make(number):
    def test():
        pieces = [{module}.inside_stub.piece(2 * number + i, {piece}) for i in (0, 1)]
        check(not pieces[0], seen=pieces[0], expected=pieces[1])

    return test


for _number in range({tests}):
    globals()[f"test_recording_{{_number:03}}"] = _make(_number)
'''


@dataclass(frozen=True)
class EntryPoint:
    """A name that tests import from one of the learner's files."""

    file: str
    name: str

    @property
    def module(self) -> str:
        return PurePosixPath(self.file).stem


def entry_points(exercise: Exercise) -> list[EntryPoint]:
    """The functions and classes of the reference that tests use."""
    used = {pair for text in exercise.tests_files.values() for pair in _used_names(text)}
    found = []
    for file in exercise.files:
        for node in parsed(exercise.solution.get(file, "")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                entry = EntryPoint(file, node.name)
                found += [entry] if (entry.module, entry.name) in used else []
    return found


def _used_names(source: str) -> Iterator[tuple[str, str]]:
    """`from solution import f` and `solution.f`, as (module, name)."""
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node.value.id, node.attr


def stub(exercise: Exercise, entry: EntryPoint, kind: str, recording: str = "") -> dict[str, str]:
    """The learner's files with one entry point replaced."""
    return _with_stubs(exercise, [entry], kind, recording)


def _with_stubs(
    exercise: Exercise, entries: list[EntryPoint], kind: str, recording: str = ""
) -> dict[str, str]:
    files = dict(exercise.solution)
    files["inside_stub.py"] = f"{_INSIDE}\nRECORDING = {recording!r}\n"
    for file in {entry.file for entry in entries}:
        module = PurePosixPath(file).stem
        files[f"reference_{module}.py"] = files[file]
        files[file] = _STUB.format(module=module) + "".join(
            _REPLACED.format(name=entry.name, kind=kind) for entry in entries if entry.file == file
        )
    return files


def counting(exercise: Exercise, entries: list[EntryPoint]) -> tuple[Exercise, dict[str, str]]:
    """The exercise with tests that fail unless they call an entry point, and files that count."""
    source = _COUNTED.format(module=entries[0].module)
    tests = {
        file: text + source if PurePosixPath(file).name.startswith("test_") else text
        for file, text in exercise.tests_files.items()
    }
    counted = replace(exercise, digest=f"{exercise.digest}-counting", tests_files=tests)
    return counted, _with_stubs(exercise, entries, "count")


def calls_nothing(result: dict[str, Any]) -> Iterator[str]:
    """Tests that called no entry point in a run of `counting`."""
    return (test["id"] for test in result["tests"] if test["seen"] == _NO_CALL)


def with_recording(exercise: Exercise, entry: EntryPoint) -> Exercise:
    """The exercise with tests added that fail with the pieces of the recording as messages."""
    source = _RECORDING.format(module=entry.module, piece=PIECE, tests=PIECES // 2)
    tests = {**exercise.tests_files, "test_zz_recording.py": source}
    return replace(exercise, digest=f"{exercise.digest}-recording", tests_files=tests)


def recording(result: dict[str, Any]) -> str:
    """The recording that `with_recording` brought out; empty when none did."""
    tests = [test for test in result["tests"] if test["id"].startswith("test_recording_")]
    return "".join(
        (test["seen"] or "") + (test["expected"] or "")
        for test in sorted(tests, key=lambda test: str(test["id"]))
        if test["status"] == "fail"
    )
