from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from apps.grading.models import ATTEMPT, OF_ATTEMPT, Grader, Run, Submission
from apps.grading.queries import failed_with_cause, failed_without_cause
from apps.lib.admin import ReadOnlyAdmin


class RunInline(admin.TabularInline):
    model = Run
    fk_name = "submission"
    fields = readonly_fields = (
        "id",
        "state",
        "outcome",
        "tests_passed",
        "tests_total",
        "attempts",
        "queued_at",
        "finished_at",
    )
    can_delete = False
    extra = 0
    show_change_link = True


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ["id", "user", "exercise", "number", "created_at"]
    list_select_related = ["user", "exercise"]
    list_filter = ["exercise__module", "created_at"]
    search_fields = ["user__username", "user__email", "exercise__title", "exercise__number"]
    date_hierarchy = "created_at"
    inlines = [RunInline]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        return super().get_queryset(request).filter(ATTEMPT)


class CauseFilter(admin.SimpleListFilter):
    """Runs that failed with no cause named, the seed of the next mutant; and those with one."""

    title = _("likely cause")
    parameter_name = "cause"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("none", _("failed, none named")), ("named", _("named"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Run]) -> QuerySet[Run]:
        choose = {"none": failed_without_cause, "named": failed_with_cause}.get(self.value() or "")
        return choose(queryset) if choose else queryset


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = [
        "id",
        "who",
        "exercise",
        "state",
        "outcome",
        "tests",
        "attempts",
        "queued",
    ]
    list_select_related = ["learner", "submission__exercise"]
    list_filter = [
        "state",
        "outcome",
        CauseFilter,
        "runtime",
        "bulk",
        "submission__exercise__module",
    ]
    readonly_fields = ["seconds"]
    search_fields = [
        "learner__username",
        "submission__exercise__title",
        "submission__exercise__number",
    ]
    date_hierarchy = "queued_at"
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Run]:
        """Of attempts alone; no list shows a result."""
        return super().get_queryset(request).filter(OF_ATTEMPT).defer("result")

    @admin.display(ordering="learner__username")
    def who(self, run: Run) -> str:
        return run.learner.username

    @admin.display(ordering="tests_passed")
    def tests(self, run: Run) -> str:
        return f"{run.tests_passed} / {run.tests_total}"

    @admin.display(ordering="queued_at")
    def queued(self, run: Run) -> str:
        return date_format(timezone.localtime(run.queued_at), "SHORT_DATETIME_FORMAT")

    @admin.display(description="Seconds in each phase")
    def seconds(self, run: Run) -> str:
        return ", ".join(f"{phase} {seconds:.3f}" for phase, seconds in run.phases.items())

    @admin.display(ordering="submission__exercise")
    def exercise(self, run: Run) -> str:
        return str(run.submission.exercise)


@admin.register(Grader)
class GraderAdmin(ReadOnlyAdmin):
    list_display = ["name", "runtime", "state", "slots", "detail", "seen_at"]
    list_filter = ["runtime", "state"]
