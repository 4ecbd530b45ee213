"""The mentors' desk, what learners ask of it, and word of it."""

from django.urls import path

from apps.web.views import ask, exercise, notices, queue, review

urlpatterns = [
    path("queue/", queue.show, name="queue"),
    path("queue/<int:pk>/claim/", queue.claim, name="claim"),
    path("queue/<int:pk>/release/", queue.release, name="release"),
    path("queue/<int:pk>/renew/", queue.renew, name="renew"),
    path("reviews/<int:pk>/", review.show, name="review"),
    path("reviews/<int:pk>/comments/", review.comment, name="comment"),
    path("reviews/<int:pk>/send/", review.send, name="send-review"),
    path("reviews/<int:pk>/settle/", review.settle, name="settle"),
    path("reviews/<int:pk>/withdraw/", review.withdraw, name="withdraw"),
    path("comments/<int:pk>/edit/", review.edit, name="edit-comment"),
    path("comments/<int:pk>/discard/", review.discard, name="discard"),
    path("comments/<int:pk>/thank/", review.thank, name="thank"),
    path("threads/<int:pk>/settle/", review.settle_thread, name="settle-thread"),
    path("threads/<int:pk>/reopen/", review.reopen_thread, name="reopen-thread"),
    path("exercises/<slug:id>/stuck/", exercise.stuck, name="stuck"),
    path("attempts/<int:pk>/ask/", ask.review, name="ask"),
    path("lessons/<slug:module_id>/<slug:slug>/stuck/", ask.line, name="stuck-line"),
    path("notices/", notices.show, name="notices"),
    path("notices/all-read/", notices.read_all, name="notices-read"),
    path("notices/choices/", notices.choose, name="notice-choices"),
    path("notices/<int:pk>/", notices.go, name="notice"),
]
