"""What CI verifies fully: what the record does not cover, and a few exercises that it does."""

import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from apps.grading.verify import proven
from apps.grading.verify.report import Report
from apps.sandbox.exercise import Exercise

SPOT_CHECKS = 2


def commit(root: Path) -> str:
    """The commit that is checked out; outside of a repository, what verified.json holds."""
    try:
        command = ["git", "-C", str(root), "rev-parse", "HEAD"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return sha256(str(proven.read(root)).encode()).hexdigest()


def chosen(exercises: Sequence[Exercise], entries: proven.Entries, commit: str) -> list[str]:
    """Recorded exercises that do not train, which this commit is to verify fully all the same."""
    recorded = [e.id for e in exercises if not e.trains and proven.unchanged(e, entries)]
    return sorted(recorded, key=lambda id: sha256(f"{commit} {id}".encode()).digest())[:SPOT_CHECKS]


def disagreement(recorded: Report | None, now: Report) -> list[str]:
    """What came out otherwise than recorded."""
    if recorded is None:
        return []
    return [
        f"{name}: {recorded.counts[name]} recorded, {value} now"
        for name, value in now.counts.items()
        if recorded.counts[name] != value
    ]
