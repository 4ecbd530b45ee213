#!/usr/bin/env python3
"""Django's command line for Retooled."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "apps.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit(
            "Django is not installed for this Python: run `make run` once, then use "
            ".venv/bin/python."
        )
    _read_settings()
    execute_from_command_line(sys.argv)


def _read_settings() -> None:
    """A setting that makes no sense is one line, not a traceback."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.INSTALLED_APPS  # noqa: B018
    except (ImproperlyConfigured, ValueError, OSError) as error:
        sys.exit(f"The settings cannot be used: {error}")


if __name__ == "__main__":
    main()
