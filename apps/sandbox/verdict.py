"""From what was found to what is said: results.json version 3 (Exercism's shape) with our keys."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from apps.sandbox import records
from apps.sandbox.endings import CRASHED, limit_of, outcome_of, usage_of
from apps.sandbox.entries import entries, public
from apps.sandbox.exercise import Exercise
from apps.sandbox.plain import plain
from apps.sandbox.sentences import Sentence, gettext_noop
from apps.sandbox.session import Findings

__all__ = ["CRASHED", "FORGEABLE", "GRADER_VERSION", "make_result"]

GRADER_VERSION = "1.0"
FORGEABLE = gettext_noop(
    "These tests let the submission's own objects take part in comparisons, "
    "so this verdict can be forged."
)


def make_result(exercise: Exercise, findings: Findings) -> dict[str, Any]:
    """The result of one run. Beside a text of ours, `forms` has what says it in another language:
    see `apps.sandbox.sentences`.
    """
    exercise = exercise.on(findings.speed)
    tests = entries(exercise, findings)
    limit = limit_of(exercise, findings, tests)
    said, outcome = outcome_of(exercise, findings, tests, limit)
    status = {"passed": "pass", "failed": "fail"}.get(outcome, "error")
    result = {
        "version": 3,
        "status": status,
        "outcome": outcome,
        "message": records.cut(said.text if isinstance(said, Sentence) else said),
        "forms": {"message": said.form} if isinstance(said, Sentence) else {},
        "traceback": records.frames(findings.last("collect").get("traceback")),
        "tests": public(tests, limit),
        "limit": limit,
        "usage": usage_of(findings),
        "limits": exercise.limits.as_dict(),
        "phases": _phases(findings),
        "seed": findings.seed,
        "speed": findings.speed,
        "exercise_digest": exercise.digest,
        "grader_version": GRADER_VERSION,
        "detail": findings.last("end").get("detail"),
        "forgeable": FORGEABLE if exercise.learner_compares else None,
    }
    harmless: dict[str, Any] = plain(result)
    return harmless


def _phases(findings: Findings) -> dict[str, str | None]:
    times = {
        "started": findings.started, "ready": findings.ready, "finished": findings.finished
    }  # fmt: skip
    return {
        name: datetime.fromtimestamp(at, UTC).isoformat() if at else None
        for name, at in times.items()
    }
