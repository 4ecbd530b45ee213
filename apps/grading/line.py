"""Who is graded next: the line before each runtime, decided in the database.

A learner stands in a line with one run at a time, and may have two at work. Where one of theirs is
claimed or ends, their next joins at the end. So a learner who sends fifty delays another's first by
one, and what a claim looks at is as short as there are learners waiting, whatever they have sent.

Everything rests on the constraints of `Run` and no locks are held between statements: of two
claims that would give one learner the same slot, one fails on the constraint and tries again. What
this needs is that whoever frees a place calls `line_up` *after* its commit, so that a run that
came meanwhile is seen by one of the two.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from apps.grading.models import SLOTS

RETRIES = 5  # a constraint that fails so often in a row is no race

# One statement, one index probe each: claims wait for nobody and hold nothing.
CLAIM = """
WITH next AS MATERIALIZED (
    SELECT id, learner_id, bulk FROM grading_run
    WHERE runtime = %(runtime)s AND state = 'queued' AND in_line_since IS NOT NULL
    ORDER BY bulk, in_line_since, id
    LIMIT 1 FOR UPDATE SKIP LOCKED
), free AS (
    SELECT id, bulk, (
        SELECT min(slot) FROM unnest(%(slots)s::int[]) slot
        WHERE NOT bulk AND NOT EXISTS (
            SELECT FROM grading_run held
            WHERE held.learner_id = next.learner_id AND held.slot = slot.slot
        )
    ) AS slot FROM next
), started AS (
    UPDATE grading_run run SET
        state = 'running', phase = 'starting', slot = free.slot, token = %(token)s,
        attempts = attempts + 1, started_at = statement_timestamp(),
        lease_until = statement_timestamp() + make_interval(secs => %(lease)s)
    FROM free WHERE run.id = free.id AND (free.bulk OR free.slot IS NOT NULL)
    RETURNING run.id
), stepped_out AS (
    UPDATE grading_run run SET in_line_since = NULL
    FROM free WHERE run.id = free.id AND NOT free.bulk AND free.slot IS NULL
    RETURNING run.id
)
SELECT (SELECT id FROM started), (SELECT id FROM stepped_out)
"""

# A run that came back from a fault takes its old place, but after a second fault only once it has
# rested: what breaks a grader must not spin.
LINE_UP = """
UPDATE grading_run SET
    in_line_since = CASE WHEN attempts > 0 THEN queued_at ELSE statement_timestamp() END,
    nudged_at = statement_timestamp()
WHERE state = 'queued' AND in_line_since IS NULL AND id IN (
    SELECT next.id FROM unnest(%(runtimes)s::text[]) line(runtime) CROSS JOIN LATERAL (
        SELECT id FROM grading_run
        WHERE learner_id = %(learner)s AND runtime = line.runtime
            AND state = 'queued' AND in_line_since IS NULL AND NOT bulk
            AND (
                attempts < 2
                OR nudged_at < statement_timestamp() - make_interval(secs => %(rest)s)
            )
        ORDER BY queued_at, id LIMIT 1
    ) next
    WHERE NOT EXISTS (
        SELECT FROM grading_run ahead
        WHERE ahead.learner_id = %(learner)s AND ahead.runtime = line.runtime
            AND ahead.state = 'queued' AND ahead.in_line_since IS NOT NULL AND NOT ahead.bulk
    )
)
AND (
    SELECT count(*) FROM grading_run held
    WHERE held.learner_id = %(learner)s AND held.slot IS NOT NULL
) < %(slots)s
RETURNING runtime
"""


def claim_next(runtime: str, token: uuid.UUID) -> int | None:
    """Give the next run of this line to the holder of `token`. Returns which, None where none can
    be taken.
    """
    while True:
        started, stepped_out = _rows(
            CLAIM,
            runtime=runtime,
            token=token,
            slots=SLOTS,
            lease=settings.GRADING_LEASE_SECONDS,
        )[0]
        if stepped_out is None:
            return started


def line_up(learner_id: int) -> list[str]:
    """Let this learner's next join the line of each runtime they do not stand in, unless two of
    theirs are at work. Returns those runtimes. To be called after the commit that made room.
    """
    return [
        runtime
        for (runtime,) in _rows(
            LINE_UP,
            learner=learner_id,
            runtimes=settings.GRADING_RUNTIMES,
            slots=len(SLOTS),
            rest=settings.GRADING_NUDGE_SECONDS,
        )
    ]


def _rows(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """What the statement returns, once it does not collide with another's."""
    for attempt in range(RETRIES):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall()
        except IntegrityError:
            if attempt == RETRIES - 1:
                raise
    raise AssertionError("unreachable")
