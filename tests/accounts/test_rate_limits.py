"""Guessing passwords is slowed down, however many web processes there are."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.urls import reverse

from tests.factories import make_user

GUESS = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.test import Client
settings.DATABASES["default"]["NAME"] = sys.argv[1]
client = Client(SERVER_NAME='localhost')
answers = []
for _ in range(int(sys.argv[2])):
    answer = client.post("/account/login/", {"login": "alice", "password": "a guess"})
    text = answer.content.decode()
    answers.append([answer.status_code, "Too many failed login attempts" in text])
print(json.dumps(answers))
"""


def guess_in_another_process(times: int) -> list[tuple[int, bool]]:
    """(status, whether the answer is that it was tried too often) of each guess."""
    name = str(connection.settings_dict["NAME"])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "apps.settings"}
    done = subprocess.run(
        [sys.executable, "-c", GUESS, name, str(times)],
        cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, timeout=60, check=True,
    )  # fmt: skip
    return [(status, slowed) for status, slowed in json.loads(done.stdout)]


@pytest.mark.django_db(transaction=True)
def test_guesses_are_counted_over_all_processes():
    make_user("alice")
    caches["default"].clear()
    first, second = guess_in_another_process(4), guess_in_another_process(4)
    assert [slowed for _, slowed in first] == [False] * 4
    assert [slowed for _, slowed in second] == [False, True, True, True]  # five are free
    caches["default"].clear()


@pytest.mark.django_db
def test_what_is_counted_lies_in_the_database():
    backend = settings.CACHES["default"]["BACKEND"]
    assert backend == "django.core.cache.backends.db.DatabaseCache"
    caches["default"].set("counted", 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE %s", ["%counted%"])
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_someone_asked_too_often_sees_a_page_that_says_so(client):
    caches["default"].clear()
    answers = [
        client.post(reverse("account_signup"), {"username": f"eve{number}"}) for number in range(25)
    ]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert b"That was too often" in answers[-1].content
