"""What is mailed to whom, when, and what happens where it cannot be."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.utils import timezone

from apps.mentoring import mails, notices
from apps.mentoring.models import Notice
from tests.factories import make_lesson, make_request, make_user
from tests.mentoring.post import Post

pytestmark = pytest.mark.django_db
What = Notice.What


@pytest.fixture
def asked(alice, exercise):
    return make_request(alice, exercise)


@pytest.fixture
def told(alice, bob, asked) -> Notice:
    notices.tell(alice, asked, What.ANSWERED, bob)
    return Notice.objects.get()


def later(minutes: float) -> None:
    """As if so much time had passed for every mail."""
    for notice in Notice.objects.filter(mail_due_at__isnull=False):
        assert notice.mail_due_at
        notice.mail_due_at -= dt.timedelta(minutes=minutes)
        notice.save()


def test_a_mail_goes_out_once_it_is_due(told, alice, bob, exercise):
    assert mails.send_due() == 0
    later(3)
    assert mails.send_due() == 1
    assert mails.send_due() == 0
    [sent] = mail.outbox
    assert sent.to == ["alice@example.org"]
    assert sent.subject == f"Retooled: bob answered your question about “{exercise}”."
    assert f"http://localhost:8000/notices/{told.pk}/" in sent.body
    assert "http://localhost:8000/account/#notices" in sent.body
    assert sent.extra_headers["List-Unsubscribe"] == "<http://localhost:8000/account/#notices>"
    assert sent.content_subtype == "plain" and "<" not in sent.body
    told.refresh_from_db()
    assert told.mailed_at and told.mail_due_at is None


def test_what_happens_within_a_short_while_goes_in_one_mail(told, alice, bob, asked):
    later(1.5)
    lesson = make_lesson("surprise")
    other = make_request(alice, lesson=lesson)
    notices.tell(alice, other, What.ANSWERED, bob)
    notices.tell(bob, asked, What.REPLIED, alice)
    later(1)
    assert mails.send_due() == 1  # Bob's is not due yet
    [sent] = mail.outbox
    assert sent.subject == "Retooled: 2 notices"
    assert "“Surprise”" in sent.body and f"/notices/{told.pk}/" in sent.body
    assert set(Notice.objects.filter(mailed_at=None).values_list("recipient", flat=True)) == {
        bob.pk
    }


def test_it_is_written_in_the_language_its_reader_reads_in(told, alice):
    alice.reads_in("zh-hans")
    later(3)
    mails.send_due()
    [sent] = mail.outbox
    assert "回答了你关于" in sent.subject
    assert "你好" in sent.body and "Hello" not in sent.body


def test_names_are_no_markup_in_plain_text_and_no_headers(told, bob, alice):
    bob.username = "b & o\nBcc: all@example.org"
    bob.save()
    later(3)
    mails.send_due()
    [sent] = mail.outbox
    assert "\n" not in sent.subject and sent.message()["Bcc"] is None
    assert "b & o" in sent.body


def test_what_was_read_in_the_site_is_not_mailed(told, alice):
    notices.mark_read(alice)
    later(3)
    assert mails.send_due() == 0


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}])
def test_who_has_gone_or_has_no_address_gets_none(change, told, alice):
    for name, value in change.items():
        setattr(alice, name, value)
    alice.save()
    later(3)
    assert mails.send_due() == 0
    told.refresh_from_db()
    assert told.mail_due_at is None and told.mailed_at is None


def test_where_addresses_are_confirmed_an_unconfirmed_one_gets_none(told, alice, settings):
    settings.MAIL_CONFIGURED = True
    assert mails.address_of(alice) == ""
    address = EmailAddress.objects.create(user=alice, email="Alice@example.org", primary=True)
    assert mails.address_of(alice) == ""
    address.set_verified()
    assert mails.address_of(alice) == "alice@example.org"


# A mail server that does not take it


@pytest.fixture
def post(settings):
    server = Post()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address[:2]
    yield server
    server.close()


def test_a_mail_that_is_refused_is_tried_again_ever_later_and_then_given_up(told, post, settings):
    post.refusing = True
    waits = []
    for tries in range(1, settings.NOTICE_MAIL_TRIES + 1):
        later(24 * 60)
        assert mails.send_due() == 0
        told.refresh_from_db()
        assert told.mail_tries == tries and post.seen == tries
        assert told.mail_due_at
        waits.append(round((told.mail_due_at - timezone.now()).total_seconds() / 60))
    assert waits == [2, 10, 60, 360, 360]
    later(24 * 60)
    assert mails.send_due() == 0
    told.refresh_from_db()
    assert told.mail_due_at is None and told.mailed_at is None
    assert post.seen == settings.NOTICE_MAIL_TRIES


def test_one_that_fails_stops_no_other(told, bob, alice, asked, post):
    alice.email = "not an address\n"
    alice.save()
    notices.tell(bob, asked, What.REPLIED, alice)
    later(3)
    assert mails.send_due() == 1
    assert [sent["To"] for sent in post.taken] == ["bob@example.org"]
    told.refresh_from_db()
    assert told.mail_tries == 1 and told.mail_due_at


def test_it_arrives_as_plain_text_with_headers_that_say_what_it_is(told, post, alice):
    alice.reads_in("zh-hans")
    later(3)
    mails.send_due()
    [sent] = post.taken
    assert sent.get_content_type() == "text/plain"
    assert "回答了你关于" in sent["Subject"] and "你好" in sent.get_content()
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Message-ID"] == f"<notices-{told.pk}-{told.pk}-1@localhost>"


# Two at once


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_at_once_one_sends_each(settings):
    bob, people = make_user("bob"), [make_user(f"learner{n}") for n in range(12)]
    for learner in people:
        for number in range(2):
            asked = make_request(learner, lesson=make_lesson(f"{learner}-{number}"))
            notices.tell(learner, asked, What.ANSWERED, bob)
    later(3)

    def send(_: int) -> int:
        try:
            return mails.send_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(send, range(4))) == len(people)
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(user.email for user in people)
    assert Notice.objects.filter(mail_tries=1, mailed_at__isnull=False).count() == 24
