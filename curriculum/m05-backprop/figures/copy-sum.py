"""One row copied to three, and three slopes added up to one."""

from drawing import document, line, rect, text

BILLS = ((2, 1), (0, 4), (3, 2))
CELL, TOP = (40, 26), 40


def row(left: float, top: float, cells: tuple[str, ...], css: str) -> str:
    parts = []
    for i, words in enumerate(cells):
        corner = (left + i * CELL[0], top)
        parts.append(rect(corner, *CELL, css))
        middle = (corner[0] + CELL[0] / 2, top + CELL[1] / 2 + 4)
        parts.append(text(middle, words, anchor="middle"))
    return "".join(parts)


def panel(left: float, small: tuple[str, ...], large: list[tuple[str, ...]], css: str) -> list[str]:
    """A row on the left of three rows, joined by a line to each."""
    parts = []
    for i, cells in enumerate(large):
        top = TOP + i * 42
        parts.append(line((left + 80, TOP + 55), (left + 108, top + 13), css))
        parts.append(row(left + 108, top, cells, "axis"))
    return [row(left, TOP + 42, small, "axis"), *parts]


def draw() -> str:
    return document(
        "copy-sum",
        (420, 190),
        "Copy forward, sum back",
        "On the left the list with b and m is copied to three bills. On the right the slopes of "
        "the three bills, 2 and 1, 0 and 4, 3 and 2, are added up column by column for the list.",
        text((104, 20), "forward: copies", anchor="middle"),
        text((316, 20), "back: a sum", anchor="middle"),
        *panel(10, ("b", "m"), [("b", "m")] * 3, "curve"),
        *panel(222, ("Σ", "Σ"), [(str(b), str(m)) for b, m in BILLS], "hand"),
    )
