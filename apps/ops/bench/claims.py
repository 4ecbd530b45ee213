"""Claiming a run where 100,000 wait, against the same where 100 do."""

import statistics
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection

from apps.content.models import Exercise
from apps.grading import line
from apps.grading.actions import cancel_run, claim_run
from apps.grading.models import SLOTS, Run
from apps.ops.bench.row import Row

EXERCISE = "m03-01-entropy-bits"
SHORT, LONG = 100, 100_000
ROUNDS = 60

FILL = """
WITH learner AS (
    INSERT INTO accounts_user
        (username, email, password, role, language, is_active, first_name, last_name,
        date_joined)
    SELECT 'waiting' || n || '-' || %(mark)s, n || '-' || %(mark)s || '@example.invalid', '!',
        'learner', '', true, '', '', now()
    FROM generate_series(1, %(learners)s) n RETURNING id
), numbered AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place FROM learner
), sent AS (
    INSERT INTO grading_submission (user_id, exercise_id, number, files, created_at)
    SELECT numbered.id, %(exercise)s, 1 + (n - 1) / %(learners)s, '{"solution.py": ""}', now()
    FROM generate_series(1, %(runs)s) n
    JOIN numbered ON numbered.place = 1 + (n - 1) %% %(learners)s
    RETURNING id, user_id, number
)
INSERT INTO grading_run (
    submission_id, learner_id, revision_id, runtime, state, phase, bulk, in_line_since,
    attempts, nudged_at, queued_at, outcome, tests_passed, tests_total, fault
)
SELECT id, user_id, %(revision)s, %(runtime)s, 'queued', '', false,
    CASE WHEN number = 1 THEN now() - interval '1 hour' + id * interval '1 microsecond' END,
    0, now(), now(), '', 0, 0, ''
FROM sent
"""


def measure() -> Iterator[Row]:
    exercise = Exercise.objects.select_related("current").get(id=EXERCISE)
    fill_line(exercise, runs=SHORT, learners=SHORT // 10)
    short = median_claim(exercise.runtime)
    fill_line(exercise, runs=LONG - SHORT, learners=(LONG - SHORT) // 10)
    long = median_claim(exercise.runtime)
    Run.objects.all().delete()
    yield Row(f"claim a run of {LONG:,} : of {SHORT}", long, short, aim=1.2)


def median_claim(runtime: str) -> float:
    """Seconds a claim, with the next of its learner let in: over many."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        claimed = claim_run(runtime)
        times.append(time.perf_counter() - start)
        assert claimed
        cancel_run(claimed[0])
    return statistics.median(times)


def fill_line(exercise: Exercise, *, runs: int, learners: int) -> None:
    """So many waiting runs of so many new learners, the first of each in the line."""
    assert exercise.current
    with connection.cursor() as cursor:
        cursor.execute(
            FILL,
            {
                "mark": uuid.uuid4().hex[:8],
                "runs": runs,
                "learners": learners,
                "exercise": exercise.pk,
                "revision": exercise.current.pk,
                "runtime": exercise.runtime,
            },
        )
        cursor.execute("ANALYZE grading_run")


@dataclass
class Plan:
    """What PostgreSQL did for a statement, as EXPLAIN ANALYZE tells."""

    rows: int = 0
    """Read from tables and indexes, those that were filtered out included."""
    pages: int = 0
    indexes: list[str] = field(default_factory=list)
    sequential: list[str] = field(default_factory=list)

    def add(self, node: dict[str, Any]) -> None:
        if "Scan" in node["Node Type"] and "Relation Name" in node:
            removed = node.get("Rows Removed by Filter", 0)
            self.rows += round((node["Actual Rows"] + removed) * node["Actual Loops"])
            if node["Node Type"] == "Seq Scan":
                self.sequential.append(node["Relation Name"])
        self.indexes += [node["Index Name"]] if "Index Name" in node else []
        for child in node.get("Plans", []):
            self.add(child)


def claim_plan(runtime: str, statement: str = line.CLAIM, learner: int = 0) -> Plan:
    """The plan of a claim (or of `statement`), carried out and undone."""
    values: dict[str, Any] = {
        "runtime": runtime,
        "token": uuid.uuid4(),
        "slots": SLOTS if statement is line.CLAIM else len(SLOTS),
        "lease": settings.GRADING_LEASE_SECONDS,
        "learner": learner,
        "runtimes": settings.GRADING_RUNTIMES,
        "rest": settings.GRADING_NUDGE_SECONDS,
    }
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", values)
        [[[told]]] = cursor.fetchall()
        cursor.execute("ROLLBACK")
    plan = Plan(pages=told["Plan"]["Shared Hit Blocks"] + told["Plan"]["Shared Read Blocks"])
    plan.add(told["Plan"])
    return plan
