"""The running total as a staircase: from a height u across to an outcome."""

import numpy as np
from drawing import Plane, document, dot, line, text

TABLE = np.array([0.1, 0.25, 0.15, 0.2, 0.0, 0.3])
HEIGHT = 0.61
PLANE = Plane(x=(-0.6, 5.6), y=(0, 1), left=36, right=400, top=20, bottom=206)


def draw() -> str:
    ends = np.cumsum(TABLE)
    steps = [line(PLANE.at(-0.6, 0), PLANE.at(0, 0), "curve")]
    for outcome, (end, share) in enumerate(zip(ends, TABLE, strict=True)):
        low, high = PLANE.at(outcome, float(end - share)), PLANE.at(outcome, float(end))
        right = PLANE.at(outcome + 1 if outcome < 5 else 5.6, float(end))
        steps += [line(low, high, "curve"), line(high, right, "curve")]
        middle = (high[0] + 7, (low[1] + high[1]) / 2 + 4 if share else high[1] - 6)
        steps.append(text(middle, f"{share:g}"))
    drawn = int(np.searchsorted(ends, HEIGHT, side="right"))
    start, met, below = PLANE.at(-0.6, HEIGHT), PLANE.at(drawn, HEIGHT), PLANE.at(drawn, 0)
    return document(
        "staircase",
        (420, 252),
        "The running total as a staircase",
        "Six outcomes side by side, and above them a staircase that climbs from 0 to 1. Above "
        f"each outcome it rises by its probability: {', '.join(f'{p:g}' for p in TABLE)}. "
        f"From the height {HEIGHT} on the left an arrow goes across until it meets the rise of "
        f"outcome {drawn}, and from there down to that outcome. Outcome 4 has no rise.",
        PLANE.levels({0: "0", 0.5: "0.5", 1: "1"}),
        *(text((PLANE.at(v, 0)[0], 224), str(v), anchor="middle") for v in range(6)),
        *steps,
        line(start, met, "hand"),
        line(met, (met[0], below[1]), "hand"),
        dot(met),
        text((start[0] + 6, start[1] - 6), f"u = {HEIGHT}", css="hand-fill"),
        text((44, 12), "running total *F*", css="faint"),
        text((218, 246), "outcome *v*", anchor="middle", css="faint"),
    )
