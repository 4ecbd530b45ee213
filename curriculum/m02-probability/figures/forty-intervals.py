"""Forty experiments of 50 throws: their 95 % intervals, and which of them miss."""

import numpy as np
from drawing import Plane, document, dot, line, text

EXPERIMENTS, N, TRUTH = 40, 50, 3.5
PLANE = Plane(x=(-1, EXPERIMENTS), y=(2.4, 4.6), left=36, right=404, top=16, bottom=206)


def draw() -> str:
    throws = np.random.default_rng(2).integers(1, 7, size=(EXPERIMENTS, N))
    means = throws.mean(axis=1)
    halves = 1.96 * throws.std(axis=1, ddof=1) / np.sqrt(N)
    parts, missed = [], 0
    for place, (mean, half) in enumerate(zip(means.tolist(), halves.tolist(), strict=True)):
        misses = abs(mean - TRUTH) > half
        missed += misses
        low, high = PLANE.at(place, mean - half), PLANE.at(place, mean + half)
        parts.append(line(low, high, "hand" if misses else "curve"))
        parts.append(dot(PLANE.at(place, mean), css="hand-fill" if misses else "curve", radius=1.8))
    return document(
        "forty-intervals",
        (420, 236),
        "Forty 95 % intervals for the mean of a die",
        f"Forty upright strokes side by side, each an interval around the mean of {N} throws. A "
        f"dashed line marks the true mean, 3.5. All strokes cross it but {missed}, which are drawn "
        "in another colour.",
        PLANE.levels({3: "3", 4: "4"}),
        line(PLANE.at(-1, TRUTH), PLANE.at(EXPERIMENTS, TRUTH), "dash"),
        text((28, PLANE.at(0, TRUTH)[1] + 4), "3.5", anchor="end"),
        *parts,
        text((220, 228), f"forty experiments of {N} throws", anchor="middle", css="faint"),
        text((404, 12), f"{missed} miss", anchor="end", css="hand-fill"),
    )
