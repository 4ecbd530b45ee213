"""Fair lines: whose turn it is stands in the rows."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Rows of before: whose they are; what ran goes back into the line (its grader was stopped for the
# upgrade); and each learner's oldest stands in each line.
FILL = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE grading_run run SET learner_id = submission.user_id
FROM grading_submission submission WHERE submission.id = run.submission_id;
UPDATE grading_run SET state = 'queued', phase = '', token = NULL, lease_until = NULL
WHERE state = 'running';
UPDATE grading_run SET in_line_since = queued_at WHERE id IN (
    SELECT min(id) FROM grading_run WHERE state = 'queued' GROUP BY learner_id, runtime
);
"""
EMPTY = "UPDATE grading_run SET state = 'cancelled' WHERE state = 'superseded'"


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0001_initial"),
        ("grading", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="run",
            name="run_open",
        ),
        migrations.RemoveIndex(
            model_name="run",
            name="run_to_sweep",
        ),
        migrations.AddField(
            model_name="grader",
            name="slots",
            field=models.PositiveSmallIntegerField(default=1, help_text="runs it grades at once"),
        ),
        migrations.AddField(
            model_name="run",
            name="bulk",
            field=models.BooleanField(
                default=False, help_text="gives way to what a learner waits for"
            ),
        ),
        migrations.AddField(
            model_name="run",
            name="in_line_since",
            field=models.DateTimeField(
                blank=True,
                help_text="its place; none while it waits behind its learner's own",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="run",
            name="learner",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                help_text="whose submission it is; here too, for the indexes and constraints below",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="run",
            name="slot",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="which of its learner's two it holds, while running",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="grader",
            name="state",
            field=models.CharField(
                choices=[
                    ("ready", "ready"),
                    ("refusing", "refusing: isolation is missing"),
                    ("failing", "failing: its canary is misjudged"),
                    ("starting", "starting"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="run",
            name="revision",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="runs",
                to="content.exerciserevision",
            ),
        ),
        migrations.AlterField(
            model_name="run",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "waiting"),
                    ("running", "running"),
                    ("done", "graded"),
                    ("cancelled", "cancelled"),
                    ("superseded", "superseded"),
                    ("fault", "grader at fault"),
                ],
                default="queued",
                max_length=10,
            ),
        ),
        migrations.RunSQL(FILL, EMPTY),
        migrations.AlterField(
            model_name="run",
            name="learner",
            field=models.ForeignKey(
                db_index=False,
                help_text="whose submission it is; here too, for the indexes and constraints below",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(
                condition=models.Q(("state", "queued"), ("in_line_since__isnull", False)),
                fields=["runtime", "bulk", "in_line_since", "id"],
                name="run_in_line",
            ),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(
                condition=models.Q(("state", "queued"), ("in_line_since__isnull", True)),
                fields=["learner", "runtime", "queued_at", "id"],
                name="run_behind_its_own",
            ),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(
                condition=models.Q(("state", "queued")),
                fields=["runtime", "nudged_at"],
                name="run_to_sweep",
            ),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(
                condition=models.Q(("state", "running")), fields=["lease_until"], name="run_leased"
            ),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["revision", "id"], name="run_of_revision"),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["learner", "id"], name="run_of_learner"),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("bulk", False),
                        ("slot__in", [1, 2]),
                        ("slot__isnull", False),
                        ("state", "running"),
                    ),
                    models.Q(
                        models.Q(("bulk", False), ("state", "running"), _negated=True),
                        ("slot__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_live_run_at_work_holds_a_slot",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                condition=models.Q(("slot__isnull", False)),
                fields=("learner", "slot"),
                name="a_slot_is_held_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state", "queued"), ("in_line_since__isnull", False), ("bulk", False)
                ),
                fields=("learner", "runtime"),
                name="a_learner_stands_in_a_line_once",
            ),
        ),
    ]
