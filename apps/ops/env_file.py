"""`make env`: writes .env for docker compose, with fresh secrets. Standard library only."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

TEMPLATE = """\
# Made by `make env` for docker compose; docs/operating.md explains every setting. It is secret.
SITE_URL={site_url}
SECRET_KEY={secret_key}
POSTGRES_PASSWORD={postgres_password}
RABBITMQ_PASSWORD={rabbitmq_password}
# Whom a learner asks for a new password where the site sends no mail, e.g. teacher@example.org
CONTACT=
# How the site sends mail, e.g. smtp+tls://name:password@mail.example.org:587
EMAIL_URL=
"""


def write(path: Path, site_url: str) -> bool:
    """Makes the file, readable to its owner alone. False where there is one: it stays as it is."""
    names = ("secret_key", "postgres_password", "rabbitmq_password")
    text = TEMPLATE.format(site_url=site_url, **{name: secrets.token_urlsafe(36) for name in names})
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    return True


def main() -> int:
    port = os.environ.get("PORT", "8000")
    path = Path(".env")
    if write(path, os.environ.get("SITE_URL", f"http://localhost:{port}")):
        print("Wrote .env with fresh secrets (mode 0600).")
        return 0
    print(".env is there already and was left as it is.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
