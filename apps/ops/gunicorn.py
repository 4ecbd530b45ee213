"""How gunicorn runs: `gunicorn --config python:apps.ops.gunicorn apps.wsgi`."""

import os
import sys

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from apps.ops.lifetime import die_with_parent

wsgi_app = "apps.wsgi:application"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = 16  # most of them wait for a verdict or for the database
timeout = 60
graceful_timeout = 8
keepalive = 5
control_socket_disable = True
max_requests = 20_000
max_requests_jitter = 2_000


def post_fork(arbiter: Arbiter, worker: Worker) -> None:
    """A worker must not outlive the arbiter that forked it, however that one ends."""
    if sys.platform == "linux":
        die_with_parent(arbiter.pid)
