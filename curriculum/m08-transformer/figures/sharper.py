"""The same eight scores, as wide vectors without a divisor would make them: softmax hardens."""

from attending import TYPICAL, softmax
from drawing import document, line, rect, text

WIDTHS = (1, 4, 16, 64)
LEFT, PANEL, GAP, TOP, BOTTOM = 14, 84, 18, 40, 168


def draw() -> str:
    parts, said = [], []
    for n, width in enumerate(WIDTHS):
        x = LEFT + n * (PANEL + GAP)
        weights = softmax(TYPICAL * width**0.5)
        for j, weight in enumerate(weights):
            height = (BOTTOM - TOP) * weight
            css = "ink-fill" if n == 0 else "bars"
            parts.append(rect((x + j * PANEL / 8 + 1.5, BOTTOM - height), 7.5, height, css))
        parts.append(line((x, BOTTOM), (x + PANEL, BOTTOM), "axis"))
        parts.append(text((x + 1, TOP - 14), f"largest {weights.max():.2f}"))
        name = "divided" if n == 0 else f"width {width}"
        parts.append(text((x + PANEL / 2, BOTTOM + 18), name, anchor="middle"))
        said.append(f"{name} {weights.max():.2f}")
    return document(
        "sharper",
        (418, BOTTOM + 28),
        "What width does to the weights of eight keys",
        "Four groups of eight bars, the weights that softmax makes of the same eight scores at "
        f"the size they have at each width. The largest weight is: {', '.join(said)}. In the "
        "first group all eight can be seen, in the last one only the first.",
        *parts,
    )
