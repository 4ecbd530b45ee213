import pytest

from apps.accounts.models import User
from apps.content.models import Exercise
from apps.grading.models import Submission
from tests.factories import make_exercise, make_submission, make_user


@pytest.fixture
def alice(db: None) -> User:
    return make_user("alice")


@pytest.fixture
def bob(db: None) -> User:
    return make_user("bob")


@pytest.fixture
def erin(db: None) -> User:
    """Another mentor."""
    return make_user("erin", role="mentor")


@pytest.fixture
def exercise(db: None) -> Exercise:
    return make_exercise()


@pytest.fixture
def attempt(alice: User, exercise: Exercise) -> Submission:
    return make_submission(alice, exercise)
