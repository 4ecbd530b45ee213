"""What `make` runs: `python3 -m apps.ops.bootstrap TARGET`, with nothing installed.

It sees to a Python that is new enough and hands over to apps/ops/setup.py. This file alone has to
be readable to old versions of Python, so that they say what is missing and not "syntax error".
"""

import os
import shutil
import sys

NEEDED = (3, 11, 2)  # Debian 12's own
NEWER = ["python3." + str(minor) for minor in range(14, 10, -1)]


def main():  # type: ignore[no-untyped-def]
    if sys.version_info < NEEDED:
        _hand_over_to_a_newer_python()
    from apps.ops import setup

    sys.exit(setup.main(sys.argv[1:]))


def _hand_over_to_a_newer_python():  # type: ignore[no-untyped-def]
    for name in NEWER:
        path = shutil.which(name)
        if path and "RETOOLED_PYTHON" not in os.environ:
            os.environ["RETOOLED_PYTHON"] = path  # once: a 3.11.0 must not call itself for ever
            os.execv(path, [path, "-m", "apps.ops.bootstrap", *sys.argv[1:]])
    here = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit(
        "Retooled needs Python 3.11.2 or newer, and {} is {}: install one, or name it with "
        "`make {} PYTHON=...`.".format(sys.executable, here, " ".join(sys.argv[1:2]))
    )


if __name__ == "__main__":
    main()
