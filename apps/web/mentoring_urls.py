"""The mentors' desk, and what learners ask of it."""

from django.urls import path

from apps.web.views import ask, exercise, queue

urlpatterns = [
    path("queue/", queue.show, name="queue"),
    path("queue/<int:pk>/claim/", queue.claim, name="claim"),
    path("queue/<int:pk>/release/", queue.release, name="release"),
    path("queue/<int:pk>/renew/", queue.renew, name="renew"),
    path("reviews/<int:pk>/", queue.look, name="review"),
    path("exercises/<slug:id>/stuck/", exercise.stuck, name="stuck"),
    path("attempts/<int:pk>/ask/", ask.review, name="ask"),
    path("lessons/<slug:module_id>/<slug:slug>/stuck/", ask.line, name="stuck-line"),
]
