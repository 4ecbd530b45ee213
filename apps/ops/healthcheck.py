"""Health checks of the containers: `python -m apps.ops.healthcheck URL [RUNTIME]`.

Exit status 0 means healthy.
Without a runtime: can the site serve pages. With one: does a grader of it say that it is ready.
Only the standard library is used, to be quick.
"""

import json
import sys
from urllib.request import Request, urlopen


def main(url: str, runtime: str | None = None) -> int:
    # Any container may ask under the name by which the site knows itself.
    with urlopen(Request(url, headers={"Host": "localhost"}), timeout=5) as answer:
        health = json.load(answer)
    if runtime is None:
        return 0
    grader = health["graders"][runtime]
    print(f"{runtime}: {grader['state']} {grader['detail']}".strip())
    return 0 if grader["state"] == "ready" else 1


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"{sys.argv[1]}: {error}")
