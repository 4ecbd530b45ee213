"""The checker's process: runs an exercise's pytest files against the learner's process.

Descriptors: 0 nothing, 1 and 2 for faults, 3 the learner, 4 what the learner prints, 5 results
for the host, 6 the supervisor's clock.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from apps.sandbox import evidence
from apps.sandbox.inside import modules, seeding
from apps.sandbox.inside.learner import write_files
from apps.sandbox.inside.output import CheckerChannel, Output
from apps.sandbox.inside.plugin import Clock, Collector, Results
from apps.sandbox.inside.remote import Learner
from apps.sandbox.inside.walls import SCRATCH

_LEARNER, _PRINTED, _RESULTS, _CLOCK = 3, 4, 5, 6
_WARM_UP = Path(__file__).with_name("warm_up.py")
_ARGUMENTS = [
    "-q", "--tb=no", "-W", "ignore", "-p", "no:cacheprovider", "-p", "no:faulthandler",
    "-p", "no:threadexception", "-p", "no:unraisableexception", "-p", "no:stepwise",
    "-p", "no:junitxml", "-p", "no:pastebin",
]  # fmt: skip


def warm() -> None:
    """Run one small test in the zygote, so that all of pytest is loaded before the first fork."""
    sys.modules["evidence"] = evidence
    _silently(lambda: pytest.main([*_ARGUMENTS, str(_WARM_UP)]))
    sys.modules.pop("warm_up", None)


def _silently(action: Any) -> None:
    kept, sys.stdout = sys.stdout, open(os.devnull, "w")  # noqa: SIM115
    try:
        action()
    finally:
        sys.stdout.close()
        sys.stdout = kept


def main(job: dict[str, Any]) -> None:
    """Run the tests; every result goes to the host as it comes."""
    results = Results(_RESULTS)
    tests = Path(SCRATCH, "tests")
    write_files(job["tests"], str(tests))
    for name, data in job["data"].items():
        Path(tests, name).parent.mkdir(parents=True, exist_ok=True)
        Path(tests, name).write_bytes(bytes.fromhex(data))
    output = Output(_PRINTED, job["limits"]["output_kib"])
    learner = Learner(CheckerChannel(_LEARNER, output), learner_compares=job["learner_compares"])
    modules.install(learner, job["modules"])
    seeding.install(learner, job["seed"])
    random.seed(job["seed"])
    np.random.seed(job["seed"] % (1 << 32))
    evidence.configure(messages=job["messages"], seed=job["seed"])
    collector = Collector(job, learner, results, Clock(_CLOCK), output)
    os.environ.update(TMPDIR=SCRATCH, HOME=SCRATCH, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
    os.chdir(tests)
    code = pytest.main([*_ARGUMENTS, "--rootdir", str(tests), "."], plugins=[collector, evidence])
    end = {"event": "end", "code": int(code), "lost": learner.lost, "detail": learner.detail}
    results.send(end | {"output_kib": output.total >> 10})
