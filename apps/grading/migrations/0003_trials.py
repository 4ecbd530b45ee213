"""Mentors' edited copies of attempts. They are numbered apart from attempts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

REMOVE_TRIALS = """
DELETE FROM grading_run USING grading_submission submission
WHERE submission.id = submission_id AND submission.trial_of_id IS NOT NULL;
DELETE FROM grading_submission WHERE trial_of_id IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0003_lesson_cards"),
        ("grading", "0002_fair_line"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="submission",
            name="attempts_are_numbered",
        ),
        migrations.AddField(
            model_name="submission",
            name="trial_of",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="the attempt of which this is a mentor’s edited copy",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="trials",
                to="grading.submission",
            ),
        ),
        migrations.RunSQL("", REMOVE_TRIALS),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("trial_of__isnull", True)),
                fields=("user", "exercise", "number"),
                name="attempts_are_numbered",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("trial_of__isnull", True), _negated=True),
                fields=("trial_of", "user", "number"),
                name="trials_are_numbered",
            ),
        ),
    ]
