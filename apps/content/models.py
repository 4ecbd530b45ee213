"""The course as the database knows it: units by id, and immutable revisions of what they say."""

from typing import Self

from django.db import models
from django.urls import reverse


class Track(models.Model):
    id = models.SlugField(primary_key=True)
    label = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class ModuleQuerySet(models.QuerySet["Module"]):
    def with_notation(self) -> Self:
        """Each knows whether it has a table of symbols, without the table."""
        return self.select_related("notation").defer("notation__groups")


class Module(models.Model):
    id = models.SlugField(primary_key=True)
    number = models.PositiveSmallIntegerField()  # of the present ones unique: import_curriculum
    track = models.ForeignKey(Track, models.PROTECT, related_name="modules")
    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=24)
    summary = models.TextField(blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    outline = models.JSONField(default=list, help_text="its units: see apps.content.outline")
    requires = models.ManyToManyField(
        "self", symmetrical=False, related_name="needed_by", blank=True
    )

    objects = ModuleQuerySet.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Notation(models.Model):
    """A module's symbols, as its last import rendered them; a module without any has none."""

    module = models.OneToOneField(Module, models.CASCADE, primary_key=True)
    groups = models.JSONField(help_text="rows by section: see apps.content.rendering")

    def __str__(self) -> str:
        return f"symbols of {self.module_id}"

    def get_absolute_url(self) -> str:
        return reverse("notation", args=[self.module_id])


class Unit(models.Model):
    """What a module is made of. A unit without a current revision is planned: known, not written
    yet.
    """

    id = models.SlugField(primary_key=True)
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(
        help_text="within the module, lessons and exercises together"
    )
    minutes = models.PositiveSmallIntegerField()
    difficulty = models.PositiveSmallIntegerField(default=1)
    importance = models.PositiveSmallIntegerField(default=3)
    retired = models.BooleanField(
        default=False, help_text="no longer in the curriculum; kept for its history"
    )

    class Meta:
        abstract = True
        ordering = ["module", "position"]

    @property
    def planned(self) -> bool:
        return self.current_id is None  # type: ignore[attr-defined]


class Lesson(Unit):
    module = models.ForeignKey(Module, models.PROTECT, related_name="lessons")
    slug = models.SlugField(help_text="its id within the module")
    current = models.OneToOneField(
        "LessonRevision", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Unit.Meta):
        constraints = [
            models.UniqueConstraint(fields=["module", "slug"], name="lesson_slug_in_module")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("lesson", args=[self.module_id, self.slug])


class Exercise(Unit):
    module = models.ForeignKey(Module, models.PROTECT, related_name="exercises")
    number = models.CharField(max_length=8)
    runtime = models.CharField(max_length=10, default="numpy")
    current = models.OneToOneField(
        "ExerciseRevision", models.PROTECT, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("exercise", args=[self.id])


class Revision(models.Model):
    """What a unit said at one time. Its source never changes; `digest` is the sha256 of that
    source.
    """

    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    rendered_by = models.CharField(
        max_length=64, help_text="key of the pipeline that made the stored HTML"
    )

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.short_digest

    @property
    def short_digest(self) -> str:
        return self.digest[:6]


class LessonRevision(Revision):
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="revisions")
    source = models.TextField()
    figures = models.JSONField(default=dict, help_text="path of each figure → its SVG")
    lead = models.TextField(blank=True)
    html = models.TextField()
    sections = models.JSONField(default=list, help_text="[{anchor, title}] in reading order")
    cards = models.JSONField(default=list, help_text="review cards: [{question, answer}]")

    class Meta(Revision.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "digest"], name="one_revision_a_lesson_digest"
            )
        ]


class ExerciseRevision(Revision):
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="revisions")
    files = models.JSONField(help_text="relative path → text, the whole folder")
    page = models.JSONField(
        help_text="what the exercise page shows, rendered: see apps.content.rendering"
    )

    class Meta(Revision.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "digest"], name="one_revision_an_exercise_digest"
            )
        ]
