"""Surprise against probability: each halving of p adds one bit."""

from drawing import Plane, document, dot, line, text
from information import surprise

PLANE = Plane(x=(0, 1), y=(0, 6.6), left=30, right=404, top=10, bottom=232)
HALVINGS = range(7)  # p = 1, 1/2, ... 1/64


def draw() -> str:
    probabilities = [0.0111 * 1.02**step for step in range(228)]
    curve = PLANE.curve(surprise, [p for p in probabilities if p < 1] + [1.0], "curve")
    marked = [(2.0**-k, surprise(2.0**-k)) for k in HALVINGS]
    drops = [line(PLANE.at(p, s), PLANE.at(p, 0), "dash") for p, s in marked if 0 < s < 4]
    dots = [dot(PLANE.at(p, s)) for p, s in marked]
    names = [
        text((x + 8, y - 6), f"1/{2**k}")
        for k, (x, y) in ((k, PLANE.at(2.0**-k, k)) for k in HALVINGS if k)
    ]
    return document(
        "surprise-curve",
        (420, 270),
        "Surprise as a function of probability",
        "A curve that falls from six and a half bits near probability 0 to zero bits at "
        "probability 1. Dots mark the probabilities 1, 1/2, 1/4 and so on down to 1/64; each is "
        "exactly one bit above the one before, though they crowd together on the left.",
        PLANE.levels({k: str(k) for k in HALVINGS}),
        PLANE.ticks({0: "0", 0.125: "0.125", 0.25: "0.25", 0.5: "0.5", 1: "1"}),
        *drops,
        curve,
        *dots,
        *names,
        text((404, 10), "bits of surprise", anchor="end", css="faint", italic=True),
        text((217, 266), "probability that it was given, *p*(*x*)", anchor="middle", css="faint"),
    )
