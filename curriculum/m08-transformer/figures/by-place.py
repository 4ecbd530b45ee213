"""What the trained model needs at each place of a stretch of 128."""

import json
from pathlib import Path

from drawing import Plane, document, line, rect, text

FOUND = json.loads((Path(__file__).parents[1] / "training.json").read_text(encoding="utf-8"))
PLANE = Plane((0, 128), (0, 3.2), 40, 404, 20, 190)
FLOOR = 0.1324


def draw() -> str:
    bars = []
    for place, bits in enumerate(FOUND["by_place"]):
        (x, y), (right, bottom) = PLANE.at(place, bits), PLANE.at(place + 1, 0)
        bars.append(rect((x, y), right - x - 0.4, bottom - y, "bars"))
    half = PLANE.at(64, 0)
    return document(
        "by-place",
        (420, 244),
        "Bits at each place of a stretch",
        "Bars over 128 places. The first is 3.1 bits high, the second 2.2, the eighth 0.6; from "
        "the thirtieth on they lie near 0.28. A dashed line marks the entropy, 0.132.",
        PLANE.levels({0: "0", 1: "1", 2: "2", 3: "3"}),
        *bars,
        line(PLANE.at(0, FLOOR), PLANE.at(128, FLOOR), "dash"),
        line((half[0], 60), half, "hand"),
        text((half[0] + 6, 72), "scored from here on"),
        PLANE.ticks({0: "0", 32: "32", 64: "64", 96: "96", 128: "128"}),
        text((222, 232), "place in the stretch", anchor="middle", css="faint"),
        text((40, 12), "bits", css="faint"),
    )
