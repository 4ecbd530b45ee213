"""What tests of runs say often."""

import datetime as dt
import uuid

from apps.grading.actions import claim_run
from apps.grading.models import Run

LONG_AGO = dt.timedelta(minutes=5)


def files(code: str) -> dict[str, str]:
    return {"solution.py": code}


def claim(run: Run) -> tuple[Run, uuid.UUID]:
    taken = claim_run(run.runtime)
    assert taken and taken[0].pk == run.pk
    return taken


def age(run: Run, **fields) -> None:
    Run.objects.filter(pk=run.pk).update(**fields)
