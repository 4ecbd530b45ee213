"""Programs that root starts run as an ordinary user, wherever their files lie."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from apps.sandbox.unprivileged import REFUSED, UID, argv_unprivileged

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has a user to give up")


def run(code: str, **paths: list[Path]) -> subprocess.CompletedProcess[str]:
    argv = argv_unprivileged([sys.executable, "-I", "-c", textwrap.dedent(code)], **paths)
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


@as_root
def test_user_and_groups_are_dropped() -> None:
    done = run("import os; print(*os.getresuid(), *os.getresgid(), os.getgroups())")
    assert done.stdout.split() == [str(UID)] * 6 + ["[]"]


@as_root
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


@as_root
def test_readable_paths_cannot_be_written_nor_can_the_cover(private: Path) -> None:
    code = f"""
        for name in ("code/new", "new"):
            try: open({str(private)!r} + "/" + name, "w")
            except OSError as fault: print(fault.strerror)
    """
    done = run(code, readable=[private / "code"])
    assert done.stdout.splitlines() == ["Read-only file system"] * 2, done.stderr


@as_root
def test_a_link_into_a_private_directory_is_followed(private: Path) -> None:
    (private / "link").symlink_to("code/text")
    code = f"print(open({str(private / 'link')!r}).read())"
    assert run(code, readable=[private / "link"]).stdout == "read me\n"


@as_root
def test_what_nobody_could_read_is_refused_with_the_remedy(private: Path) -> None:
    (private / "code").chmod(0o700)
    done = run("print(1)", readable=[private / "code"])
    assert done.returncode == REFUSED
    assert f"chmod -R o+rX {private / 'code'}" in done.stderr


def test_a_missing_path_is_one_clear_line(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("an ordinary user gives up nothing")
    done = run("print(1)", writable=[tmp_path / "none"])
    assert (done.returncode, done.stderr.count("\n")) == (REFUSED, 1)
    assert "does not exist" in done.stderr


def test_the_program_dies_with_its_starter() -> None:
    child = argv_unprivileged(["sleep", "60"])
    code = f"import subprocess, time; p = subprocess.Popen({child!r}); print(p.pid, flush=True); "
    code = code.replace("print", "time.sleep(1); print") + "time.sleep(60)"
    # The command line carries its starter's process id; here the starter is the process in between.
    code = code.replace(f"'{os.getpid()}'", "str(__import__('os').getpid())")
    between = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert between.stdout is not None
    pid = int(between.stdout.readline())
    assert psutil.pid_exists(pid)
    between.send_signal(signal.SIGKILL)
    between.wait()
    for _ in range(100):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.05)
    pytest.fail("the program outlived its starter")
