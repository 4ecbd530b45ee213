from django.contrib import admin
from django.urls import include, path

from apps.web.urls import urlpatterns as pages

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("allauth.account.urls")),
    *pages,
]
handler404 = "django.views.defaults.page_not_found"
