from django.urls import path

from apps.web.mentoring_urls import urlpatterns as mentoring
from apps.web.views import (
    account,
    attempts,
    exercise,
    health,
    home,
    language,
    lesson,
    map,
    notation,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("map/", map.show, name="map"),
    path("lessons/<slug:module_id>/<slug:slug>/", lesson.show, name="lesson"),
    path("lessons/<slug:module_id>/<slug:slug>/read/", lesson.mark, name="lesson-read"),
    path("modules/<slug:module_id>/notation/", notation.show, name="notation"),
    path("exercises/<slug:id>/", exercise.show, name="exercise"),
    path("exercises/<slug:id>/draft/", exercise.draft, name="draft"),
    path("exercises/<slug:id>/submit/", exercise.submit, name="submit"),
    path("attempts/<int:pk>/", attempts.show, name="attempt"),
    path("attempts/<int:pk>/again/", attempts.again, name="run-again"),
    path("runs/<int:pk>/", attempts.run, name="run"),
    path("runs/<int:pk>/cancel/", attempts.cancel, name="cancel-run"),
    path("account/", account.show, name="account"),
    path("language/setlang/", language.choose, name="set_language"),
    path("healthz", health.healthz, name="healthz"),
    *mentoring,
]
