import getpass
import os
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from apps.accounts.models import Role, User


class Command(BaseCommand):
    help = "Make an administrator, asking for what is not given (password: ADMIN_PASSWORD)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", help="user name to sign in with")
        parser.add_argument("--email")

    def handle(self, *args: Any, name: str | None, email: str | None, **options: Any) -> None:
        user = User(
            username=name or _ask("User name: "),
            email=email or _ask("E-mail: "),
            role=Role.ADMIN,
        )
        password = os.environ.get("ADMIN_PASSWORD") or _ask_password()
        try:
            user.set_password(password)
            user.full_clean()
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            user.save()
            # Confirmed, since whoever can run this command vouches for the address.
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        self.stdout.write(f"{user.username} is an administrator now.")


def _ask(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:
        raise CommandError("Nothing to read answers from: give --name and --email.") from None


def _ask_password() -> str:
    try:
        password = getpass.getpass("Password: ")
        if password == getpass.getpass("Password again: "):
            return password
    except EOFError:
        raise CommandError("Nothing to read the password from: set ADMIN_PASSWORD.") from None
    raise CommandError("The two passwords differ.")
