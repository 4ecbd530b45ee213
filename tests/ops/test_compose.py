import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from apps.ops import env_file

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"
OURS = {"migrate", "web", "grader-numpy", "grader-torch", "worker", "sweeper"}


def services() -> dict[str, dict[str, Any]]:
    compose: dict[str, Any] = yaml.safe_load(FILE.read_text())
    return compose["services"]


def test_follows_the_compose_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    checked = subprocess.run([*command, str(FILE)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_every_service_is_limited() -> None:
    assert set(services()) == OURS | {"postgres", "rabbitmq"}
    for name, service in services().items():
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service["mem_limit"] and service["pids_limit"], name
        assert service.get("read_only") or name not in OURS
        assert "privileged" not in service


def test_only_graders_may_make_namespaces() -> None:
    for name, service in services().items():
        own_profile = "seccomp=./apps/ops/seccomp.json" in service["security_opt"]
        assert own_profile == name.startswith("grader-"), name


def test_refuses_to_start_without_secrets_and_make_env_writes_all_of_them(tmp_path: Path) -> None:
    required = set(re.findall(r"\$\{(\w+):\?", FILE.read_text()))
    assert required == {"SITE_URL", "SECRET_KEY", "POSTGRES_PASSWORD", "RABBITMQ_PASSWORD"}
    path = tmp_path / ".env"
    assert env_file.write(path, "https://example.org")
    written = dict(line.split("=", 1) for line in path.read_text().splitlines() if line[0] != "#")
    assert required <= {name for name, value in written.items() if value}
    assert path.stat().st_mode & 0o777 == 0o600


def test_make_env_never_writes_over_one(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("mine")
    assert not env_file.write(path, "https://example.org")
    assert path.read_text() == "mine"


def test_the_dockerfile_copies_what_the_compose_file_asks_for() -> None:
    targets = set(
        re.findall(r"^FROM \S+ AS (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    )
    wanted = {s["build"]["target"] for s in services().values() if "build" in s}
    assert wanted <= targets
