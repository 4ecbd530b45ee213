"""The short version of `make chaos`: a site of its own, broken again and again."""

import subprocess
import sys

import pytest
from django.conf import settings

from tests.chaos.brokers import RABBITMQ


def chaos(broker: str, submissions: int, blows: int) -> None:
    words = ["--broker", broker, "--submissions", str(submissions), "--blows", str(blows)]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.chaos", *words],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-3000:]


def test_every_submission_has_one_verdict_whatever_is_killed() -> None:
    chaos("files", 60, 8)


@pytest.mark.skipif(
    not RABBITMQ.exists(), reason="RabbitMQ is not installed: `apt-get install rabbitmq-server`"
)
def test_the_same_with_rabbitmq() -> None:
    chaos("rabbitmq", 20, 7)
