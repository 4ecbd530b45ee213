from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from apps.accounts.models import User
from apps.content.models import Exercise, Lesson
from apps.grading.models import Run
from tests.browser import browser
from tests.factories import (
    WRONG,
    make_cast,
    make_exercise,
    make_lesson,
    make_module,
    make_run,
    make_submission,
)


@pytest.fixture
def cast(db: None) -> dict[str, User]:
    return make_cast()


@pytest.fixture(autouse=True)
def no_waiting(settings: LazySettings) -> None:
    """No grader runs beside these tests, so an answer would wait in vain: see test_waiting."""
    settings.VERDICT_WAIT_SECONDS = 0


@pytest.fixture
def client() -> Client:
    return browser()


@pytest.fixture
def as_user(cast: dict[str, User]) -> Callable[[str], Client]:
    """A browser in which one of the cast is signed in; nobody for ''."""

    def sign_in(name: str) -> Client:
        client = browser()
        if name:
            client.force_login(cast[name])
        return client

    return sign_in


@pytest.fixture
def alice(as_user: Callable[[str], Client]) -> Client:
    return as_user("alice")


@pytest.fixture
def lesson(db: None) -> Lesson:
    return make_lesson("surprise", make_module(3))


@pytest.fixture
def exercise(lesson: Lesson) -> Exercise:
    return make_exercise("m03-01-double", lesson.module)


@pytest.fixture
def run_in(cast: dict[str, User], exercise: Exercise) -> Callable[..., Run]:
    """A run of Alice's in a state."""

    def make(state: str, **fields: Any) -> Run:
        return make_run(make_submission(cast["alice"], exercise, WRONG), state, **fields)

    return make
