"""The loss of the model of exercise 7.5 while it is trained, with what lesser models reach."""

import json
from math import log2, log10
from pathlib import Path

from drawing import Plane, document, line, path, text

RUN = json.loads((Path(__file__).parents[1] / "runs" / "training.json").read_text())["long"]
PLANE = Plane((0, log10(3000)), (log2(0.1), log2(6.5)), 52, 280, 22, 226)
LINES = (
    (5.644, "every character alike"),
    (4.278, "how often each comes"),
    (2.880, "the last character"),
    (0.41, "counts of 6"),
    (0.31, "counts of 8"),
    (0.132, "entropy"),
)


def draw() -> str:
    parts = []
    for bits, name in LINES:
        y = PLANE.at(0, log2(bits))[1]
        parts.append(line((PLANE.left, y), (PLANE.right, y), "dash"))
        parts.append(text((PLANE.right + 8, y + 4), name))
    marks = {0.1: "0.1", 0.2: "0.2", 0.5: "0.5", 1: "1", 2: "2", 5: "5"}
    losses = [(log10(step), log2(bits)) for step, bits in RUN["losses"]]
    return document(
        "training",
        (420, 268),
        "Loss of an LSTM while it is trained",
        "Bits a character against steps, both on logarithmic scales, from 1 to 3000 steps. The "
        "loss begins at 5.64, stays near 4.3 for a moment at 10 to 20 steps, falls steeply to 0.5 "
        "at about 250 steps and then slowly to 0.25. Dashed lines: 5.64 all characters alike, "
        "4.28 frequencies, 2.88 given the last character, 0.41 and 0.31 counts of 6 and 8 "
        "characters, 0.132 the entropy.",
        PLANE.levels({log2(bits): label for bits, label in marks.items()}),
        PLANE.ticks({log10(step): f"{step:,}" for step in (1, 10, 100, 1000)}),
        *parts,
        path([PLANE.at(*point) for point in losses], "curve"),
        text((166, 262), "steps", anchor="middle", css="faint"),
        text((52, 12), "bits a character", css="faint"),
    )
