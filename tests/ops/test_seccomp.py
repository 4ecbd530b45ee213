import json
import subprocess
import sys
from pathlib import Path

import pytest

from apps.ops import seccomp
from apps.sandbox import filters
from apps.sandbox.unprivileged import argv_unprivileged

ROOT = Path(__file__).parents[2]
ALLOWED = {
    name for rule in json.loads(seccomp.PROFILE.read_text())["syscalls"] for name in rule["names"]
}


def test_lets_learners_programs_call_what_the_inner_filter_lets_them() -> None:
    assert set(filters._INNER_ALLOWED) <= ALLOWED


def test_lets_nothing_dangerous_through() -> None:
    assert not ALLOWED & set(seccomp.FORBIDDEN)
    assert json.loads(seccomp.PROFILE.read_text())["defaultAction"] == "SCMP_ACT_ERRNO"


def test_a_trace_adds_what_succeeded() -> None:
    summary = """\
% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ------------------
 49.58    0.809822        8524        95         6 wait4
  0.00    0.000000           0         2         2 acct
  0.94    0.015354           2      5835           close
------ ----------- ----------- --------- --------- ------------------
100.00    1.633500          18     90000      4000 total
"""
    assert seccomp.succeeded(summary) == {"wait4", "close"}


@pytest.mark.parametrize("runtime", ["numpy", "torch"])
def test_the_walls_stand_in_a_grader_container(runtime: str) -> None:
    command = [sys.executable, "-m", "tests.ops.under_profile", sys.executable, "manage.py"]
    command += ["sandbox_probe", "--runtime", runtime]
    tried = subprocess.run(
        argv_unprivileged(command, readable=[ROOT]),
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "SECRET_KEY": "x", "SITE_URL": "http://localhost"}
        | {"DATABASE_URL": "postgres://nobody@/none", "BROKER_URL": "memory://"},
        check=False,
    )
    assert tried.returncode == 0, tried.stdout + tried.stderr
