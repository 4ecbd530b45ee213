"""What tests of a run's page say often."""

from apps.grading.models import Run
from tests.html import Node, parse

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/exercises/m03-01-double/"}


def poll(client, run: Run, query: str = "") -> Node:
    answer = client.get(f"/runs/{run.pk}/{query}", headers=HTMX)
    assert answer.status_code == 200
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    return parse(answer.content)


def title(page: Node) -> str:
    return page.id("verdict-title").text
