"""A real worker: the process of `manage.py worker`, its queue, a real mail server, its death."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.utils import timezone

from apps.celery import app
from apps.lib import heartbeat
from apps.mentoring import mails, notices
from apps.mentoring.models import Notice
from tests.chaos.brokers import RABBITMQ, RabbitMQ
from tests.factories import make_exercise, make_request, make_user
from tests.grading.queue import Queue
from tests.mentoring.post import Post
from tests.programs import Programs

pytestmark = pytest.mark.django_db(transaction=True)


class Workers(Programs):
    def start(self, mail: str, **environment: str) -> subprocess.Popen[bytes]:
        cache.clear()
        process = self.launch("worker", EMAIL_URL=mail, **environment)
        self.wait(lambda: heartbeat.is_alive("worker"))
        return process


@pytest.fixture
def queue(settings, tmp_path_factory) -> Queue:
    return Queue(settings, tmp_path_factory.mktemp("queue"))


@pytest.fixture
def workers(queue, tmp_path: Path) -> Iterator[Workers]:
    (tmp_path / "queue").symlink_to(queue.folder.parent)
    started = Workers(tmp_path)
    yield started
    started.stop()


@pytest.fixture
def post() -> Iterator[Post]:
    server = Post()
    yield server
    server.close()


def tell() -> Notice:
    """Alice hears of something, and its mail is due."""
    alice, bob = make_user("alice"), make_user("bob")
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    notices.tell(alice, make_request(alice, make_exercise()), Notice.What.ANSWERED, bob)
    now_due()
    return Notice.objects.get()


def now_due() -> None:
    Notice.objects.filter(mail_due_at__isnull=False).update(mail_due_at=timezone.now())


def is_mailed() -> bool:
    return Notice.objects.filter(mailed_at__isnull=False, mail_due_at=None).exists()


def test_a_worker_mails_what_is_due_and_stops_when_told(workers, post):
    tell()
    mails.sweep()  # no worker lives yet, and no message is left for one
    worker = workers.start(post.url)
    assert post.seen == 0
    mails.sweep()
    workers.wait(is_mailed)
    [sent] = post.taken
    assert (sent["To"], sent["From"]) == ("alice@example.org", "retooled@localhost")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0


def test_a_worker_killed_in_the_middle_of_a_mail_costs_time_and_no_mail(workers, post, queue):
    told = tell()
    worker = workers.start(post.url)
    post.open.clear()  # it has the mail, and has not answered
    mails.sweep()
    workers.wait(lambda: post.seen == 1)
    worker.kill()
    worker.wait(10)
    queue.clear()
    post.refusing = True  # what had come was not taken
    post.open.set()
    assert mails.send_due() == 0  # its lease holds: nobody else sends it now
    assert post.seen == 1
    post.refusing = False
    now_due()
    workers.start(post.url)
    mails.sweep()
    workers.wait(is_mailed)
    told.refresh_from_db()
    assert (len(post.taken), told.mail_tries) == (1, 2)


def test_a_message_that_is_lost_costs_time_and_no_mail(workers, post, queue):
    tell()
    cache.set("heartbeat-worker", True, 30)  # so a message goes out, and nobody is there
    mails.sweep()
    assert queue.sent() == ["work"]
    queue.clear()
    workers.start(post.url)
    mails.sweep()
    workers.wait(is_mailed)
    assert len(post.taken) == 1


def test_a_mail_server_that_is_away_costs_time_and_no_mail(workers, post):
    told = tell()
    post.refusing = True
    workers.start(post.url)
    mails.sweep()
    workers.wait(lambda: post.seen == 1)
    workers.wait(lambda: "again in 0:02:00" in workers.words())
    post.refusing = False
    now_due()
    mails.sweep()
    workers.wait(is_mailed)
    told.refresh_from_db()
    assert (len(post.taken), told.mail_tries) == (1, 2)


def test_without_a_mail_server_the_embedded_site_writes_mail_into_its_log(workers):
    """The database of a test is given by its address, so the back end is named as well."""
    tell()
    workers.start("consolemail://")
    mails.sweep()
    workers.wait(is_mailed)
    assert "To: alice@example.org" in workers.words()


@pytest.mark.skipif(
    not RABBITMQ.exists(), reason="RabbitMQ is not installed: `apt-get install rabbitmq-server`"
)
def test_it_works_on_rabbitmq_as_well(workers, post, tmp_path):
    rabbit = RabbitMQ(tmp_path)
    try:
        with sending_to(rabbit.url):
            tell()
            worker = workers.start(post.url, BROKER_URL=rabbit.url)
            mails.sweep()
            workers.wait(is_mailed)
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(20) == 0
    finally:
        rabbit.stop()
    assert len(post.taken) == 1


@contextmanager
def sending_to(url: str) -> Iterator[None]:
    files = app.conf["broker_url"]
    _use(url)
    try:
        yield
    finally:
        _use(files)


def _use(url: str) -> None:
    """Connections that were made before are let go."""
    app.conf["broker_url"] = url
    vars(app)["_pool"] = vars(app.amqp)["_producer_pool"] = None
