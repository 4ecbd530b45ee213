"""One cell of a trained model over 120 characters of a story with three questions and answers."""

import json
from pathlib import Path

from drawing import Plane, document, path, rect, text

FOUND = json.loads((Path(__file__).parents[1] / "runs" / "cell.json").read_text())
TEXT, TRACE = FOUND["text"], FOUND["trace"]
ROW = 60  # characters in a row of the figure
LEFT, RIGHT, HIGH = 34, 410, 104


def panel(first: int, top: float) -> list[str]:
    """One row: the cell above, the characters below, those in quotation marks shaded."""
    plane = Plane((0, ROW), (-36, 0), LEFT, RIGHT, top, top + HIGH)
    wide = (RIGHT - LEFT) / ROW
    parts = []
    for k in range(first, first + ROW):
        x, _ = plane.at(k - first, 0)
        inside = TEXT[: k + 1].count('"') % 2 == 1
        if inside:
            parts.append(rect((x, top), wide, HIGH + 18, "bars"))
        parts.append(text((x + wide / 2, top + HIGH + 14), TEXT[k], anchor="middle"))
    points = [plane.at(k - first + 0.5, TRACE[k]) for k in range(first, first + ROW)]
    levels = plane.levels({-36: "−36", -18: "−18", 0: "0"})
    return [*parts, levels, path(points, "hand")]


def draw() -> str:
    return document(
        "one-cell",
        (420, 272),
        "One cell over two sentences with quotation marks",
        "The value of one cell after each of 120 characters. At each opening quotation mark it "
        "jumps up to about -8, and from there it falls, with small rises, inside and outside of "
        "the quotation marks alike, to -21 before the second opening mark and to -32 before the "
        "third. What stands inside of quotation marks is shaded.",
        *panel(0, 10),
        *panel(ROW, 146),
    )
