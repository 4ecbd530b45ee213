"""The three parts of a failed check."""

from drawing import document, line, rect, text

PARTS = [
    ("seen", ["[1. 3. 4.]"], "what your program gave"),
    ("expected", ["[1.5 3.5 4.0]"], "what it should have been"),
    (
        "likely cause",
        ["The part behind the point was cut off:", "// keeps whole numbers only."],
        "only if it is proven",
    ),
]


def draw() -> str:
    parts, y = [], 62
    for name, lines, about in PARTS:
        parts.append(text((28, y), name, css="faint"))
        parts += [text((110, y + 18 * k), words) for k, words in enumerate(lines)]
        y += 18 * (len(lines) - 1) + 20
        parts.append(text((110, y), about, css="hand-fill", italic=True))
        y += 30
    return document(
        "verdict",
        (420, 222),
        "The three parts of a failed check",
        "A box titled: fail, half of each number. Seen: 1, 3, 4; this is what the program gave. "
        "Expected: 1.5, 3.5, 4; what it should have been. Likely cause: the part behind the point "
        "was cut off, // keeps whole numbers only; it is named only if it is proven.",
        rect((8, 8), 404, 206, "axis"),
        line((8, 38), (412, 38), "axis"),
        text((28, 28), "× fail   Half of each number"),
        *parts,
    )
