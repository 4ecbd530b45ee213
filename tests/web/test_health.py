"""GET /healthz: 200 only when pages can be served; what else is wrong is told beside it."""

import pytest
from django.db import OperationalError, connection

from apps.grading.models import Grader
from apps.lib import heartbeat
from tests.factories import make_grader

pytestmark = pytest.mark.django_db


def test_it_tells_of_database_broker_and_each_grader(client):
    make_grader("numpy", Grader.State.FAILING, detail="the canary is misjudged")
    make_grader("numpy")
    make_grader("torch", Grader.State.REFUSING, detail="bwrap: missing")
    answer = client.get("/healthz")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json() == {
        "status": "ok",
        "database": "ok",
        "broker": "ok",
        "graders": {
            "numpy": {
                "state": "ready",
                "detail": "",
                "slots": 1,
                "troubles": ["failing: the canary is misjudged"],
            },
            "torch": {
                "state": "refusing",
                "detail": "bwrap: missing",
                "slots": 0,
                "troubles": [],
            },
        },
        "worker": {"state": "absent"},
    }
    assert "no-store" in answer["Cache-Control"]


def test_graders_that_are_away_are_told_and_pages_are_still_served(client, settings):
    settings.TORCH = False
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["graders"] == {
        "numpy": {"state": "absent", "detail": "", "slots": 0, "troubles": []},
        "torch": {"state": "off", "detail": "TORCH=0", "slots": 0, "troubles": []},
    }


def test_a_worker_that_has_been_heard_of_lately_is_told(client):
    heartbeat.beat("worker")
    assert client.get("/healthz").json()["worker"] == {"state": "ready"}


def test_a_broker_that_is_away_is_told_and_pages_are_still_served(client, settings, tmp_path):
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(tmp_path / "gone")}
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["broker"]) == (200, "unavailable")


def test_a_broker_on_a_server_that_does_not_answer_is_told_soon(client, settings):
    settings.EMBEDDED_BROKER = False
    settings.CELERY_BROKER_URL = "amqp://guest:guest@127.0.0.1:9//"
    assert client.get("/healthz").json()["broker"] == "unavailable"


@pytest.mark.django_db(transaction=True)
def test_without_a_database_it_is_503(client, settings):
    """The real connection, pointed at a socket where no server listens."""
    host = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        with pytest.raises(OperationalError):
            connection.ensure_connection()
        answer = client.get("/healthz")
    finally:
        connection.settings_dict["HOST"] = host
        connection.close()
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unavailable",
        "database": "unavailable",
        "broker": "ok",
        "graders": {},
        "worker": {"state": "absent"},
    }
    assert client.get("/healthz").status_code == 200
