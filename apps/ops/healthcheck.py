"""Health checks of the containers: `python -m apps.ops.healthcheck URL [RUNTIME | worker]`.

Exit status 0 means healthy.
Alone: can the site serve pages. With a runtime: does a grader of it say that it is ready; with
`worker`, does a worker live.
Only the standard library is used, to be quick.
"""

import json
import sys
from urllib.request import Request, urlopen


def main(url: str, part: str | None = None) -> int:
    # Any container may ask under the name by which the site knows itself.
    with urlopen(Request(url, headers={"Host": "localhost"}), timeout=5) as answer:
        health = json.load(answer)
    if part is None:
        return 0
    said = health["worker"] if part == "worker" else health["graders"][part]
    print(f"{part}: {said['state']} {said.get('detail', '')}".strip())
    return 0 if said["state"] == "ready" else 1


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"{sys.argv[1]}: {error}")
