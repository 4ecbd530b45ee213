"""Sets up a site of its own in a temporary directory, measures, prints a table, and clears up.

python -m apps.ops.bench [PART…]      pages, verdicts, click, claims, engine; all if none
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from apps.ops.postgres import Postgres, stop


def main() -> None:
    data_dir = Path(tempfile.mkdtemp(prefix="retooled-bench-"))
    data_dir.chmod(0o755)  # as root, PostgreSQL runs as another user than we do
    for name in ("DATABASE_URL", "BROKER_URL"):
        os.environ.pop(name, None)
    os.environ |= {"DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "apps.settings"}
    os.environ["LOG_LEVEL"] = "ERROR"
    server = Postgres(data_dir).start()
    try:
        measure()
    finally:
        stop(server)
        shutil.rmtree(data_dir, ignore_errors=True)


def measure() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from apps.ops.bench import claims, click, engine, pages, verdicts

    call_command("prepare", verbosity=0)
    parts = (pages, verdicts, click, claims, engine)
    chosen = [part for part in parts if part.__name__.rpartition(".")[2] in sys.argv[1:]]
    rows = [row for part in chosen or parts for row in part.measure()]
    width = max(len(row.what) for row in rows)
    print(f"{'what':{width}}  {'ratio':>6}  {'aim':>6}  ours / baseline")
    for row in rows:
        print(f"{row.what:{width}}  {row}")


if __name__ == "__main__":
    main()
