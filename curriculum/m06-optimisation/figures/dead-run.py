"""Two trainings of 64 ReLU units: the loss, and the share of units that are dead."""

from math import log10

from drawing import Plane, document, path, text
from small_net import training

STEPS = 60
LOSS = Plane((0, STEPS), (-1, 3), 58, 404, 24, 150)
DEAD = Plane((0, STEPS), (0, 1), 58, 404, 186, 266)


def curves(rate: float, css: str) -> str:
    found = training(rate, STEPS)
    loss = path([LOSS.at(step, log10(value)) for step, (value, _) in enumerate(found)], css)
    dead = path([DEAD.at(step, share) for step, (_, share) in enumerate(found)], css)
    return loss + dead


def draw() -> str:
    marks = {-1.0: "0.1", 0.0: "1", 1.0: "10", 2.0: "100", 3.0: "1,000"}
    return document(
        "dead-run",
        (420, 308),
        "Loss and dead units in two trainings",
        "Over 60 steps. With the rate 0.03 the loss falls smoothly from 1.06 to 0.25 and no unit "
        "dies. With 0.125 the loss rises to 326 at the third step, falls to 0.70 at the fifth and "
        "then slowly to 0.45; the share of dead units jumps from 0 to 0.66 and grows to 0.86.",
        LOSS.levels(marks),
        DEAD.levels({0: "0", 0.5: "0.5", 1: "1"}),
        DEAD.ticks({0: "0", 20: "20", 40: "40", 60: "60"}),
        curves(0.03, "curve"),
        curves(0.125, "hand"),
        text(LOSS.at(4.6, 2), "rate 0.125"),
        text(LOSS.at(1.5, -0.93), "rate 0.03"),
        text(DEAD.at(59.5, 0.68), "rate 0.125", anchor="end"),
        text(DEAD.at(59.5, 0.08), "rate 0.03", anchor="end"),
        text((231, 302), "steps", anchor="middle", css="faint"),
        text((58, 14), "loss", css="faint"),
        text((58, 177), "share of dead units", css="faint"),
    )
