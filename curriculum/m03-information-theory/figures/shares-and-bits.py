"""Three messages in a row: what remains multiplies, what was told adds."""

from drawing import Point, document, rect, text

MESSAGES = [
    ("before", 0),
    ("left half of the cabinet", 1),
    ("lower quarter of that", 2),
    ("second of those eight", 3),
]
SHARE, BITS, LENGTH, BIT = 142, 286, 122, 18  # left edges; length of a whole; length of one bit


def row(y: float, label: str, told: int, before: int) -> list[str]:
    """One line of the picture: the words, the share still possible, the bits told so far."""
    total = before + told
    share = LENGTH * 2.0**-total
    parts = [
        text((4, y + 5), label),
        rect((SHARE, y - 7), LENGTH, 14, "hair"),
        rect((SHARE, y - 7), share, 14, "hand-fill"),
        text(
            (SHARE, y + 21),
            "all 64 drawers" if total == 0 else f"1/{2**total} of them",
            css="faint",
        ),
        text((BITS + BIT * 6 + 6, y + 4), str(total)),
    ]
    return parts + [bit((BITS + BIT * k, y), new=k >= before) for k in range(total)]


def bit(at: Point, new: bool) -> str:
    css = "hand-fill" if new else "bars"
    return rect((at[0] + 1, at[1] - 7), BIT - 2, 14, css)


def draw() -> str:
    rows, before = [], 0
    for index, (label, told) in enumerate(MESSAGES):
        rows += row(46 + 52 * index, label, told, before)
        before += told
    return document(
        "shares-and-bits",
        (420, 232),
        "Three messages: shares multiply, bits add",
        "Four rows, before and after each of three messages. On the left a bar shows the share of "
        "the drawers that is still possible: all, one half, one eighth, one sixty-fourth. On the "
        "right small blocks show the bits told so far: none, 1, 2 more, then 3 more: 6 in all.",
        text((SHARE, 16), "still possible: multiply", css="faint", italic=True),
        text((BITS, 16), "bits told: add", css="faint", italic=True),
        *rows,
    )
