"""Two cells through two steps, with the numbers of the lesson."""

import numpy as np
from drawing import document, line, rect, text

WX = np.array([[2.0, 0, 1, 1, 1, -1, 0, 2], [0, 1, 1, -1, -1, 2, 1, 0]])  # (E, 4D)
WH = np.array([[1.0, 0, 0, 1, 0, 1, 1, 0], [0, -1, 1, 0, 1, 0, 0, 1]])  # (D, 4D)
BIAS = np.array([0.0, 0, 1, 1, 0, 0, 0, 0])
LEFT, WIDE, TOP, HIGH = 56, 170, 62, 92


def sigmoid(a: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-a)))


def steps() -> list[dict[str, np.ndarray]]:
    """What each step computes, arrays (D,)."""
    h = c = np.zeros(2)
    found = []
    for x in np.eye(2):
        i, f, g, o = np.split(x @ WX + h @ WH + BIAS, 4)
        let_in = sigmoid(i) * np.tanh(g)
        c = sigmoid(f) * c + let_in
        h = sigmoid(o) * np.tanh(c)
        found.append({"f": sigmoid(f), "in": let_in, "c": c, "o": sigmoid(o), "h": h})
    return found


def show(value: float, sign: bool = False) -> str:
    return f"{value:{'+' if sign else ''}.3f}".replace("-", "−")


def cell(d: int) -> list[str]:
    """The line of cell d (0 or 1), from left to right."""
    y = TOP + d * HIGH
    parts = [
        text((14, y + 4), f"cell {d + 1}"),
        text((LEFT + 6, y - 6), "0", anchor="middle"),
        line((LEFT, y), (LEFT + 24, y), "curve"),
    ]
    for k, step in enumerate(steps()):
        x = LEFT + k * WIDE
        parts.append(line((x + 74, y), (x + WIDE + (24 if k == 0 else 6), y), "curve"))
        parts.append(rect((x + 24, y - 11), 50, 22, "bars"))
        parts.append(rect((x + 24, y - 11), 50, 22, "axis"))
        parts.append(text((x + 49, y + 4), f"×{show(step['f'][d])}", anchor="middle"))
        parts.append(text((x + 102, y - 6), show(step["in"][d], sign=True), anchor="middle"))
        parts.append(text((x + 152, y - 6), show(step["c"][d]), anchor="middle"))
        parts.append(line((x + 152, y), (x + 152, y + 30), "hand"))
        shown = f"*h* {show(step['h'][d])}"
        parts.append(text((x + 152, y + 44), shown, anchor="middle"))
    return parts


def draw() -> str:
    first, last = (
        " and ".join(f"{show(c)}, shown as {show(h)}," for c, h in zip(s["c"], s["h"], strict=True))
        for s in steps()
    )
    return document(
        "two-steps",
        (420, 212),
        "Two cells through two steps",
        f"Each cell begins at 0. After the letter a the cells hold {first} and after the letter b "
        f"{last} each having been multiplied by its forget gate and added to.",
        text((LEFT + 86, 20), "reads a", anchor="middle", italic=True),
        text((LEFT + WIDE + 86, 20), "reads b", anchor="middle", italic=True),
        line((LEFT + WIDE + 10, 28), (LEFT + WIDE + 10, 204), "hair"),
        *cell(0),
        *cell(1),
    )
