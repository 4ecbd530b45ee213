"""The environment decides the settings: read in a fresh process, as every start does."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

READ = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""
OURS = (
    "DATABASE_URL",
    "BROKER_URL",
    "SECRET_KEY",
    "SITE_URL",
    "EMAIL_URL",
    "PORT",
    "HOST",
    "DEBUG",
)
SERVER = {
    "DATABASE_URL": "postgres://u:p@db:5432/retooled",
    "BROKER_URL": "amqp://u:p@queue//",
    "SECRET_KEY": "a key of tests, long and with many letters: 0123456789",
    "SITE_URL": "https://learn.example.org",
}


@pytest.fixture
def read(tmp_path):
    """The settings of these names, in an environment of these variables."""

    def read_settings(*names: str, **environment: str) -> dict:
        done = run(tmp_path, names, environment)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return read_settings


@pytest.fixture
def refused(tmp_path):
    """The last line of the complaint about an environment."""

    def read_error(**environment: str) -> str:
        done = run(tmp_path, ("SITE_URL",), environment)
        assert done.returncode != 0
        return done.stderr.strip().splitlines()[-1]

    return read_error


def run(data_dir, names, environment) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    full = {**inherited, "DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "apps.settings"}
    return subprocess.run(
        [sys.executable, "-c", READ, *names],
        cwd=settings.BASE_DIR, env={**full, **environment}, capture_output=True, text=True,
    )  # fmt: skip


COOKIES = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE"]
LOOPBACK = ["127.0.0.1", "[::1]"]


def test_with_nothing_set_the_site_is_local_and_embedded(read, tmp_path):
    found = read(
        "SITE_URL", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEBUG", "EMBEDDED_DATABASE",
        "EMBEDDED_BROKER", "DATA_DIR", "SECRET_KEY", *COOKIES,
    )  # fmt: skip
    assert found["SITE_URL"] == "http://localhost:8000"
    assert found["ALLOWED_HOSTS"] == ["localhost", *LOOPBACK]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["http://localhost:8000"]
    assert found["EMBEDDED_DATABASE"] and found["EMBEDDED_BROKER"] and not found["DEBUG"]
    assert not any(found[name] for name in COOKIES)
    assert found["DATA_DIR"] == str(tmp_path)
    assert found["SECRET_KEY"] == (tmp_path / "secret-key").read_text()


def test_the_port_is_in_the_address(read):
    assert read("SITE_URL", PORT="8123") == {"SITE_URL": "http://localhost:8123"}


def test_an_https_address_makes_cookies_secure_and_decides_hosts_and_origins(read):
    found = read(
        "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SECURE_HSTS_SECONDS",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL", *COOKIES, SITE_URL="https://learn.example.org/",
    )  # fmt: skip
    assert all(found[name] for name in COOKIES)
    assert found["ALLOWED_HOSTS"] == ["learn.example.org", "localhost", *LOOPBACK]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://learn.example.org"]
    assert found["SECURE_HSTS_SECONDS"] > 0
    assert found["ACCOUNT_DEFAULT_HTTP_PROTOCOL"] == "https"


def test_an_http_address_of_another_name_signs_in_as_well(read):
    found = read("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", *COOKIES, SITE_URL="http://box.lan:8000")
    assert found["ALLOWED_HOSTS"][0] == "box.lan"
    assert found["CSRF_TRUSTED_ORIGINS"] == ["http://box.lan:8000"]
    assert not any(found[name] for name in COOKIES)


@pytest.mark.parametrize("address", ["learn.example.org", "ftp://x", "https://", "//x"])
def test_an_address_that_is_none_is_refused(refused, address):
    assert "SITE_URL" in refused(SITE_URL=address)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "SITE_URL"])
def test_on_a_server_nothing_is_made_up(refused, missing):
    given = {name: value for name, value in SERVER.items() if name != missing}
    assert f"{missing} must be set" in refused(**given)


def test_on_a_server_nothing_is_written_into_the_data_directory_for_it(read, tmp_path):
    found = read("EMBEDDED_DATABASE", "EMBEDDED_BROKER", "CELERY_BROKER_URL", **SERVER)
    assert not found["EMBEDDED_DATABASE"] and not found["EMBEDDED_BROKER"]
    assert found["CELERY_BROKER_URL"] == SERVER["BROKER_URL"]
    assert not list(tmp_path.iterdir())


def test_confirmation_is_asked_for_where_mail_can_be_sent(read):
    names = ("MAIL_CONFIGURED", "ACCOUNT_EMAIL_VERIFICATION")
    assert read(*names) == {"MAIL_CONFIGURED": False, "ACCOUNT_EMAIL_VERIFICATION": "none"}
    found = read(*names, "EMAIL_HOST", EMAIL_URL="smtp://u:p@mail.example.org:587")
    assert found["ACCOUNT_EMAIL_VERIFICATION"] == "mandatory"
    assert found["EMAIL_HOST"] == "mail.example.org"


def test_what_the_models_say_the_migrations_make():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "apps.settings"}
    done = subprocess.run(
        [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_server_s_settings_pass_django_s_own_check(tmp_path):
    environment = {**os.environ, **SERVER, "DATA_DIR": str(tmp_path)}
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # of the browser tests
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "ERROR"],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_mail_goes_into_the_log_or_nowhere_until_a_way_to_send_it_is_named(read) -> None:
    names = ("EMAIL_BACKEND", "SENDS_MAIL")
    console = "django.core.mail.backends.console.EmailBackend"
    assert read(*names) == {"EMAIL_BACKEND": console, "SENDS_MAIL": True}
    dummy = "django.core.mail.backends.dummy.EmailBackend"
    assert read(*names, **SERVER) == {"EMAIL_BACKEND": dummy, "SENDS_MAIL": False}
    smtp = read("EMAIL_BACKEND", "EMAIL_HOST", EMAIL_URL="smtp+tls://u:p@mail.example.org:587")
    assert smtp == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example.org",
    }
