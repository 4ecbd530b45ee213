import pytest
from django.core.management import CommandError, call_command

from apps.accounts.models import Role, User

pytestmark = pytest.mark.django_db


def create(**options: str) -> None:
    call_command("create_admin", **{"name": "root", "email": "root@example.org", **options})


def test_makes_an_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_PASSWORD", "violet anvil 92 drums")
    create()
    user = User.objects.get(username="root")
    assert user.role == Role.ADMIN
    assert user.check_password("violet anvil 92 drums")


@pytest.mark.parametrize("weak", ["12345678", "root", "password", "short1"])
def test_refuses_weak_passwords(weak: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_PASSWORD", weak)
    with pytest.raises(CommandError):
        create()
    assert not User.objects.exists()


def test_refuses_a_taken_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_PASSWORD", "violet anvil 92 drums")
    create()
    with pytest.raises(CommandError, match="already exists"):
        create(email="other@example.org")
