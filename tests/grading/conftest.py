from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from apps.accounts.models import User
from apps.content.models import Exercise
from apps.grading.models import Run
from tests.factories import make_exercise, make_run, make_submission, make_user
from tests.grading.graders import Graders
from tests.grading.queue import Queue


@pytest.fixture
def alice(db: None) -> User:
    return make_user("alice")


@pytest.fixture
def exercise(db: None) -> Exercise:
    return make_exercise()


@pytest.fixture
def queued(alice: User, exercise: Exercise) -> Run:
    return make_run(make_submission(alice, exercise))


@pytest.fixture
def queue(settings: LazySettings, tmp_path_factory: pytest.TempPathFactory) -> Queue:
    """The broker, empty: messages as files in a folder of this test's own."""
    return Queue(settings, tmp_path_factory.mktemp("queue"))


@pytest.fixture
def graders(queue, tmp_path: Path) -> Iterator[Graders]:
    (tmp_path / "queue").symlink_to(queue.folder.parent)
    started = Graders(tmp_path)
    yield started
    started.stop()
