"""The Celery application, and the one way in which our processes work off its queues."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "apps.settings")
app = Celery("retooled")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def work_off(queue: str, name: str, concurrency: int) -> None:
    """Do the tasks of one queue, in threads of this process, until it is told to end."""
    worker = [f"--queues={queue}", f"--concurrency={concurrency}", "--pool=threads"]
    worker += [f"--hostname={name}-{os.getpid()}@%h", "--loglevel=WARNING"]
    worker += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    app.worker_main(["worker", *worker])
