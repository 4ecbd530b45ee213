"""One unit and its error as a chain, forwards above and backwards below."""

from math import tanh

from drawing import document, line, rect, text

X, W, B, T = 2.0, 0.5, -0.5, 1.0
A = W * X + B
H = tanh(A)
E = H - T
VALUES = (("b", B), ("a", A), ("h", H), ("e", E), ("L", E * E))
FACTORS = (1.0, 1 - H * H, 1.0, 2 * E)  # of the steps between them
SLOPES = [1.0]
for factor in reversed(FACTORS):
    SLOPES.insert(0, SLOPES[0] * factor)
LEFT, STEP, SIZE, MIDDLE = 14, 86, 46, 92


def show(value: float) -> str:
    return f"{value:.3f}".replace("-", "−")


def draw() -> str:
    parts = []
    for i, ((name, value), slope) in enumerate(zip(VALUES, SLOPES, strict=True)):
        x = LEFT + i * STEP
        middle = x + SIZE / 2
        parts.append(rect((x, MIDDLE - 17), SIZE, 34, "axis"))
        parts.append(text((middle, MIDDLE + 4), name, anchor="middle", italic=True))
        parts.append(text((middle, MIDDLE - 28), show(value), anchor="middle"))
        parts.append(text((middle, MIDDLE + 38), show(slope), anchor="middle"))
        if i < len(FACTORS):
            parts.append(line((x + SIZE, MIDDLE), (x + STEP, MIDDLE), "curve"))
            between = x + SIZE + (STEP - SIZE) / 2
            words = "×" + show(FACTORS[i])
            parts.append(text((between, MIDDLE + 62), words, anchor="middle", css="faint"))
    return document(
        "chain",
        (420, 184),
        "A chain from b to the loss, with values and slopes",
        "Boxes b, a, h, e and L in a row. Values above: minus 0.5, 0.5, 0.462, minus 0.538, "
        "0.289. Slopes of L below, from the right: 1, minus 1.076, minus 1.076, minus 0.846, "
        "minus 0.846. Factors between: 1, 0.786, 1, minus 1.076.",
        text((LEFT, 28), "values, computed from left to right", css="faint"),
        *parts,
        text((LEFT, 176), "slopes of *L*, computed from right to left", css="faint"),
    )
