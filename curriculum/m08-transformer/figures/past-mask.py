"""The mask of three new positions behind four old ones, as the last rows of a triangle."""

from drawing import document, line, path, rect, text

PAST, NEW, CELL, LEFT, TOP = 4, 3, 34, 92, 34


def draw() -> str:
    total = PAST + NEW
    side = total * CELL
    parts = []
    for i in range(total):
        y = TOP + CELL * i
        old = i < PAST
        parts.append(text((LEFT - 10, y + 22), str(i), anchor="end", css="faint" if old else ""))
        parts.append(text((LEFT + CELL * (i + 0.5), TOP - 8), str(i), anchor="middle"))
        for j in range(i + 1):
            corner = (LEFT + CELL * j + 4, y + 4)
            parts.append(rect(corner, CELL - 8, CELL - 8, "hair" if old else "bars"))
    for i in range(1, total):
        parts.append(line((LEFT, TOP + CELL * i), (LEFT + side, TOP + CELL * i), "hair"))
    split = LEFT + CELL * PAST
    parts.append(path([(split, TOP), (split, TOP + side)], "dash"))
    parts.append(rect((LEFT, TOP + CELL * PAST), side, CELL * NEW, "hand"))
    middle = LEFT + side + 12
    return document(
        "past-mask",
        (420, TOP + side + 30),
        "The mask of three positions that come after four",
        "A triangle of seven rows, numbered 0 to 6. Rows 0 to 3 are old and drawn faintly. Rows 4, "
        "5 and 6 are framed: they are the mask of the new positions, three rows and seven columns, "
        "with five, six and seven open cells.",
        *parts,
        text((middle, TOP + CELL * 2), "asked before", css="faint"),
        text((middle, TOP + CELL * 5.6), "ask now"),
        text((LEFT + CELL * 2, TOP + side + 20), "past", anchor="middle", css="faint"),
        text((split + CELL * 1.5, TOP + side + 20), "new", anchor="middle", css="faint"),
    )
