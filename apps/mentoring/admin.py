from django.contrib import admin

from apps.lib.admin import ReadOnlyAdmin
from apps.mentoring.models import Notice, Request, Review


@admin.register(Request)
class RequestAdmin(ReadOnlyAdmin):
    list_display = [
        "id",
        "learner",
        "kind",
        "state",
        "exercise",
        "lesson",
        "waiting_since",
        "mentor",
    ]
    list_select_related = ["learner", "mentor", "exercise", "lesson"]
    list_filter = ["state", "kind"]
    search_fields = ["learner__username", "exercise__title", "lesson__title"]
    date_hierarchy = "asked_at"
    show_full_result_count = False


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ["id", "request", "mentor", "outcome", "waited_since", "created_at"]
    list_select_related = ["request", "mentor"]
    list_filter = ["outcome"]
    search_fields = ["mentor__username", "request__learner__username"]
    date_hierarchy = "created_at"
    show_full_result_count = False


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ["id", "recipient", "what", "created_at", "read_at", "mailed_at", "mail_tries"]
    list_select_related = ["recipient"]
    list_filter = ["what"]
    search_fields = ["recipient__username"]
    date_hierarchy = "created_at"
    show_full_result_count = False
