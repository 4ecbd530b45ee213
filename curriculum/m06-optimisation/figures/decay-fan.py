"""A weight of 1 under decay: as a penalty through Adam for three gradients, or beside it."""

from math import sqrt

from drawing import Plane, document, path, text

PLANE = Plane((0, 1000), (0, 1.1), 40, 326, 14, 206)
RATE, DECAY = 0.001, 0.1


def weights(size: float, penalty: float = 0.0, decay: float = 0.0) -> list[float]:
    """The weight after 0 to 1,000 steps of Adam under gradients of alternating sign."""
    w, m, v = 1.0, 0.0, 0.0
    history = [w]
    for t in range(1, 1001):
        g = size * (-1) ** t + penalty * w
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        step = m / (1 - 0.9**t) / (sqrt(v / (1 - 0.999**t)) + 1e-8)
        w = w * (1 - RATE * decay) - RATE * step
        history.append(w)
    return history


def draw() -> str:
    def drawn(history: list[float], css: str) -> str:
        return path([PLANE.at(t, history[t]) for t in range(0, 1001, 20)], css)

    ends = {"gradients of 10": 10.0, "of 0.1": 0.1, "of 0": 0.0}
    through = {label: weights(size, penalty=DECAY) for label, size in ends.items()}
    return document(
        "decay-fan",
        (420, 246),
        "A weight of 1 in 1,000 steps, with the decay through Adam and beside it",
        "With an L2 penalty through Adam the weight ends at 0.992 when its gradients have size 10, "
        "at 0.461 when they have size 0.1, and at 0.258 when it has none. With decay beside Adam "
        "it ends at about 0.906 in all three cases.",
        PLANE.levels({0: "0", 0.5: "0.5", 1: "1"}),
        PLANE.ticks({0: "0", 500: "500", 1000: "1,000"}),
        *(drawn(history, "dash") for history in through.values()),
        drawn(weights(0.1, decay=DECAY), "curve"),
        *(
            text(PLANE.at(1015, through[label][-1] + lift), label)
            for label, lift in zip(ends, (0.02, -0.02, -0.02), strict=True)
        ),
        text(PLANE.at(1015, 0.86), "decay"),
        text((183, 241), "steps", anchor="middle", css="faint"),
    )
