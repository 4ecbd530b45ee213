"""The learning curve of the model of exercise 8.8, between what is known of its text."""

import json
import math
from pathlib import Path

from drawing import Plane, document, line, path, text

FOUND = json.loads((Path(__file__).parents[1] / "training.json").read_text(encoding="utf-8"))
PLANE = Plane((0, 2000), (math.log2(0.1), 3), 50, 330, 20, 250)
MARKS = ((math.log2(50), "knows nothing"), (0.41, "counts of 6"), (0.31, "counts of 8"))
FLOOR = 0.1324


def level(bits: float, label: str, css: str, below: bool = False) -> str:
    left, right = PLANE.at(0, math.log2(bits)), PLANE.at(2000, math.log2(bits))
    return line(left, right, css) + text((right[0] + 6, right[1] + (9 if below else 4)), label)


def draw() -> str:
    points = [PLANE.at(step, math.log2(bits)) for step, bits in FOUND["sound"]]
    steps = {bits: f"{bits:g}" for bits in (0.1, 0.2, 0.5, 1, 2, 5)}
    return document(
        "three-marks",
        (420, 304),
        "Bits a character on new stories, over 2,000 steps, between three marks",
        "Logarithmic scale. The curve starts at 5.7 bits, rests near 4.2, then near 2.9, slides "
        "from 2.3 at 500 steps to 0.64 at 1,000, crosses the counts of 6 at 0.41 near 1,250 and "
        "those of 8 at 0.31 near 1,650, and ends at 0.28. The entropy floor is at 0.132.",
        PLANE.levels({math.log2(bits): label for bits, label in steps.items()}),
        PLANE.ticks({0: "0", 500: "500", 1000: "1,000", 1500: "1,500", 2000: "2,000"}),
        *(level(bits, label, "dash") for bits, label in MARKS),
        level(FLOOR, "entropy", "curve"),
        path(points, "hand"),
        text((190, 290), "steps", anchor="middle", css="faint"),
        text((50, 10), "bits a character", css="faint"),
    )
