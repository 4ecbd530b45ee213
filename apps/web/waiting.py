"""The answer to a submission waits a moment for the verdict: most learners never see it wait.

A NumPy verdict takes tens of milliseconds. Only so many threads of a process may wait at once;
whoever comes when they are taken is answered at once, and the page asks again by itself.
"""

import threading
import time

from django.conf import settings

from apps.grading.models import OPEN, Run

STEP = 0.02  # seconds between two looks
_places = threading.BoundedSemaphore(settings.VERDICT_WAITERS)


def await_verdict(run: Run) -> bool:
    """Whether the run has ended within VERDICT_WAIT_SECONDS; False too where no place was free."""
    if not run.is_open or not _places.acquire(blocking=False):
        return not run.is_open
    try:
        until = time.monotonic() + settings.VERDICT_WAIT_SECONDS
        while time.monotonic() < until:
            time.sleep(STEP)
            if not Run.objects.filter(OPEN, pk=run.pk).exists():
                return True
        return False
    finally:
        _places.release()
