"""What a learner has read."""

import pytest

from apps.learning.actions import mark_read
from apps.learning.models import SectionRead
from apps.learning.queries import latest_lesson, sections_read
from tests.factories import make_lesson, make_user

pytestmark = pytest.mark.django_db


def test_sections_are_marked_once_however_often_they_are_read():
    alice, lesson = make_user("alice"), make_lesson()
    mark_read(alice, lesson, ["one"])
    first = SectionRead.objects.get().read_at
    mark_read(alice, lesson, ["one", "two"])
    mark_read(alice, lesson, ["two", "two"])
    assert SectionRead.objects.count() == 2
    assert SectionRead.objects.get(anchor="one").read_at == first


def test_nothing_read_marks_nothing():
    mark_read(make_user("alice"), make_lesson(), [])
    assert not SectionRead.objects.exists()


def test_what_was_read_is_told_by_lesson_and_for_this_learner_alone():
    alice, charlie = make_user("alice"), make_user("charlie")
    one, two = make_lesson("one"), make_lesson("two")
    mark_read(alice, one, ["one", "two"])
    mark_read(alice, two, ["one"])
    mark_read(charlie, two, ["two"])
    assert sections_read(alice) == {one.id: {"one", "two"}, two.id: {"one"}}
    assert sections_read(make_user("dana")) == {}


def test_the_latest_lesson_is_the_one_last_read_in():
    alice, one, two = make_user("alice"), make_lesson("one"), make_lesson("two")
    assert latest_lesson(alice) is None
    mark_read(alice, two, ["one"])
    mark_read(alice, one, ["one"])
    assert latest_lesson(alice) == one.id
    mark_read(alice, two, ["two"])
    assert latest_lesson(alice) == two.id


def test_the_whole_of_it_is_one_query(django_assert_num_queries):
    alice = make_user("alice")
    for slug in ("one", "two", "three"):
        mark_read(alice, make_lesson(slug), ["one", "two"])
    with django_assert_num_queries(1):
        assert len(sections_read(alice)) == 3
