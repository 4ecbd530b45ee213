"""The answer to a submission waits a moment for its verdict, and never longer."""

import threading

import pytest
from django.db import connection
from pytest_django import Settings

from apps.accounts.models import User
from apps.content.models import Exercise
from apps.grading.actions import cancel_run
from apps.grading.models import Run
from apps.web import waiting
from tests.factories import make_run, make_submission


@pytest.fixture
def run(cast: dict[str, User], exercise: Exercise) -> Run:
    return make_run(make_submission(cast["alice"], exercise))


@pytest.mark.django_db(transaction=True)
def test_a_verdict_that_comes_soon_is_waited_for(settings: Settings, run: Run) -> None:
    settings.VERDICT_WAIT_SECONDS = 60
    threading.Timer(0.1, end, [run]).start()
    assert waiting.await_verdict(run)


def end(run: Run) -> None:
    cancel_run(run)
    connection.close()


def test_a_verdict_that_does_not_come_is_not_waited_for_long(settings: Settings, run: Run) -> None:
    settings.VERDICT_WAIT_SECONDS = 0.05
    assert not waiting.await_verdict(run)


def test_when_every_place_is_taken_nobody_waits(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    settings.VERDICT_WAIT_SECONDS = 60
    monkeypatch.setattr(waiting, "_places", threading.BoundedSemaphore(1))
    with waiting._places:
        assert not waiting.await_verdict(run)


def test_a_place_is_given_back(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    settings.VERDICT_WAIT_SECONDS = 0
    monkeypatch.setattr(waiting, "_places", threading.BoundedSemaphore(1))
    for _ in range(3):
        waiting.await_verdict(run)
    assert waiting._places.acquire(blocking=False)
