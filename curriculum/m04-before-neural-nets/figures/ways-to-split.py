"""The same twelve stories, split in three ways."""

from itertools import accumulate

from drawing import document, line, rect, text

LENGTHS = (38, 26, 34, 22, 30, 42, 24, 36, 28, 32, 40, 28)  # of the stories, in figure units
EDGES = [10, *(10 + end for end in accumulate(LENGTHS))]
WIDE, STEP, HIGH = 40, 10, 9
HELD_WINDOWS = (3, 10, 17, 29)
HELD_STORIES = (3, 8)


def strip(y: float, held: list[tuple[float, float]]) -> str:
    """The text as one strip, with what is held out filled in, and the borders of its stories."""
    parts = [rect((EDGES[0], y), EDGES[-1] - EDGES[0], 18, "bars")]
    parts += [rect((x, y), right - x, 18, "hand-fill") for x, right in held]
    parts += [line((x, y - 3), (x, y + 21), "axis") for x in EDGES]
    return "".join(parts)


def windows(y: float) -> str:
    """Overlapping windows in four rows, so that each can be seen."""
    parts = []
    for n in range((EDGES[-1] - EDGES[0] - WIDE) // STEP + 1):
        css = "hand-fill" if n in HELD_WINDOWS else "bars"
        corner = (EDGES[0] + STEP * n, y + (HIGH + 3) * (n % 4))
        parts.append(rect(corner, WIDE - 2, HIGH, css))
    parts += [line((x, y - 3), (x, y + 50), "axis") for x in EDGES]
    return "".join(parts)


def draw() -> str:
    return document(
        "ways-to-split",
        (400, 226),
        "Three ways to hold out a part of twelve stories",
        "Three drawings of the same text of twelve stories. Above, overlapping windows in four "
        "rows; four of them are held out, and each is covered by others that are not. In the "
        "middle, the end of the text is held out, by a cut inside a story. Below, two whole "
        "stories are held out.",
        text((EDGES[0], 18), "windows at random"),
        windows(28),
        text((EDGES[0], 108), "one cut"),
        strip(117, [(EDGES[-2] - 12, EDGES[-1])]),
        text((EDGES[0], 172), "whole stories"),
        strip(181, [(EDGES[n], EDGES[n + 1]) for n in HELD_STORIES]),
    )
