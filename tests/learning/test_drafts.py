"""Drafts: what a learner has typed and not submitted, in one tab or in two."""

import threading

import pytest
from django.db import connection

from apps.learning.actions import (
    DRAFT_BYTES,
    DraftConflict,
    DraftSaved,
    DraftTooLarge,
    save_draft,
)
from apps.learning.models import Draft
from tests.factories import make_exercise, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return make_user("alice")


@pytest.fixture
def exercise():
    return make_exercise()


def files(text: str) -> dict[str, str]:
    return {"solution.py": text}


def test_a_first_draft_is_version_one(alice, exercise):
    saved = save_draft(alice, exercise, files("one"), version=0)
    assert isinstance(saved, DraftSaved)
    assert (saved.draft.version, saved.draft.files) == (1, files("one"))


def test_each_save_over_the_stored_version_raises_it(alice, exercise):
    for version in range(3):
        saved = save_draft(alice, exercise, files(f"text {version}"), version)
        assert isinstance(saved, DraftSaved)
    draft = Draft.objects.get()
    assert (draft.version, draft.files) == (3, files("text 2"))


@pytest.mark.parametrize("version", [0, 1, 7])
def test_a_save_over_another_version_is_a_conflict_and_overwrites_nothing(alice, exercise, version):
    save_draft(alice, exercise, files("one"), 0)
    save_draft(alice, exercise, files("two"), 1)
    conflict = save_draft(alice, exercise, files("other tab"), version)
    assert isinstance(conflict, DraftConflict)
    assert (conflict.draft.version, conflict.draft.files) == (2, files("two"))
    assert Draft.objects.get().files == files("two")


def test_the_same_text_is_no_conflict_whatever_the_version(alice, exercise):
    save_draft(alice, exercise, files("one"), 0)
    save_draft(alice, exercise, files("two"), 1)
    before = Draft.objects.get().saved_at
    saved = save_draft(alice, exercise, files("two"), 0)
    assert isinstance(saved, DraftSaved)
    assert (saved.draft.version, Draft.objects.get().saved_at) == (2, before)


def test_a_first_save_that_says_some_version_is_taken(alice, exercise):
    """The draft it was typed over is gone, so there is nothing to overwrite."""
    assert isinstance(save_draft(alice, exercise, files("one"), version=4), DraftSaved)


def test_drafts_are_one_a_learner_and_exercise(alice, exercise):
    other = make_exercise("m01-02-triple")
    save_draft(alice, exercise, files("one"), 0)
    save_draft(alice, other, files("two"), 0)
    save_draft(make_user("charlie"), exercise, files("three"), 0)
    assert sorted(draft.files["solution.py"] for draft in Draft.objects.all()) == [
        "one",
        "three",
        "two",
    ]


def test_text_of_the_largest_size_is_saved_and_a_byte_more_is_not(alice, exercise):
    largest = "é" * (DRAFT_BYTES // 2)
    save_draft(alice, exercise, files(largest), 0)
    with pytest.raises(DraftTooLarge):
        save_draft(alice, exercise, files(largest + "x"), 1)
    with pytest.raises(DraftTooLarge):
        save_draft(alice, exercise, {"a.py": largest, "b.py": "x"}, 1)
    assert Draft.objects.get().files == files(largest)


@pytest.mark.parametrize("text", ["a\x00b", "half \ud800 of a pair", "", "\u2028\r\n\U0001f600"])
def test_any_text_can_be_saved(alice, exercise, text):
    """What PostgreSQL cannot hold is marked in its place, and a learner sees where."""
    save_draft(alice, exercise, files(text), 0)
    expected = text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert Draft.objects.get().files == files(expected)


@pytest.mark.django_db(transaction=True)
def test_of_two_tabs_saving_at_once_one_is_told(alice, exercise):
    save_draft(alice, exercise, files("one"), 0)
    together = threading.Barrier(4)
    answers = []

    def save(number: int) -> None:
        together.wait()
        answers.append(save_draft(alice, exercise, files(f"tab {number}"), 1))
        connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = [answer for answer in answers if isinstance(answer, DraftSaved)]
    assert (len(answers), len(won)) == (4, 1)
    assert Draft.objects.get().files == won[0].draft.files
    assert Draft.objects.get().version == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_first_saves_at_once_one_is_told(alice, exercise):
    together = threading.Barrier(4)
    answers = []

    def save(number: int) -> None:
        together.wait()
        answers.append(save_draft(alice, exercise, files(f"tab {number}"), 0))
        connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(answer).__name__ for answer in answers) == [
        "DraftConflict",
        "DraftConflict",
        "DraftConflict",
        "DraftSaved",
    ]
