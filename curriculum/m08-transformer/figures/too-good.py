"""A leak, no positions and steps that are too long, beside the sound model."""

import json
import math
from pathlib import Path

from drawing import Plane, document, line, path, text

FOUND = json.loads((Path(__file__).parents[1] / "training.json").read_text(encoding="utf-8"))
PLANE = Plane((0, 2000), (math.log2(0.03), 3), 50, 330, 20, 260)
FLOOR = 0.1324
SHOWN = (
    ("sound", "curve", "sound"),
    ("no_positions", "hand", "no positions"),
    ("too_fast", "hand", "rate × 25"),
    ("leak", "hand", "no mask"),
)


def draw() -> str:
    parts = []
    for name, css, label in SHOWN:
        points = [PLANE.at(step, math.log2(bits)) for step, bits in FOUND[name]]
        parts.append(path(points, css))
        parts.append(text((points[-1][0] + 6, points[-1][1] + 4), label))
    steps = {bits: f"{bits:g}" for bits in (0.03, 0.1, 0.3, 1, 3)}
    left, right = PLANE.at(0, math.log2(FLOOR)), PLANE.at(2000, math.log2(FLOOR))
    return document(
        "too-good",
        (420, 314),
        "Three broken models and a sound one, in bits a character on new stories",
        "Logarithmic scale. The sound model ends at 0.28. Without positions it ends at 1.46; with "
        "a rate 25 times as high it is at 3.75 after 600 steps. Without a mask it falls at about "
        "1,000 steps from 2.2 to 0.06, far below the entropy floor of 0.132, and ends at 0.042.",
        PLANE.levels({math.log2(bits): label for bits, label in steps.items()}),
        PLANE.ticks({0: "0", 500: "500", 1000: "1,000", 1500: "1,500", 2000: "2,000"}),
        line(left, right, "dash"),
        text((right[0] + 6, right[1] + 4), "entropy floor"),
        *parts,
        text((190, 300), "steps", anchor="middle", css="faint"),
        text((50, 10), "bits a character", css="faint"),
    )
