import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from apps.accounts.models import Role, User

DEMO = {"alice": Role.LEARNER, "bob": Role.MENTOR, "dana": Role.EDITOR, "admin": Role.ADMIN}
FILE = "demo-accounts.txt"


class Command(BaseCommand):
    help = "Make alice, bob, dana and admin, once, on the embedded database only."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMBEDDED_DATABASE:
            raise CommandError(
                "Demo users are made on the embedded database only; here, use create_admin."
            )
        path = settings.DATA_DIR / FILE
        with transaction.atomic():
            passwords = {
                name: _make(name, role) for name, role in DEMO.items() if not _exists(name)
            }
            if passwords:
                _write(path, passwords)
        if path.exists():
            self.stdout.write(path.read_text(), ending="")


def _exists(name: str) -> bool:
    return User.objects.filter(username=name).exists()


def _make(name: str, role: Role) -> str:
    password = secrets.token_urlsafe(9)
    User.objects.create_user(
        username=name, email=f"{name}@demo.invalid", password=password, role=role
    )
    return password


def _write(path: Path, passwords: dict[str, str]) -> None:
    """Add to the file, or begin it, readable to its owner alone. Names already in it get their new
    password.
    """
    known = dict(line.split() for line in path.read_text().splitlines()) if path.exists() else {}
    text = "".join(f"{name} {password}\n" for name, password in {**known, **passwords}.items())
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)
