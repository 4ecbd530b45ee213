"""`manage.py serve` for real. One site is shared by the tests of this file, in their order."""

import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from apps.sandbox.unprivileged import UID
from tests.ops.site import IS_ROOT, Site, free_port


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("serve")


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Site]:
    """As root: in a checkout that only root can reach. Else: as the ordinary user we are."""
    site = Site(folder / "data", free_port())
    try:
        site.wait_until_announced()
        yield site
    finally:
        if site.process.poll() is None:
            site.end(signal.SIGTERM)


def test_says_how_it_is(site: Site) -> None:
    health = site.health()
    assert health is not None
    assert (health["database"], health["broker"]) == ("ok", "ok")


def test_shows_demo_accounts_and_keeps_them_private(site: Site) -> None:
    path = site.data_dir / "demo-accounts.txt"
    lines = path.read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["alice", "bob", "dana", "admin"]
    assert all(line in site.words() for line in lines)
    info = path.stat()
    assert stat.S_IMODE(info.st_mode) == 0o600
    assert info.st_uid == psutil.Process(site.process.pid).uids().real


SERVICES = [("postgres", "-D"), ("gunicorn",), ("sweeper",), ("grader",), ("manage.py", "worker")]


@pytest.mark.parametrize("words", SERVICES)
def test_services_have_no_privileges(site: Site, words: tuple[str, ...]) -> None:
    expected = UID if IS_ROOT else psutil.Process(site.process.pid).uids().real
    assert site.find(*words).uids().real == expected


def test_a_second_start_leaves_the_first_alone(site: Site) -> None:
    second = Site(site.data_dir, free_port())
    assert second.process.wait(30) != 0
    said = second.words().strip().splitlines()
    assert len(said) == 1
    assert site.url in said[0] and f"process {site.process.pid}" in said[0]
    assert site.health() is not None


def test_a_busy_port_is_one_line(site: Site, folder: Path) -> None:
    other = Site(folder / "other", site.port)
    assert other.process.wait(30) != 0
    said = other.words().strip().splitlines()
    assert len(said) == 1 and f"Port {site.port} is in use" in said[0]


def test_what_is_killed_comes_back(site: Site) -> None:
    names = [("gunicorn",), ("sweeper",), ("manage.py", "worker"), ("postgres", "-D")]
    killed = [site.find(*words) for words in names]
    below = [child for process in killed for child in process.children(recursive=True)]
    for process in killed:
        process.kill()
    assert psutil.wait_procs([*killed, *below], timeout=10)[1] == []
    for words in names:
        assert site.find(*words) not in killed
    site.find("gunicorn")
    for _ in range(20):
        if health := site.health():
            break
    assert health and health["database"] == "ok"


def test_sigterm_stops_everything_in_order(site: Site) -> None:
    status, left = site.end(signal.SIGTERM)
    assert (status, left) == (0, [])
    assert "was killed" not in site.words()
    assert "system is shut down" in (site.data_dir / "log" / "postgres.log").read_text()[-200:]


def test_nothing_outlives_a_kill_and_the_next_start_recovers(site: Site) -> None:
    killed = Site(site.data_dir, site.port)
    killed.wait_until_announced()
    assert killed.end(signal.SIGKILL) == (-signal.SIGKILL, [])
    again = Site(site.data_dir, site.port)
    again.wait_until_announced()
    assert again.end(signal.SIGTERM) == (0, [])


def test_an_ordinary_user_and_a_sigint_that_was_ignored(folder: Path) -> None:
    """As shells start background jobs: SIGINT has to be handled all the same."""
    site = Site(folder / "ordinary", free_port(), ordinary=True, deaf_to_sigint=True)
    site.wait_until_announced()
    assert all(process.uids().effective != 0 for process in site.family())
    assert site.end(signal.SIGINT) == (0, [])
