"""What three pairs of a rotary position, each with its own speed, say about a distance."""

from math import cos

from drawing import Plane, document, text

SPEEDS = {1.0: "axis", 0.1: "hand", 0.01: "curve"}  # radians a position, for d = 8
PLANE = Plane((0, 64), (-1, 1), 46, 404, 18, 208)
XS = [n / 4 for n in range(257)]


def draw() -> str:
    curves = [PLANE.curve(lambda x, a=speed: cos(a * x), XS, css) for speed, css in SPEEDS.items()]
    return document(
        "hands",
        (420, 250),
        "Three pairs, turning at different speeds",
        "Across, the distance of query and key from 0 to 64; upwards, the cosine of the angle that "
        "a pair has turned over this distance. The fastest pair goes up and down ten times. The "
        "second, ten times slower, has just come round once. The third has fallen only from 1 to "
        f"{cos(0.64):.2f}.",
        PLANE.levels({-1: "−1", 0: "0", 1: "1"}),
        PLANE.ticks({0: "0", 16: "16", 32: "32", 48: "48", 64: "64"}),
        *curves,
        text((225, 246), "distance, *m* − *n*", anchor="middle", css="faint"),
        text(PLANE.at(40, 0.99), "slow", anchor="middle"),
        text(PLANE.at(31.4, -0.84), "middle", anchor="middle", css="hand-fill"),
    )
