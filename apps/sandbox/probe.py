"""Is isolation there? Attacks the sandbox of this machine for real, and says what to do if not."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from apps.sandbox import bwrap, filters
from apps.sandbox.engine import Engine, GraderFault
from apps.sandbox.exercise import Exercise

_ATTACKS = Path(__file__).with_name("probe_attacks.py")
_MEMORY_MIB, _DISK_MIB = 256, 4

_TESTS = """
import pytest
import solution

NAMES = {names!r}
ARGUMENTS = {arguments!r}

@pytest.mark.parametrize("name", NAMES)
def test_attack(name):
    achieved = getattr(solution, name)(*ARGUMENTS.get(name, ()))
    if achieved != "":
        pytest.fail(f"it worked: {{achieved}}")
"""


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `remedy` is what to type or set where it is not ok."""

    name: str
    ok: bool
    detail: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Probe:
    """`ok`: submissions may be graded here."""

    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return all(finding.ok for finding in self.findings)

    @property
    def cause(self) -> str:
        """The first thing that is missing, with its remedy, in one line."""
        for finding in self.findings:
            if not finding.ok:
                return f"{finding.name}: {finding.detail} {finding.remedy}".strip()
        return ""


def probe(runtime: str = "numpy") -> Probe:
    """Look at the machine, start the real sandbox of `runtime` and attack it."""
    findings: list[Finding] = []
    for look in (_bubblewrap, _seccomp, _namespaces, partial(_attacks, runtime)):
        for finding in look():
            findings.append(finding)
        if not all(finding.ok for finding in findings):
            break  # what comes next could only fail for the same reason
    return Probe(findings)


# The machine.


def _bubblewrap() -> Iterator[Finding]:
    found = bwrap.find()
    remedy = "Install it: apt install bubblewrap (on macOS and Windows: docker compose up)."
    yield Finding("bubblewrap", bool(found), found or "bwrap is not installed.", remedy)


def _seccomp() -> Iterator[Finding]:
    try:
        size = len(filters.build("inner"))
    except filters.NoSeccomp as error:
        yield Finding("seccomp", False, str(error), "apt install libseccomp2")
    else:
        yield Finding("seccomp", True, f"an allow-list of {size // 8} instructions")


def _namespaces() -> Iterator[Finding]:
    """Start the smallest sandbox; its complaint tells which part of the host forbids it."""
    with tempfile.TemporaryFile() as file:
        file.write(filters.build("outer"))
        file.seek(0)
        try:
            done = subprocess.run(
                bwrap.argv(["-c", "pass"], seccomp=file.fileno()),
                env={}, pass_fds=(file.fileno(),), capture_output=True, text=True,
                timeout=60, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            yield Finding("namespaces", False, str(error))
            return
    text = done.stderr.strip()
    ok = done.returncode == 0
    yield Finding("namespaces", ok, "" if ok else text[-300:], "" if ok else remedy_for(text))


def remedy_for(complaint: str) -> str:
    """What to do about a complaint of bubblewrap's, judged with what the kernel says of itself."""
    if _kernel("apparmor_restrict_unprivileged_userns") == "1":
        return (
            "Ubuntu restricts user namespaces by AppArmor. Allow them for bubblewrap: write\n"
            "  abi <abi/4.0>,\n  include <tunables/global>\n"
            "  profile bwrap /usr/bin/bwrap flags=(unconfined) { userns, }\n"
            "to /etc/apparmor.d/bwrap and run: sudo apparmor_parser -r /etc/apparmor.d/bwrap"
        )
    if _kernel("unprivileged_userns_clone") == "0":
        return "Allow user namespaces: sudo sysctl -w kernel.unprivileged_userns_clone=1"
    if _sysctl("/proc/sys/user/max_user_namespaces") == "0":
        return "Allow user namespaces: sudo sysctl -w user.max_user_namespaces=10000"
    if "proc" in complaint and "mount" in complaint.lower():
        return (
            "The container masks parts of /proc. In docker-compose.yml give this service: "
            "security_opt: [systempaths=unconfined]"
        )
    if "namespace" in complaint or "Operation not permitted" in complaint:
        return (
            "The container forbids namespaces. In docker-compose.yml give this service: "
            "security_opt: [seccomp=./apps/ops/seccomp.json, apparmor=unconfined, "
            "systempaths=unconfined]"
        )
    return 'See docs/operating.md, "Where the sandbox is refused".'


def _kernel(name: str) -> str:
    return _sysctl(f"/proc/sys/kernel/{name}")


def _sysctl(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError:
        return ""


# The attacks.


def attack_names(source: str) -> dict[str, str]:
    """Each attack of probe_attacks.py and the first line of what it says of itself."""
    import ast

    functions = (node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    docs = {node.name: ast.get_docstring(node) or "" for node in functions}
    return {name: text.splitlines()[0] for name, text in docs.items() if name[0] != "_"}


def _exercise(runtime: str, names: list[str]) -> Exercise:
    arguments = {
        "read_host_files": (_secret_paths(),),
        "memory_without_bounds": (2 * _MEMORY_MIB,),
        "fill_disk": (_DISK_MIB,),
    }
    toml = (
        f'id = "probe"\nruntime = "{runtime}"\nlearner_compares = false\n'
        f"[limits]\nmemory_mib = {_MEMORY_MIB}\ndisk_mib = {_DISK_MIB}\n"
        + ("cpu_s = 0.5\n" if names == ["run_forever"] else "")
    )
    tests = _TESTS.format(names=names, arguments=arguments)
    return Exercise.from_files({"exercise.toml": toml, "tests/test_probe.py": tests})


def _secret_paths() -> list[str]:
    """Files of the host that are readable to this process, or to root."""
    root = Path(__file__).resolve().parents[2]
    places = [*map(str, (root / "manage.py", root / ".git/config", root / "pyproject.toml"))]
    return [*places, "/etc/passwd", "/etc/shadow", "/proc/1/environ", f"/proc/{os.getpid()}/maps"]


def _attacks(runtime: str) -> Iterator[Finding]:
    source = _ATTACKS.read_text("utf-8")
    names = attack_names(source)
    try:
        with Engine(runtime) as engine:
            for name, about in names.items():
                result = engine.grade(_exercise(runtime, [name]), {"solution.py": source})
                yield _judge(name, about.rstrip("."), result)
    except GraderFault as fault:
        yield Finding("sandbox", False, str(fault), remedy_for(str(fault)))


def _judge(name: str, about: str, result: dict[str, Any]) -> Finding:
    """An attack failed when it says so itself, or was ended; anything else is a hole."""
    if result["outcome"] in ("passed", "limit"):
        return Finding(about, True)
    test = result["tests"][0] if result["tests"] else {}
    detail = test.get("message") or result["message"] or "no result"
    return Finding(
        about, False, f"{name}: {detail}"[:300], "Do not grade on this machine; see security.md."
    )
