"""The rows of a conditional table as bars of length 1."""

import numpy as np
from drawing import document, rect, text

COUNTS = np.array([[1, 5, 2], [6, 1, 1], [1, 3, 0]])
NAMES = ["vowel", "consonant", "space"]
LEFT, TOP, LENGTH, STEP = 106, 40, 300, 44


def draw() -> str:
    C = COUNTS / COUNTS.sum(axis=1, keepdims=True)
    parts = []
    for i, name in enumerate(NAMES):
        y, x = TOP + STEP * i, float(LEFT)
        parts.append(text((LEFT - 10, y + 19), f"after a {name}", anchor="end"))
        for j, share in enumerate(C[i]):
            width = LENGTH * float(share)
            if width:
                parts.append(rect((x, y), width, 28, "bars"))
                parts.append(rect((x, y), width, 28, "hand" if j == 0 else "axis"))
                parts.append(text((x + width / 2, y + 19), f"{share:.3g}", anchor="middle"))
            x += width
    said = "; ".join(
        f"after a {name} {', '.join(f'{entry:.3g}' for entry in row)}"
        for name, row in zip(NAMES, C, strict=True)
    )
    return document(
        "conditional-rows",
        (420, 196),
        "What comes next, given what came",
        "Three bars of the same length, one for each first half, cut into the shares of vowel, "
        f"consonant and space: {said}.",
        text((LEFT, TOP - 14), "vowel (outlined), consonant, space: always in this order",
             css="faint", italic=True),
        *parts,
    )  # fmt: skip
