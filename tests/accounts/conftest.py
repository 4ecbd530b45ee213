import pytest
from django.test import Client

from tests.browser import browser


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Hashing is slow on purpose; these tests do it often."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def client() -> Client:
    return browser()
