"""Programs that root starts run as an ordinary user, wherever their files lie."""

import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest

from apps.sandbox.unprivileged import REFUSED, UID, argv_unprivileged


def run(
    code: str, readable: Sequence[Path] = (), writable: Sequence[Path] = ()
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-c", textwrap.dedent(code)]
    argv = argv_unprivileged(command, readable=readable, writable=writable)
    return subprocess.run(argv, capture_output=True, text=True, check=False)


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """A directory of mode 0700, as root's home is, with something to read and to write."""
    home = tmp_path / "home"
    (home / "data").mkdir(parents=True)
    (home / "code").mkdir()
    (home / "code" / "text").write_text("read me")
    (home / "secret").write_text("not for you")
    (home / "code").chmod(0o755)
    home.chmod(0o700)
    for parent in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        parent.chmod(0o700)
    return home


def test_user_and_groups_are_dropped() -> None:
    done = run("import os; print(*os.getresuid(), *os.getresgid(), os.getgroups())")
    assert done.stdout.split() == [str(UID)] * 6 + ["[]"]


def test_paths_below_a_private_directory_stay_valid(private: Path) -> None:
    code = f"""
        from pathlib import Path
        home = Path({str(private)!r})
        (home / "data" / "new").write_text("x")
        print((home / "code" / "text").read_text(), sorted(p.name for p in home.iterdir()))
    """
    done = run(code, readable=[private / "code"], writable=[private / "data"])
    assert done.stdout == "read me ['code', 'data']\n", done.stderr
    assert (private / "data" / "new").stat().st_uid == UID


def test_readable_paths_cannot_be_written_nor_can_the_cover(private: Path) -> None:
    code = f"""
        for name in ("code/new", "new"):
            try: open({str(private)!r} + "/" + name, "w")
            except OSError as fault: print(fault.strerror)
    """
    done = run(code, readable=[private / "code"])
    assert done.stdout.splitlines() == ["Read-only file system"] * 2, done.stderr


def test_a_link_into_a_private_directory_is_followed(private: Path) -> None:
    (private / "link").symlink_to("code/text")
    code = f"print(open({str(private / 'link')!r}).read())"
    assert run(code, readable=[private / "link"]).stdout == "read me\n"


def test_what_nobody_could_read_is_refused_with_the_remedy(private: Path) -> None:
    (private / "code").chmod(0o700)
    done = run("print(1)", readable=[private / "code"])
    assert done.returncode == REFUSED
    assert f"chmod -R o+rX {private / 'code'}" in done.stderr


def test_a_missing_path_is_one_clear_line(tmp_path: Path) -> None:
    done = run("print(1)", writable=[tmp_path / "none"])
    assert (done.returncode, done.stderr.count("\n")) == (REFUSED, 1)
    assert "does not exist" in done.stderr


STARTER = """
import subprocess, sys, time
from apps.sandbox.unprivileged import argv_unprivileged
print(subprocess.Popen(argv_unprivileged(["sleep", "60"])).pid, flush=True)
time.sleep(60)
"""


def test_the_program_dies_with_its_starter() -> None:
    between = subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE, text=True)
    assert between.stdout is not None
    program = psutil.Process(int(between.stdout.readline()))
    while program.name() != "sleep":
        time.sleep(0.02)
    between.send_signal(signal.SIGKILL)
    between.wait()
    assert psutil.wait_procs([program], timeout=10)[1] == []
