"""What a page is measured against: a Django view as most sites have them, under Django's own
defaults.

The middleware of `startproject`, a session, a user, three queries, and a page of 35 KB from a
template
with an inherited frame and a loop of forty rows with a link, a date and a condition each.
"""

from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from apps.accounts.models import User
from apps.content.models import Lesson

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGE = """<!doctype html><html><head><title>{{ user.username }}</title></head><body>
<nav>{% if user.is_authenticated %}<a href="{% url 'typical' %}">{{ user.username }}</a>
{% endif %}</nav>
<h1>{{ latest }}</h1><p>{{ sessions }} sessions</p>
<table>{% for row in rows %}<tr><td>{{ forloop.counter }}</td>
<td><a href="{% url 'typical' %}?row={{ row.pk }}">{{ row.title }}</a></td>
<td>{{ now|date:"j F Y" }}</td><td>{% if row.minutes > 30 %}long{% else %}short{% endif %}</td>
<td>{{ row.minutes }}</td></tr>{% endfor %}</table>
<article>ARTICLE</article></body></html>""".replace(
    "ARTICLE", "<p>Forty words of text. </p>\n" * 990
)
template = engines["django"].from_string(PAGE)


def typical(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    context = {
        "user": request.user,
        "rows": list(Lesson.objects.order_by("id")[:40]),
        "latest": ContentType.objects.order_by("-pk").first(),
        "sessions": Session.objects.count(),
        "now": request.user.date_joined,
    }
    return HttpResponse(template.render(context, request))


urlpatterns = [path("typical/", typical, name="typical")]
