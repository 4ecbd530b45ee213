import json
import subprocess
import sys
from pathlib import Path

import pytest

from apps.ops import setup, steps, system_packages, torch_setup

ROOT = Path(__file__).parents[2]


def test_needs_nothing_but_the_standard_library() -> None:
    code = "import apps.ops.bootstrap, apps.ops.setup, apps.ops.env_file"
    subprocess.run([sys.executable, "-S", "-E", "-c", code], cwd=ROOT, check=True)


def test_an_old_python_is_one_line() -> None:
    code = (
        "import sys; sys.version_info = (3, 9, 1); sys.argv = ['x', 'run']\n"
        "from apps.ops import bootstrap; bootstrap.NEWER = []; bootstrap.main()"
    )
    command = [sys.executable, "-c", code]
    tried = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert tried.returncode == 1
    assert tried.stderr.count("\n") == 1 and "needs Python 3.11.2 or newer" in tried.stderr


def test_the_makefile_asks_for_targets_that_setup_knows() -> None:
    asked = set()
    for line in (ROOT / "Makefile").read_text().splitlines():
        if line.startswith("\t$(BOOTSTRAP) "):
            asked.add(line.split()[1])
    assert asked == set(setup.COMMANDS) - {"build"}


def test_a_step_is_done_once_for_the_same_inputs(tmp_path: Path) -> None:
    done: list[str] = []
    for inputs in ("a", "a", "b", "b"):
        steps.once("x", tmp_path / "stamp", inputs, lambda progress: done.append(progress.title))
    assert done == ["x", "x"]


def test_a_failed_step_is_done_again(tmp_path: Path) -> None:
    def fail(progress: steps.Progress) -> None:
        raise steps.Failure("no")

    steps.once("x", tmp_path / "stamp", "a", lambda progress: None)
    with pytest.raises(steps.Failure):
        steps.once("x", tmp_path / "stamp", "b", fail)
    assert not (tmp_path / "stamp").exists()


def test_a_failure_is_the_line_that_says_most() -> None:
    code = "print('going'); print('ERROR: no such package'); print('bye'); raise SystemExit(3)"
    with pytest.raises(steps.Failure, match=r"^Packages failed: ERROR: no such package \(all of"):
        steps.run([sys.executable, "-c", code], steps.Progress("Packages"))


def test_what_cannot_be_run_is_a_failure() -> None:
    with pytest.raises(steps.Failure, match="no-such-program cannot be run"):
        steps.run(["no-such-program"], steps.Progress("x"))


def test_system_packages_may_be_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEM_PACKAGES", "0")
    programs = {"no-such-program": "some-package", sys.executable: "python"}
    assert system_packages.ensure(programs) == ["some-package"]


def test_a_python_without_ensurepip_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEM_PACKAGES", "0")
    monkeypatch.setattr(system_packages, "_has_ensurepip", lambda: False)
    with pytest.raises(steps.Failure, match=r"apt-get install python3\.\d+-venv"):
        system_packages.ensure_venv_module()


def test_two_starts_take_turns() -> None:
    code = "from apps.ops import setup\nwith setup._one_at_a_time(): print('mine')"
    with setup._one_at_a_time():
        other = subprocess.Popen(
            [sys.executable, "-u", "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert other.stdout is not None
        assert "waiting" in other.stdout.readline()
    assert other.communicate()[0] == "mine\n"


def test_the_state_of_torch_tells_how_far_it_is(tmp_path: Path) -> None:
    reporter = torch_setup._Reporter(tmp_path)
    teller = torch_setup._Teller(reporter.say)
    lines = ["Collecting torch==2.13.0", "  Downloading https://x/torch-2.13.0-cp311.whl (530 MB)"]
    for line in [*lines, "Progress 228000000 of 530000000", "of no interest"]:
        teller.line(line)
    state = json.loads((tmp_path / "torch-state.json").read_text())
    assert state == {"state": "installing", "detail": "Downloading torch: 43 % of 530 MB"}


@pytest.mark.parametrize("setting", ["SITE_URL=nowhere", "DATABASE_URL=postgres://x@y/z", "PORT=x"])
def test_a_setting_that_makes_no_sense_is_one_line(setting: str, tmp_path: Path) -> None:
    command = ["env", f"DATA_DIR={tmp_path}", setting, sys.executable, "manage.py", "serve"]
    tried = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert tried.returncode == 1
    assert tried.stderr.count("\n") == 1 and "settings cannot be used" in tried.stderr


def test_a_port_that_is_none_is_found_before_anything_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PORT", "70000")
    with pytest.raises(steps.Failure, match="PORT=70000"):
        setup.set_up("run")
