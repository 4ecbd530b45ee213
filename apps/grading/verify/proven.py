"""curriculum/verified.json: what the last full verification of each exercise said, and of what.

One exercise a line, so that two branches that both verified something merge line by line. What does
not parse, such as the marks of a conflict, is passed over.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

from apps.grading.verify.report import Report
from apps.sandbox import stories
from apps.sandbox.exercise import Exercise
from apps.sandbox.runtime import ROLES, RUNTIMES
from apps.sandbox.verdict import GRADER_VERSION

VERIFY_VERSION = 1  # raise it when verify asks for more than before
FILE = "verified.json"
_LAST = '"": "written by manage.py verify"'

Entries = dict[str, list[dict[str, Any]]]


def digest_of(exercise: Exercise) -> str:
    """Changes when another verdict could come out: with the exercise, its text, the grader's
    declared version, what verify asks for, Python's minor version, and the libraries.
    """
    libraries = [*RUNTIMES[exercise.runtime], *ROLES["checker"]]
    parts = [
        exercise.digest,
        f"grader {GRADER_VERSION}, verify {VERIFY_VERSION}",
        f"python {sys.version_info.major}.{sys.version_info.minor}",
        *(f"{name} {_version(name)}" for name in libraries),
    ]
    if "stories" in exercise.imported():
        parts.append(sha256(Path(stories.__file__).read_bytes()).hexdigest())
    return sha256("\n".join(parts).encode()).hexdigest()


def _version(library: str) -> str:
    """Without the part that names a build; torch may be left out of an installation."""
    try:
        return metadata.version(library).partition("+")[0]
    except metadata.PackageNotFoundError:
        return "absent"


def read(root: Path) -> Entries:
    """Entries by exercise; several where two branches met."""
    found: Entries = {}
    path = root / FILE
    for line in path.read_text("utf-8").splitlines() if path.is_file() else []:
        try:
            entry = json.loads(f"{{{line.strip().rstrip(',')}}}")
        except ValueError:
            continue
        for id, figures in entry.items():
            if isinstance(figures, dict):
                found.setdefault(id, []).append(figures)
    return found


def unchanged(exercise: Exercise, entries: Entries) -> Report | None:
    """What was proven of exactly this exercise; None when it has to be verified."""
    digest = digest_of(exercise)
    for figures in entries.get(exercise.id, []):
        if figures.get("digest") == digest:
            return Report.unchanged(exercise, figures)
    return None


def keep(root: Path, exercises: Mapping[str, Exercise], reports: Iterable[Report]) -> None:
    """Put the reports of full verifications in their places; what is not sound has none.

    `exercises`: the curriculum as it was read. Of exercises that came since, as a pull brings
    them, the entries stay; those of exercises that are gone are dropped.
    """
    entries = read(root)
    here = {place.parent.name for place in root.glob("*/exercises/*/exercise.toml")}
    kept = {id: entries[id][-1] for id in entries.keys() & (here - exercises.keys())}
    for id, exercise in exercises.items():
        digest = digest_of(exercise)
        same = [figures for figures in entries.get(id, []) if figures.get("digest") == digest]
        kept[id] = (same or entries.get(id) or [{}])[-1]
    for report in reports:
        figures = {"digest": digest_of(exercises[report.exercise]), **report.figures()}
        kept[report.exercise] = figures if report.sound else {}
    lines = [f"{json.dumps(id)}: {json.dumps(kept[id])}" for id in sorted(kept) if kept[id]]
    text = "\n".join(["{", *(f"{line}," for line in lines), _LAST, "}", ""])
    path = root / FILE
    unfinished = path.with_suffix(".new")
    unfinished.write_text(text, "utf-8")
    unfinished.replace(path)
