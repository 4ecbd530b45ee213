"""What the database itself saw, and what must be true in the end."""

from django.db import connection

from apps.grading.models import OPEN, Run, State, Submission
from tests.chaos.learners import KINDS, kind_of

TRIGGER = """
CREATE TABLE chaos_audit (id bigserial PRIMARY KEY, run bigint, what text);
CREATE FUNCTION chaos_watch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state NOT IN ('queued', 'running') AND
        (NEW.state, NEW.outcome, NEW.token, NEW.finished_at, NEW.result::text) IS DISTINCT FROM
        (OLD.state, OLD.outcome, OLD.token, OLD.finished_at, OLD.result::text)
    THEN
        INSERT INTO chaos_audit (run, what) VALUES (NEW.id, 'changed after its end');
    END IF;
    IF NEW.state = 'done' AND OLD.state <> 'done' THEN
        INSERT INTO chaos_audit (run, what) VALUES (NEW.id, 'verdict');
        IF OLD.state <> 'running' OR NEW.token IS DISTINCT FROM OLD.token THEN
            INSERT INTO chaos_audit (run, what) VALUES (NEW.id, 'verdict of a stranger');
        END IF;
    END IF;
    IF NEW.state = 'running' AND OLD.state <> 'running' AND 2 < (
        SELECT count(*) FROM grading_run
        WHERE learner_id = NEW.learner_id AND state = 'running' AND NOT bulk
    ) THEN
        INSERT INTO chaos_audit (run, what) VALUES (NEW.id, 'three of a learner at once');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER chaos_watch AFTER UPDATE ON grading_run
FOR EACH ROW EXECUTE FUNCTION chaos_watch();
"""


def watch() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGER)


def complaints(accepted: list[int]) -> list[str]:
    """All that is not as it must be, one line each."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT run, what FROM chaos_audit")
        seen = cursor.fetchall()
    verdicts = [run for run, what in seen if what == "verdict"]
    done = Run.objects.filter(state=State.DONE).select_related("submission")
    found = [f"run {run}: {what}" for run, what in seen if what != "verdict"]
    found += [f"run {run.pk} is still {run.state}" for run in Run.objects.filter(OPEN)]
    found += [f"run {pk} was accepted and is gone" for pk in set(accepted) - _all_runs()]
    found += [f"{submission.pk} has no run" for submission in Submission.objects.filter(runs=None)]
    if sorted(verdicts) != sorted(run.pk for run in done):
        found.append(f"{len(verdicts)} verdicts were stored for {len(done)} graded runs")
    for run in done:
        kind = kind_of(run.submission.files["solution.py"])
        if run.outcome != KINDS[kind].outcome:
            found.append(f"run {run.pk}: the {kind} program was graded as {run.outcome}")
    return found


def _all_runs() -> set[int]:
    return set(Run.objects.values_list("pk", flat=True))
