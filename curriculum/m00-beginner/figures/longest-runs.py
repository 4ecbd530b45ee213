"""The longest run of heads in 100 tosses, over a thousand repetitions."""

import numpy as np
from drawing import Plane, document, rect, text

PLANE = Plane(x=(1.5, 15.5), y=(0, 300), left=40, right=404, top=22, bottom=196)


def longest_run(tosses: list[bool]) -> int:
    best = run = 0
    for heads in tosses:
        run = run + 1 if heads else 0
        best = max(best, run)
    return best


def draw() -> str:
    tosses = np.random.default_rng(0).random((1000, 100)) < 0.5
    counts = np.bincount([longest_run(row) for row in tosses.tolist()], minlength=16)
    bars = []
    for length in range(2, 16):
        x, top = PLANE.at(length - 0.36, float(counts[length]))
        width = PLANE.at(length + 0.36, 0)[0] - x
        bars.append(rect((x, top), width, PLANE.bottom - top, "bars"))
        if counts[length]:
            label = text((x + width / 2, top - 5), str(counts[length]), anchor="middle")
            bars.append(label)
    listed = ", ".join(f"{length}: {counts[length]}" for length in range(2, 16))
    return document(
        "longest-runs",
        (420, 240),
        "Longest run of heads in 100 tosses, a thousand times",
        f"Bars over the length of the longest run, with the number of repetitions. {listed}.",
        PLANE.levels({0: "0", 100: "100", 200: "200"}),
        PLANE.ticks({length: str(length) for length in range(2, 16)}),
        *bars,
        text((48, 12), "repetitions", css="faint", italic=True),
        text((222, 236), "longest run of heads", anchor="middle", css="faint"),
    )
