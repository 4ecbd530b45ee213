"""The pull on the logit of what came: cross-entropy against squared error, two outcomes."""

from drawing import Plane, document, text

PLANE = Plane((0, 1), (0, 1), 58, 404, 20, 196)
STEPS = [i / 100 for i in range(101)]


def cross_entropy(p: float) -> float:
    return 1 - p


def squared(p: float) -> float:
    """-d(1-p)^2/dz, where p moves with its logit by p(1-p)."""
    return 2 * (1 - p) * p * (1 - p)


def draw() -> str:
    return document(
        "two-losses",
        (420, 252),
        "The pull on the logit of what came, for two losses",
        "Against the probability given to what came, from 0 to 1. The pull of cross-entropy is a "
        "straight line from 1 down to 0. That of the squared error starts at 0, has its largest "
        "value, 0.3, at one third, and falls to 0 again at 1.",
        PLANE.levels({0: "0", 0.5: "0.5", 1: "1"}),
        PLANE.ticks({0: "0", 0.25: "0.25", 0.5: "0.5", 0.75: "0.75", 1: "1"}),
        PLANE.curve(cross_entropy, STEPS, "curve"),
        PLANE.curve(squared, STEPS, "hand"),
        text(PLANE.at(0.36, 0.76), "cross-entropy"),
        text(PLANE.at(0.2, 0.35), "squared error"),
        text((231, 238), "probability given to what came", anchor="middle", css="faint"),
        text((58, 12), "pull, −d*L*/d*z*", css="faint"),
    )
