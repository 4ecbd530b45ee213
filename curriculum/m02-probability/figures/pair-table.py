"""A joint table of first and second halves as areas, with its marginals as bars."""

from math import sqrt

import numpy as np
from drawing import document, line, rect, text

COUNTS = np.array([[1, 5, 2], [6, 1, 1], [1, 3, 0]])
NAMES = ["vowel", "consonant", "space"]
LEFT, TOP, CELL = 76, 40, 58
BAR = 110  # length of a bar of probability 1


def draw() -> str:
    J = COUNTS / COUNTS.sum()
    rows, columns = J.sum(axis=1), J.sum(axis=0)
    right, bottom = LEFT + 3 * CELL, TOP + 3 * CELL
    parts = []
    for i, name in enumerate(NAMES):
        middle = TOP + CELL * (i + 0.5)
        across = LEFT + CELL * (i + 0.5)
        parts += [
            text((LEFT - 8, middle + 4), name, anchor="end"),
            text((across, TOP - 10), name, anchor="middle"),
            rect((right + 14, middle - 7), BAR * rows[i], 14, "hand-fill"),
            text((right + 20 + BAR * rows[i], middle + 4), f"{rows[i]:.2g}"),
            rect((across - 7, bottom + 14), 14, BAR * columns[i], "hand-fill"),
            text((across, bottom + 28 + BAR * columns[i]), f"{columns[i]:.2g}", anchor="middle"),
        ]
        for j in range(3):
            x, side = LEFT + CELL * (j + 0.5), CELL * sqrt(J[i, j]) * 1.6
            parts.append(rect((x - side / 2, middle - side / 2), side, side, "bars"))
            parts.append(text((x, middle + 4), f"{J[i, j]:.2g}", anchor="middle"))
    grid = [line((LEFT, TOP + CELL * k), (right, TOP + CELL * k), "hair") for k in range(4)]
    grid += [line((LEFT + CELL * k, TOP), (LEFT + CELL * k, bottom), "hair") for k in range(4)]
    listed = "; ".join(
        f"{name}: {', '.join(f'{entry:.2g}' for entry in row)}"
        for name, row in zip(NAMES, J, strict=True)
    )
    return document(
        "pair-table",
        (420, 306),
        "A joint table and its marginals",
        "A table of three rows, the first half of a pair, and three columns, the second half, each "
        f"entry a square of that area. {listed}. Bars on the right are the sums of the rows, "
        f"{', '.join(f'{entry:.2g}' for entry in rows)}; bars below the sums of the columns, "
        f"{', '.join(f'{entry:.2g}' for entry in columns)}.",
        text((LEFT - 8, TOP - 10), "first", anchor="end", css="faint", italic=True),
        text((right + 14, TOP - 10), "sum over second", css="faint", italic=True),
        text((LEFT - 8, bottom + 28), "sum over first", anchor="end", css="faint", italic=True),
        *grid,
        *parts,
    )
