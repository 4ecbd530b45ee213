"""The checker's process: runs an exercise's pytest files against the learner's process.

Descriptors: 0 nothing, 1 and 2 for faults, 3 the learner, 4 what the learner prints, 5 results
for the host, 6 the zygote's clock, 7 what the learner prints on stderr, from 8
on the ends for further processes of the learner's.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import os
import random
import sys
from pathlib import Path
from typing import Any, NoReturn

import _pytest.main
import numpy as np
import pytest
from _pytest.config import _prepareconfig

from apps.sandbox import evidence, stories
from apps.sandbox.inside import bridges, compiled, loops, modules, patches, seeding, vacuous
from apps.sandbox.inside.deferral import Deferral
from apps.sandbox.inside.fresh import Fresh
from apps.sandbox.inside.learner import write_files
from apps.sandbox.inside.output import CheckerChannel, Output
from apps.sandbox.inside.plugin import Clock, Collector, LearnerProcess, Results
from apps.sandbox.inside.remote import Learner
from apps.sandbox.inside.walls import SCRATCH

_LEARNER, _PRINTED, _RESULTS, _CLOCK, _COMPLAINED, _FRESH = 3, 4, 5, 6, 7, 8
_WARM_UP = Path(__file__).with_name("warm_up.py")
_ABSENT = (
    "cacheprovider", "doctest", "faulthandler", "junitxml", "pastebin", "setuponly",
    "setupplan", "stepwise", "threadexception", "unraisableexception",
)  # fmt: skip
# Capture by replacing sys.stdout: descriptors of the zygote are closed in its children.
_ARGUMENTS = ["-q", "--tb=no", "-W", "ignore", "--capture=sys", "--rootdir", SCRATCH]
_ARGUMENTS += [word for name in _ABSENT for word in ("-p", f"no:{name}")]
_TESTS = Path(SCRATCH, "tests")
_started: list[pytest.Session] = []


def warm() -> None:
    """Run one small test in the zygote, and start a session that the children go on with.

    So all of pytest is loaded before the first fork, and each run only collects and runs; what
    pytest makes of itself at the start lies in memory that all runs share.
    """
    sys.modules |= {"evidence": evidence, "stories": stories}
    _silently(lambda: pytest.main([*_ARGUMENTS, str(_WARM_UP)]))
    sys.modules.pop("warm_up", None)
    config = _prepareconfig([*_ARGUMENTS, SCRATCH], [evidence])
    config._do_configure()
    _started.append(pytest.Session.from_config(config))
    config.hook.pytest_sessionstart(session=_started[0])
    bridges.install()
    loops.install()
    patches.watch()


def _run_pytest(collector: Collector) -> int:
    """As pytest.main does; tests that bring settings of their own get a configuration anew."""
    if any(place.suffix in (".ini", ".toml", ".cfg") for place in _TESTS.iterdir()):
        return int(pytest.main([*_ARGUMENTS, str(_TESTS)], plugins=[collector, evidence]))
    session = _started.pop()
    session.config.args = [str(_TESTS)]
    session.config.pluginmanager.register(collector)
    return _go_on(session)


def _go_on(session: pytest.Session) -> int:
    """Collect and run, and the exit code: what pytest does with a session that it has started."""
    config = session.config
    try:
        code = int(_pytest.main._main(config, session) or 0)
    except session.Failed:
        code = pytest.ExitCode.TESTS_FAILED
    except (KeyboardInterrupt, pytest.exit.Exception) as error:
        about = pytest.ExceptionInfo.from_exception(error)
        config.hook.pytest_keyboard_interrupt(excinfo=about)
        code = pytest.ExitCode.INTERRUPTED
    except pytest.UsageError:
        code = pytest.ExitCode.USAGE_ERROR
    except BaseException as error:
        config.notify_exception(pytest.ExceptionInfo.from_exception(error), config.option)
        code = pytest.ExitCode.INTERNAL_ERROR
    with contextlib.suppress(pytest.exit.Exception):
        config.hook.pytest_sessionfinish(session=session, exitstatus=code)
    return int(code)


def _let_hypothesis_be_slow(tests: dict[str, str]) -> None:
    """Its deadlines are wall clocks, and a call into another process takes longer than a call."""
    if not any("hypothesis" in text for text in tests.values()):
        return
    with contextlib.suppress(ImportError):
        hypothesis: Any = importlib.import_module("hypothesis")
        slow = [hypothesis.HealthCheck.too_slow]
        kept = {"deadline": None, "suppress_health_check": slow, "database": None}
        hypothesis.settings.register_profile("sandbox", **kept)
        hypothesis.settings.load_profile("sandbox")


def _silently(action: Any) -> None:
    kept, sys.stdout = sys.stdout, open(os.devnull, "w")  # noqa: SIM115
    try:
        action()
    finally:
        sys.stdout.close()
        sys.stdout = kept


def _unfit(results: Results) -> NoReturn:
    """These tests want the submission while they are collected, and there is none yet."""
    results.send({"event": "unfit"})
    os._exit(0)


def main(job: dict[str, Any]) -> None:
    """Run the tests; every result goes to the host as it comes."""
    gc.set_threshold(50_000)  # collecting copies pages that are shared with the zygote
    results = Results(_RESULTS)
    write_files(job["tests"], str(_TESTS))
    for name, data in job["data"].items():
        Path(_TESTS, name).parent.mkdir(parents=True, exist_ok=True)
        Path(_TESTS, name).write_bytes(bytes.fromhex(data))
    compiled.begin(_TESTS, job["compiled"], keep=job["ahead"])
    os.chdir(_TESTS)
    output = Output(_PRINTED, _COMPLAINED, job["limits"]["output_kib"])
    learner = Learner(CheckerChannel(_LEARNER, output), learner_compares=job["learner_compares"])
    finder = modules.install(learner, job["modules"])
    random.seed(job["seed"])
    np.random.seed(job["seed"] % (1 << 32))
    seeding.install(learner, job["seed"])  # from now on a seed is the learner's as well
    if not job["learner_compares"]:
        vacuous.install()
    patches.install(learner)
    clock = Clock(_CLOCK)
    ends = range(_FRESH, _FRESH + 2 * job["fresh"])
    fresh = Fresh(learner, results, clock, output, ends)
    process = LearnerProcess(learner, clock, fresh.start)
    evidence.configure(
        messages=job["messages"],
        seed=job["seed"],
        process=process,
        speed=job["speed"],
        pace=job["pace"],
    )
    collector = Collector(job, learner, results, clock, output)
    if job["ahead"]:
        collector.deferral = Deferral(str(_TESTS), finder, functools.partial(_unfit, results))
    sys.path.append(SCRATCH)  # `from tests.helper import …`, as after `python -m pytest`
    _let_hypothesis_be_slow(job["tests"])
    code = _run_pytest(collector)
    end = {"event": "end", "code": code, "lost": learner.lost, "detail": learner.detail}
    results.send(end | {"output_kib": output.total >> 10})
