"""Where isolation is missing the probe says what is missing and what to type."""

from pathlib import Path

import pytest

from apps.sandbox import probe as probing
from apps.sandbox.probe import attack_names, probe, remedy_for

COMPLAINT = "bwrap: No permissions to create new namespace"


def test_all_is_well_here() -> None:
    found = probe("numpy")
    assert found.ok, found.cause
    assert found.cause == ""
    assert len(found.findings) >= 22


def test_without_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    found = probe("numpy")
    assert not found.ok
    assert "apt install bubblewrap" in found.cause


@pytest.mark.parametrize(
    ("kernel", "complaint", "expected"),
    [
        ({"apparmor_restrict_unprivileged_userns": "1"}, COMPLAINT, "/etc/apparmor.d/bwrap"),
        ({"unprivileged_userns_clone": "0"}, COMPLAINT, "kernel.unprivileged_userns_clone=1"),
        ({"max_user_namespaces": "0"}, COMPLAINT, "user.max_user_namespaces"),
        ({}, "bwrap: Can't mount proc on /newroot/proc", "systempaths=unconfined"),
        ({}, COMPLAINT, "seccomp="),
    ],
)
def test_remedies(
    kernel: dict[str, str], complaint: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probing, "_sysctl", lambda path: kernel.get(Path(path).name, ""))
    assert expected in remedy_for(complaint)


def test_an_attack_that_works_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = 'def escape() -> str:\n    """Walk through the wall."""\n    return "outside"\n'
    (tmp_path / "attacks.py").write_text(source)
    monkeypatch.setattr(probing, "_ATTACKS", tmp_path / "attacks.py")
    found = probe("numpy")
    assert not found.ok
    assert "escape" in found.cause and "outside" in found.cause


def test_every_attack_says_what_it_is() -> None:
    assert all(attack_names(probing._ATTACKS.read_text("utf-8")).values())
