"""Where the embedded services keep what they need."""

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from apps.lib.embedded import SOCKET_PATH_LIMIT, database_settings, secret_key, socket_dir

SOCKET_NAME = "/.s.PGSQL.5432"
LONGEST_ADDRESS = 107


def test_the_socket_lies_in_the_data_directory_where_that_is_short():
    assert socket_dir(Path("/srv/retooled/.data")) == Path("/srv/retooled/.data/run/pg")


def test_the_socket_lies_in_a_short_stable_place_where_it_is_long():
    long = Path("/home") / ("x" * 100)
    found = socket_dir(long)
    assert found == socket_dir(long)
    assert found != socket_dir(long / "other")
    assert found.parent == Path(tempfile.gettempdir())


def test_the_address_of_the_socket_is_never_too_long_for_the_system():
    for length in range(1, 200):
        for letter in ("x", "ü"):
            path = socket_dir(Path("/") / (letter * length))
            assert len(os.fsencode(str(path) + SOCKET_NAME)) <= LONGEST_ADDRESS, length
    assert SOCKET_PATH_LIMIT + len(SOCKET_NAME) <= LONGEST_ADDRESS


def test_django_connects_through_that_socket():
    assert database_settings(settings.DATA_DIR)["HOST"] == str(socket_dir(settings.DATA_DIR))


def test_the_secret_key_is_made_once_for_the_owner_alone(tmp_path):
    data = tmp_path / "data"
    key = secret_key(data)
    assert len(key) >= 50
    assert secret_key(data) == key
    assert secret_key(tmp_path / "other") != key
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in data.iterdir()] == ["secret-key"]


MAKE_KEY = """
import sys, time
from pathlib import Path
from apps.lib.embedded import secret_key
time.sleep(max(0, float(sys.argv[2]) - time.time()))
print(secret_key(Path(sys.argv[1])))
"""


def test_processes_that_start_together_agree_on_the_secret_key(tmp_path):
    import time

    for attempt in range(3):
        data = tmp_path / str(attempt)
        argv = [sys.executable, "-c", MAKE_KEY, str(data), str(time.time() + 0.8)]
        started = [
            subprocess.Popen(argv, stdout=subprocess.PIPE, cwd=settings.BASE_DIR) for _ in range(4)
        ]
        keys = {process.communicate(timeout=30)[0] for process in started}
        assert all(process.returncode == 0 for process in started)
        assert len(keys) == 1 and len(keys.pop()) >= 50
        assert [path.name for path in data.iterdir()] == ["secret-key"]
