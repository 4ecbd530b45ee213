"""A text looks up rows of a table; some rows are used several times."""

from drawing import document, line, rect, text

TEXT, ROWS = "abaca", "abc"
CELL = 54


def draw() -> str:
    parts = []
    for i, letter in enumerate(ROWS):
        y = 24 + i * 50
        parts.append(rect((24, y), 92, 30, "axis"))
        parts.append(text((70, y + 20), f"row of *{letter}*", anchor="middle"))
    for i, letter in enumerate(TEXT):
        y = 12 + i * 34
        start = (116, 39 + ROWS.index(letter) * 50)
        css = "curve" if letter == "a" else "hair"
        parts.append(line(start, (262, y + 13), css))
        parts.append(rect((262, y), CELL, 26, "axis"))
        parts.append(text((262 + CELL / 2, y + 18), letter, anchor="middle", italic=True))
    return document(
        "lookup",
        (420, 214),
        "Which rows of a table a text uses",
        "Five places of a text, a b a c a, and the three rows of the table. Three lines lead from "
        "the row of a, one from that of b, one from that of c.",
        *parts,
        text((70, 206), "table", anchor="middle", css="faint"),
        text((262 + CELL / 2, 206), "text", anchor="middle", css="faint"),
    )
