"""The mentors' desk, and what learners ask of it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
