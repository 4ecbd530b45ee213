"""A table of probabilities laid end to end, with uniform numbers falling on it."""

import numpy as np
from drawing import document, dot, line, rect, text

TABLE = {"e": 0.5, "a": 0.2, "i": 0.3}
LEFT, WIDTH, TOP, HEIGHT = 20, 380, 70, 34


def across(u: float) -> float:
    return LEFT + WIDTH * u


def draw() -> str:
    draws = [float(u) for u in np.random.default_rng(0).random(5)]
    ends = [float(end) for end in np.cumsum(list(TABLE.values()))]
    parts = []
    start = 0.0
    for (letter, share), end in zip(TABLE.items(), ends, strict=True):
        x = across(start)
        parts += [rect((x, TOP), WIDTH * share, HEIGHT, css) for css in ("bars", "axis")]
        parts.append(text((x + WIDTH * share / 2, TOP + 22), letter, anchor="middle", italic=True))
        parts.append(text((across(end), TOP + HEIGHT + 18), f"{end:.2g}", anchor="middle"))
        start = end
    for u in draws:
        parts += [line((across(u), 34), (across(u), TOP - 6), "hand"), dot((across(u), TOP - 6))]
    # 0.017 and 0.041 lie so close together that they share a label
    for u, label, anchor in ((0.017, "0.017, 0.041", "start"), *((u, f"{u:.3f}", "middle")
                             for u in draws if u > 0.1)):  # fmt: skip
        parts.append(text((across(u) - (6 if anchor == "start" else 0), 26), label, anchor=anchor))
    outcomes = [list(TABLE)[int(np.searchsorted(ends, u, side="right"))] for u in draws]
    said = ", ".join(f"{u:.3f} draws {letter}" for u, letter in zip(draws, outcomes, strict=True))
    return document(
        "stretches",
        (420, 142),
        "A table of probabilities laid end to end",
        "A bar from 0 to 1 in three pieces: e from 0 to 0.5, a from 0.5 to 0.7, i from 0.7 to 1. "
        f"Five uniform numbers point at it: {said}.",
        *parts,
        text((LEFT, TOP + HEIGHT + 18), "0", anchor="middle"),
        text((LEFT, 138), "ends of the stretches: the running total *F*", css="faint"),
    )
