"""GET /healthz for machines: 200 only when pages can be served; the broker and what works in
the background are told beside it.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu import Connection

from apps.grading.queries import grader_states
from apps.lib.heartbeat import is_alive


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    database = _database()
    body: dict[str, Any] = {
        "status": "ok" if database == "ok" else "unavailable",
        "database": database,
        "broker": _broker(),
        "graders": _graders() if database == "ok" else {},
        "worker": {"state": "ready" if database == "ok" and is_alive("worker") else "absent"},
    }
    return JsonResponse(body, status=200 if database == "ok" else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return "ok"
    except DatabaseError:
        connection.close()
        return "unavailable"


def _broker() -> str:
    if settings.EMBEDDED_BROKER:
        folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"])
        return "ok" if folder.is_dir() else "unavailable"
    try:
        with Connection(settings.CELERY_BROKER_URL, connect_timeout=1) as broker:
            broker.ensure_connection(max_retries=1, timeout=1)
        return "ok"
    except Exception:  # every transport has exceptions of its own
        return "unavailable"


def _graders() -> dict[str, dict[str, Any]]:
    return {
        runtime: {
            "state": said.state,
            "detail": said.detail,
            "slots": said.slots,
            "troubles": list(said.troubles),
        }
        for runtime, said in grader_states(settings.GRADING_RUNTIMES).items()
    }
