"""Thirty tosses of a bent coin: the logarithm of the ratio of two beliefs, toss by toss."""

from math import log

import numpy as np
from drawing import Plane, document, dot, line, path, text

HEADS, TAILS = log(0.9 / 0.5), log(0.1 / 0.5)
TOSSES = np.random.default_rng(1).random(30) < 0.9
PLANE = Plane(x=(0, 31), y=(-3, 9), left=40, right=404, top=20, bottom=214)


def draw() -> str:
    walk = np.concatenate([[0.0], np.where(TOSSES, HEADS, TAILS).cumsum()])
    points = [PLANE.at(n, float(height)) for n, height in enumerate(walk)]
    tails = [n + 1 for n, heads in enumerate(TOSSES) if not heads]
    zero, hundred = PLANE.at(0, 0)[1], PLANE.at(0, log(100))[1]
    return document(
        "evidence-walk",
        (420, 256),
        "The evidence of thirty tosses as a walk",
        f"A zigzag line over 30 tosses. It climbs by {HEADS:.3f} at each head and falls by "
        f"{-TAILS:.3f} at each of the {len(tails)} tails. After five tosses it stands at "
        f"{walk[5]:.1f}, after twenty at {walk[20]:.1f}, after thirty at {walk[30]:.1f}. A dashed "
        "line marks 4.6, a ratio of a hundred to one.",
        PLANE.levels({-2: "−2", 2: "2", 6: "6", 8: "8"}),
        line((PLANE.left, zero), (PLANE.right, zero), "axis"),
        text((PLANE.left - 8, zero + 4), "0", anchor="end"),
        line((PLANE.left, hundred), (PLANE.right, hundred), "dash"),
        text((PLANE.left + 6, hundred - 6), "a hundred to one", css="faint"),
        *(text((PLANE.at(n, 0)[0], 232), str(n), anchor="middle") for n in (0, 10, 20, 30)),
        path(points, "curve"),
        *(dot(points[n]) for n in tails),
        text((48, 12), "ln of bent : fair", css="faint"),
        text((404, 12), "dots: tails", anchor="end", css="hand-fill"),
        text((222, 250), "tosses", anchor="middle", css="faint"),
    )
