"""Who hears what, and how."""

import pytest
from django.utils import timezone

from apps.mentoring import notices
from apps.mentoring.models import Notice
from tests.factories import make_lesson, make_request, make_user

pytestmark = pytest.mark.django_db
What = Notice.What


@pytest.fixture
def alice():
    return make_user("alice")


@pytest.fixture
def bob():
    return make_user("bob", first_name="Bob")


@pytest.fixture
def asked(alice):
    return make_request(alice)


def test_word_is_left_in_the_site_and_a_mail_is_due_a_while_later(alice, bob, asked):
    notices.tell(alice, asked, What.ANSWERED, bob)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.request, notice.actor) == (alice, asked, bob)
    assert notice.on_site and notice.read_at is None and notice.mailed_at is None
    assert notice.mail_due_at and notice.mail_due_at > timezone.now()
    assert notices.unread_count(alice) == 1
    assert notices.unread_count(bob) == 0


def test_to_themselves_nobody_tells(alice, asked):
    notices.tell(alice, asked, What.REPLIED, alice)
    assert not Notice.objects.exists()


def test_who_wants_no_mail_gets_none(alice, bob, asked):
    notices.choose(alice, on_site=True, by_mail=False)
    notices.tell(alice, asked, What.ANSWERED, bob)
    assert Notice.objects.get().mail_due_at is None
    assert notices.unread_count(alice) == 1


def test_who_wants_mail_alone_sees_nothing_in_the_site(alice, bob, asked):
    notices.choose(alice, on_site=False, by_mail=True)
    notices.tell(alice, asked, What.ANSWERED, bob)
    assert Notice.objects.get().mail_due_at
    assert notices.unread_count(alice) == 0
    assert not notices.of(alice).exists()


def test_who_wants_neither_gets_no_row(alice, bob, asked):
    notices.choose(alice, on_site=False, by_mail=False)
    notices.tell(alice, asked, What.ANSWERED, bob)
    assert not Notice.objects.exists()


def test_where_the_site_sends_no_mail_none_is_due(alice, bob, asked, settings):
    settings.SENDS_MAIL = False
    notices.tell(alice, asked, What.ANSWERED, bob)
    assert Notice.objects.get().mail_due_at is None
    notices.choose(alice, on_site=False, by_mail=True)
    notices.tell(alice, asked, What.APPROVED, bob)
    assert Notice.objects.count() == 1


def test_a_mail_that_waits_is_not_sent_once_mail_is_turned_off(alice, bob, asked):
    notices.tell(alice, asked, What.ANSWERED, bob)
    notices.choose(alice, on_site=True, by_mail=False)
    assert Notice.objects.get().mail_due_at is None


def test_what_was_read_in_the_site_is_mailed_no_more(alice, bob, asked):
    notices.tell(alice, asked, What.ANSWERED, bob)
    notices.mark_read(alice)
    notice = Notice.objects.get()
    assert notice.read_at and notice.mail_due_at is None
    assert notices.unread_count(alice) == 0


def test_reading_about_one_request_leaves_the_others(alice, bob, asked):
    lesson = make_lesson()
    other = make_request(alice, kind="line", lesson=lesson)
    notices.tell(alice, asked, What.ANSWERED, bob)
    notices.tell(alice, other, What.ANSWERED, bob)
    notices.tell(bob, asked, What.THANKED, alice)
    notices.mark_read(alice, asked)
    assert notices.unread_count(alice) == 1
    assert notices.unread_count(bob) == 1
    notices.mark_read(bob, notice=Notice.objects.get(recipient=alice, request=other))
    assert notices.unread_count(alice) == 1  # it is not Bob's


def test_the_same_said_again_before_it_was_read_is_one_notice(alice, bob, asked):
    for _ in range(3):
        notices.tell(bob, asked, What.REPLIED, alice)
    assert notices.of(bob).count() == 1
    notices.tell(bob, asked, What.THANKED, alice)
    assert notices.of(bob).count() == 2


def test_what_a_mail_leads_to_stays(alice, bob, asked):
    notices.tell(bob, asked, What.REPLIED, alice)
    Notice.objects.update(mail_tries=1)
    notices.tell(bob, asked, What.REPLIED, alice)
    assert notices.of(bob).count() == 2


def test_nobody_counts_beyond_a_hundred(alice, bob, asked):
    said = Notice(recipient=alice, request=asked, actor=bob, what=What.REPLIED)
    Notice.objects.bulk_create(
        Notice(recipient=said.recipient, request=asked, what=said.what) for _ in range(150)
    )
    assert notices.unread_count(alice) == 100


@pytest.mark.parametrize("what", What.values)
def test_each_says_who_and_about_what(what, alice, bob, asked):
    notices.tell(alice, asked, What(what), bob)
    said = notices.sentence(Notice.objects.get())
    assert str(bob) in said
    assert str(asked.exercise) in said


def test_it_speaks_of_a_lesson_too_and_of_somebody_who_has_gone(alice, bob):
    lesson = make_lesson("surprise")
    notices.tell(alice, make_request(alice, kind="line", lesson=lesson), What.ANSWERED, bob)
    bob.delete()
    assert notices.sentence(Notice.objects.get()) == (
        "Somebody answered your question about “Surprise”."
    )
