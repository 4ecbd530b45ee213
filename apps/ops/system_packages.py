"""Packages of the operating system: installed where we may, else asked for in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from apps.ops import steps

APT_OPTIONS = ["-o", "DPkg::Lock::Timeout=300"]


def ensure(programs: dict[str, str]) -> list[str]:
    """Sees that each program (name -> Debian package) is there. Returns what is still missing."""
    if not (missing := _missing(programs)):
        return []
    if (sudo := _sudo()) is not None:
        install(missing, sudo)
    return _missing(programs)


def ensure_venv_module() -> None:
    """`python3 -m venv` needs ensurepip, which Debian packs separately. Raises Failure."""
    if _has_ensurepip():
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if (sudo := _sudo()) is not None:
        install([package], sudo)
    if not _has_ensurepip():
        raise steps.Failure(
            f"{sys.executable} lacks ensurepip, so it cannot make a virtual environment: "
            f"`apt-get install {package}` (or python3-venv), then try again."
        )


def how_to_install(packages: list[str]) -> str:
    """The command for the operator to type."""
    return f"`sudo apt-get install {' '.join(packages)}`" if _has_apt() else " and ".join(packages)


def install(packages: list[str], sudo: list[str]) -> None:
    """apt-get update and install, each printed before it runs. The caller looks what came of it."""
    apt = [*sudo, "apt-get", *APT_OPTIONS]
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        print(f"$ {' '.join([*sudo, 'apt-get', *command])}", flush=True)
        try:
            with steps.Progress(f"apt-get {command[0]}") as progress:
                env = {"DEBIAN_FRONTEND": "noninteractive"}
                steps.run([*apt, *command], progress, env=env)
        except steps.Failure as failure:
            print(failure, file=sys.stderr, flush=True)


def _missing(programs: dict[str, str]) -> list[str]:
    return [package for program, package in programs.items() if shutil.which(program) is None]


def _has_apt() -> bool:
    return shutil.which("apt-get") is not None


def _has_ensurepip() -> bool:
    test = [sys.executable, "-c", "import ensurepip, venv"]
    return subprocess.run(test, stderr=subprocess.DEVNULL, check=False).returncode == 0


def _sudo() -> list[str] | None:
    """What to put before apt-get; None where we may not install."""
    if os.environ.get("SYSTEM_PACKAGES", "1") == "0" or not _has_apt():
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None
