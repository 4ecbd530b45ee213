"""Sets up the checkout for a target of the Makefile, then becomes what the target runs.

Only the standard library is used here. Each step leaves a stamp with a digest of what it read, so
that a second start finds everything done.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from apps.ops import node, steps, system_packages, torch_setup
from apps.ops.steps import ROOT, Failure, Progress, digest, once

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MODULES = ROOT / "node_modules"
FRONT_END = ROOT / "static" / "build"
COLLECTED = steps.BUILD / "static"
SANDBOX = {"bwrap": "bubblewrap"}  # program -> Debian package
BROWSER = {"chromium": "chromium"}
SYSTEM_PACKAGES = {
    "run": SANDBOX,
    "bench": SANDBOX | BROWSER,
    "chaos": SANDBOX,
    "test": SANDBOX | BROWSER,
}
MANAGE: list[str | Path] = [PYTHON, "manage.py"]
COMMANDS: dict[str, list[list[str | Path]]] = {
    "run": [[*MANAGE, "serve"]],
    "build": [],  # for the container image
    "migrate": [[*MANAGE, "prepare"]],
    "bench": [[PYTHON, "-m", "apps.ops.bench"]],
    "chaos": [[PYTHON, "-m", "tests.chaos"]],
    "test": [[PYTHON, "-m", "pytest", "-n", "2"]],
    "lint": [
        [PYTHON, "-m", "ruff", "check"],
        [PYTHON, "-m", "ruff", "format", "--check"],
        [PYTHON, "-m", "mypy"],
        [VENV / "bin" / "lint-imports"],
        [PYTHON, "-m", "djlint", "templates", "--lint", "--quiet"],
    ],
}


def main(argv: list[str]) -> int:
    """Runs one target; what follows its name goes to its last command. Returns the exit status."""
    target, *more = argv
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # also where it was inherited as ignored
    signal.signal(signal.SIGTERM, _stop)
    os.umask(0o022)  # as root, what is installed here is read by another user
    try:
        with _one_at_a_time():
            set_up(target)
    except Failure as failure:
        print(f"make {target}: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\nmake {target}: stopped; the next start goes on from here", file=sys.stderr)
        return 130
    return _launch([[*words, *more] for words in COMMANDS[target]])


def set_up(target: str) -> None:
    """All that `target` needs. Raises Failure."""
    _check_port()
    if programs := SYSTEM_PACKAGES.get(target):
        _system_packages(programs)
    for_developers = target in ("test", "lint", "bench", "chaos")
    _python_packages("requirements-dev.txt" if for_developers else "requirements.txt")
    if target == "lint":
        return
    _translations()
    _front_end()
    _collect()
    if for_developers and target != "chaos" and os.environ.get("TORCH", "1") != "0":
        torch_setup.install(PYTHON)


def _check_port() -> None:
    port = os.environ.get("PORT", "8000")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Failure(f"PORT={port} is no port: give a number from 1 to 65535.")


def _system_packages(programs: dict[str, str]) -> None:
    if sys.platform != "linux":
        print(
            "- The sandbox needs Linux: grading stays paused here; `docker compose up` has it all."
        )
    elif missing := system_packages.ensure(programs):
        how = system_packages.how_to_install(missing)
        print(f"- Missing: {', '.join(missing)}. What needs it is paused. To install: {how}")


def _python_packages(requirements: str) -> None:
    if not _venv_works():
        system_packages.ensure_venv_module()
        with Progress("Python environment") as progress:
            steps.run([sys.executable, "-m", "venv", "--clear", VENV], progress)
    _pip_install("pip", "requirements-setup.txt")
    _pip_install("Python packages", requirements)


def _venv_works() -> bool:
    test = [str(PYTHON), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11, 2))"]
    try:
        return subprocess.run(test, stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def _pip_install(title: str, requirements: str) -> None:
    argv: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "-r",
        requirements,
    ]
    env = {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    once(
        title,
        VENV / f".{requirements}.stamp",
        digest([ROOT / requirements]),
        lambda progress: steps.run(argv, progress, env=env),
    )


def _translations() -> None:
    sources = sorted((ROOT / "apps" / "locale").rglob("*.po"))
    stamp = steps.BUILD / "translations.stamp"
    argv: list[str | Path] = [PYTHON, "-m", "apps.ops.catalogues", "compile"]
    once("Translations", stamp, digest(sources), lambda progress: steps.run(argv, progress))


def _front_end() -> None:
    locked = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
    sources = [path for path in (ROOT / "static").iterdir() if path != FRONT_END]
    packages, build = digest(locked), digest([*locked, *sources])
    stamps = {MODULES / ".stamp": packages, FRONT_END / ".stamp": build}
    if all(stamp.exists() and stamp.read_text() == inputs for stamp, inputs in stamps.items()):
        return
    found = node.find(PYTHON)
    env = found.env(PYTHON)

    def npm(progress: Progress, *words: str) -> None:
        steps.run(found.npm(*words), progress, env=env)

    once("Front-end packages", MODULES / ".stamp", packages, lambda shown: npm(shown, "ci"))
    once("Front-end build", FRONT_END / ".stamp", build, lambda shown: npm(shown, "run", "build"))


def _collect() -> None:
    argv: list[str | Path] = [*MANAGE, "collectstatic", "--noinput", "--clear", "--verbosity=0"]
    inputs = digest([FRONT_END, ROOT / "requirements.txt"])
    stamp = COLLECTED.with_suffix(".stamp")
    once("Static files", stamp, inputs, lambda progress: steps.run(argv, progress))


def _launch(commands: list[list[str | Path]]) -> int:
    """Runs all commands, or becomes the only one. Returns 1 where any has failed."""
    if len(commands) == 1:
        os.execv(commands[0][0], [str(word) for word in commands[0]])
    failed = [
        words for words in commands if subprocess.run(words, cwd=ROOT, check=False).returncode
    ]
    for words in failed:
        print(f"failed: {' '.join(Path(word).name for word in words)}", file=sys.stderr)
    return 1 if failed else 0


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two starts at once take turns; the second finds the work done."""
    steps.BUILD.mkdir(exist_ok=True)
    with (steps.BUILD / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("- Another make is setting up this checkout; waiting for it ...", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt
