"""Threads follow their lines from attempt to attempt."""

import pytest

from apps.mentoring.asking import ask_review
from apps.mentoring.models import Placement, Thread
from tests.factories import make_review_request, make_submission

pytestmark = pytest.mark.django_db
FIRST = "def f(x):\n    y = weigh(x, by=1)\n    return y + 1\n"


@pytest.fixture
def begun(alice, exercise) -> Thread:
    """On the second line of the first attempt."""
    attempt = make_submission(alice, exercise, FIRST)
    return Thread.objects.create(
        request=make_review_request(attempt),
        submission=attempt,
        path="solution.py",
        first_line=2,
        last_line=2,
    )


def follow(thread: Thread, code: str, path: str = "solution.py") -> tuple[int, int, str]:
    """A newer attempt is asked about; where the thread stands in it."""
    first = thread.submission
    attempt = make_submission(first.user, first.exercise, files={path: code})
    assert ask_review(attempt) == thread.request
    placed = Placement.objects.get(thread=thread, submission=attempt)
    return placed.first_line, placed.last_line, placed.fit


def test_the_same_line_further_down(begun):
    assert follow(begun, "import math\n\n\n" + FIRST) == (5, 5, "same")


def test_a_changed_line_is_found_and_said_to_have_changed(begun):
    assert follow(begun, FIRST.replace("by=1", "by=2")) == (2, 2, "changed")


def test_a_line_that_is_gone_leaves_its_place(begun):
    assert follow(begun, "def f(x):\n    return 7\n") == (2, 2, "gone")


def test_a_file_that_is_gone(begun):
    assert follow(begun, FIRST, path="other.py") == (1, 1, "gone")


def test_a_line_that_comes_back_is_the_same_again(begun):
    assert follow(begun, "def f(x):\n    return 7\n")[2] == "gone"
    assert follow(begun, "# Again.\n" + FIRST) == (3, 3, "same")


def test_many_small_changes_do_not_lose_a_line(begun):
    line = "    y = weigh(x, by=1)"
    for new in ("    y = weigh(x, by=2)", "    y = scale(x, by=2)", "    y = scale(x, times=2)"):
        placed = follow(begun, FIRST.replace(line, new))
        assert placed == (2, 2, "changed")


def test_asking_again_about_the_same_attempt_places_nothing_twice(begun):
    follow(begun, FIRST)
    newest = begun.submission.exercise.submissions.first()
    ask_review(newest)
    assert Placement.objects.count() == 1
