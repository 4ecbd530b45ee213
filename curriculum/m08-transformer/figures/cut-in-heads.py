"""A text of three positions, six numbers wide, cut between numbers into two heads."""

from drawing import document, line, rect, text

T, D, H = 3, 6, 2
CELL, LEFT, TOP = 32, 40, 44
RIGHT, APART = 290, 34


def block(x: float, y: float, columns: range, head: int | None) -> list[str]:
    """Rows of all positions, with the numbers `columns`; those of head 0 are filled."""
    parts = []
    for t in range(T):
        for place, c in enumerate(columns):
            corner = (x + CELL * place, y + CELL * t)
            if (c // (D // H) if head is None else head) == 0:
                parts.append(rect(corner, CELL, CELL, "bars"))
            parts.append(rect(corner, CELL, CELL, "hair"))
            middle = (corner[0] + CELL / 2, corner[1] + 21)
            parts.append(text(middle, f"{10 * (t + 1) + c}", anchor="middle"))
    return parts


def draw() -> str:
    width = D // H
    middle = TOP + 20 + CELL * T / 2
    parts = block(LEFT, TOP + 20, range(D), None)
    for head in range(H):
        y = TOP - 22 + head * (CELL * T + APART)
        parts += block(RIGHT, y, range(head * width, (head + 1) * width), head)
        parts.append(text((RIGHT, y - 6), f"head {head}", css="faint"))
        parts.append(line((LEFT + CELL * D + 8, middle), (RIGHT - 10, y + CELL * T / 2), "hair"))
    return document(
        "cut-in-heads",
        (412, TOP + 2 * CELL * T + APART - 14),
        "Three positions of six numbers, cut into two heads",
        "On the left rows 10 to 15, 20 to 25 and 30 to 35. On the right head 0 has the first three "
        "numbers of each row, 10 11 12, 20 21 22 and 30 31 32, and head 1 has the last three. "
        "Each head keeps all three positions.",
        *parts,
        text((LEFT, TOP + 12), "(T, D)", css="faint"),
    )
