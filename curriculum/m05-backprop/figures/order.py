"""Two ways from s to the result, with x in front of s."""

from drawing import document, line, rect, text

BOX = (56, 32)
PLACES = {"x": (14, 66), "s": (110, 66), "p": (222, 20), "q": (222, 112), "y": (340, 66)}
LINKS = (("x", "s"), ("s", "p"), ("s", "q"), ("p", "y"), ("q", "y"))


def draw() -> str:
    parts = []
    for start, end in LINKS:
        (x0, y0), (x1, y1) = PLACES[start], PLACES[end]
        css = "hand" if "q" in (start, end) else "curve"
        parts.append(line((x0 + BOX[0], y0 + BOX[1] / 2), (x1, y1 + BOX[1] / 2), css))
    for name, corner in PLACES.items():
        parts.append(rect(corner, *BOX, "axis"))
        at = (corner[0] + BOX[0] / 2, corner[1] + BOX[1] / 2 + 4)
        parts.append(text(at, name, anchor="middle", italic=True))
    return document(
        "order",
        (420, 196),
        "Two ways from s to y",
        "x leads to s, s to p and to q, and both to y. The way through p is drawn as a line, the "
        "way through q dashed.",
        *parts,
        text((210, 182), "safe: y, then p and q, then s, then x", anchor="middle"),
    )
