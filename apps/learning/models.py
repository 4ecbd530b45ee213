from django.conf import settings
from django.db import models
from django.utils import timezone

from apps.content.models import Exercise, Lesson


class SectionRead(models.Model):
    """A learner has had the end of this section before their eyes, or said so."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sections_read")
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="sections_read")
    anchor = models.CharField(max_length=100)
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "lesson", "anchor"], name="section_read_once")
        ]
        indexes = [models.Index(fields=["user", "-read_at"], name="section_read_latest")]

    def __str__(self) -> str:
        return f"{self.lesson_id}#{self.anchor}"


class Draft(models.Model):
    """What a learner has typed and not submitted. `version` counts saves, so that two tabs notice
    each other.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="drafts")
    files = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "exercise"], name="one_draft_an_exercise")
        ]

    def __str__(self) -> str:
        return f"{self.exercise_id}, version {self.version}"
