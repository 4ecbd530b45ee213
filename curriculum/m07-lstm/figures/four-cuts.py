"""Four ways to cut the same text, and what the models need with and without their memory."""

import json
from pathlib import Path

from drawing import Plane, document, line, rect, text

RUNS = json.loads((Path(__file__).parents[1] / "runs" / "training.json").read_text())
PLANE = Plane((0, 4), (0, 1.3), 44, 410, 34, 190)
NAMES = {"T 8": "T = 8", "T 32": "T = 32", "T 128": "T = 128", "never carried": "T = 32, zeros"}


def draw() -> str:
    parts = []
    for place, (name, label) in enumerate(NAMES.items()):
        run = RUNS[name]
        for shift, key, css in ((0.16, "held_out", "hand-fill"), (0.52, "fresh every 32", "bars")):
            corner = PLANE.at(place + shift, run[key])
            foot = PLANE.at(place + shift, 0)[1]
            parts.append(rect(corner, 29, foot - corner[1], css))
            parts.append(text((corner[0] + 14.5, corner[1] - 6), f"{run[key]:.2f}", "middle"))
        parts.append(text((PLANE.at(place + 0.52, 0)[0], 210), label, anchor="middle"))
    counts = PLANE.at(0, 0.132)[1]
    shown = "; ".join(
        f"{label}: {RUNS[name]['held_out']:.2f} and {RUNS[name]['fresh every 32']:.2f}"
        for name, label in NAMES.items()
    )
    return document(
        "four-cuts",
        (420, 224),
        "Four trainings with the same number of characters in every step",
        "Bits a character on new stories, with the state passed on and with zeros every 32 "
        f"characters. {shown}.",
        PLANE.levels({0: "0", 0.5: "0.5", 1: "1"}),
        line((PLANE.left, counts), (PLANE.right, counts), "dash"),
        *parts,
        rect((52, 6), 10, 10, "hand-fill"),
        text((68, 15), "state passed on"),
        rect((178, 6), 10, 10, "bars"),
        text((194, 15), "zeros every 32 characters"),
    )
