from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from apps.content.models import Exercise, ExerciseRevision, Lesson, LessonRevision, Module
from apps.lib.admin import ReadOnlyAdmin


@admin.register(Module)
class ModuleAdmin(ReadOnlyAdmin):
    list_display = ["number", "title", "track", "hours"]
    list_select_related = ["track"]
    list_filter = ["track"]
    search_fields = ["title"]


class UnitAdmin(ReadOnlyAdmin):
    list_select_related = ["module"]
    search_fields = ["id", "title"]


@admin.register(Lesson)
class LessonAdmin(UnitAdmin):
    list_display = ["title", "module", "position", "minutes", "planned", "retired"]
    list_filter = ["module", "retired", ("current", admin.EmptyFieldListFilter)]


@admin.register(Exercise)
class ExerciseAdmin(UnitAdmin):
    list_display = ["number", "title", "module", "runtime", "minutes", "planned", "retired"]
    list_filter = ["module", "runtime", "retired", ("current", admin.EmptyFieldListFilter)]
    search_fields = ["id", "number", "title"]


class RevisionAdmin(ReadOnlyAdmin):
    date_hierarchy = "created_at"
    search_fields = ["digest"]


@admin.register(LessonRevision)
class LessonRevisionAdmin(RevisionAdmin):
    list_display = ["short_digest", "lesson", "created_at"]
    list_select_related = ["lesson"]
    fields = ["lesson", "digest", "created_at", "lead", "source"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LessonRevision]:
        return super().get_queryset(request).defer("html", "figures")


@admin.register(ExerciseRevision)
class ExerciseRevisionAdmin(RevisionAdmin):
    list_display = ["short_digest", "exercise", "created_at"]
    list_select_related = ["exercise"]
    fields = ["exercise", "digest", "created_at", "files"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExerciseRevision]:
        return super().get_queryset(request).defer("page")
