"""One step of h = tanh(2h): where it rests, and how flat it is there."""

from math import tanh

from drawing import Plane, document, dot, line, path, text

PLANE = Plane((-1.4, 1.4), (-1.2, 1.2), 60, 372, 16, 212)
WEIGHT = 2.0


def step(h: float) -> float:
    return tanh(WEIGHT * h)


def rest() -> float:
    """The state above 0 that a step leaves as it is."""
    h = 0.5
    for _ in range(100):
        h = step(h)
    return h


def stairs(h: float, steps: int) -> list[tuple[float, float]]:
    """States from h on: up or down to the curve, then across to the diagonal."""
    corners = [(h, h)]
    for _ in range(steps):
        corners += [(h, step(h)), (step(h), step(h))]
        h = step(h)
    return [PLANE.at(*corner) for corner in corners]


def draw() -> str:
    level = rest()
    marks = [dot(PLANE.at(h, h)) for h in (-level, level)]
    return document(
        "latch",
        (420, 252),
        "One step of the unit with weight 2",
        "The next state against the state, from minus 1.4 to 1.4. The S-shaped curve of tanh of "
        f"twice the state crosses the dashed diagonal at minus {level:.3f}, 0 and {level:.3f}. At "
        "the outer two it is nearly flat; a state that starts at 0.2 climbs in steps to the upper "
        "one.",
        PLANE.levels({-1.2: "", -1: "−1", 0: "0", 1: "1"}),
        PLANE.ticks({-1: "−1", 0: "0", 1: "1"}),
        line(PLANE.at(-1.2, -1.2), PLANE.at(1.2, 1.2), "dash"),
        PLANE.curve(step, [i / 100 for i in range(-140, 141)], "curve"),
        path(stairs(0.2, 5), "hand"),
        *marks,
        text(PLANE.at(0.92, 0.66), "nearly flat"),
        text((60, 12), "next state", css="faint"),
        text((216, 250), "state", anchor="middle", css="faint"),
    )
