"""A text of 25 characters, cut into three lanes, which are read in two stretches of four steps."""

from drawing import document, line, rect, text

TEXT = "the red hen saw a fox go."
LANES, STEPS = 3, 4
LENGTH = (len(TEXT) - 1) // LANES
CELL, LEFT, TOP = 15, 22, 30
WIDE, HIGH, HEAD, GAP = 34, 21, 112, 28


def shown(letter: str) -> str:
    return "␣" if letter == " " else letter


def ribbon() -> list[str]:
    """The text on one line, with the cuts between lanes."""
    parts = []
    for i, letter in enumerate(TEXT):
        middle = LEFT + i * CELL + CELL / 2
        parts.append(text((middle, TOP + 4), shown(letter), anchor="middle"))
    for lane in range(LANES + 1):
        x = LEFT + lane * LENGTH * CELL
        parts.append(line((x, TOP - 14), (x, TOP + 12), "hand"))
    for lane in range(LANES):
        middle = LEFT + (lane + 0.5) * LENGTH * CELL
        parts.append(text((middle, TOP + 32), f"lane {lane}", anchor="middle", css="faint"))
    return parts


def grid(name: str, number: int, x0: float) -> list[str]:
    """One array of a stretch, a row a step, a column a lane; y is a place further than x."""
    top = HEAD + number * (STEPS * HIGH + GAP)
    parts = []
    for step in range(STEPS):
        for lane in range(LANES):
            corner = (x0 + lane * WIDE, top + step * HIGH)
            letter = TEXT[lane * LENGTH + number * STEPS + step + (name == "y")]
            parts.append(rect(corner, WIDE, HIGH, "bars" if lane == 1 else "hair"))
            parts.append(rect(corner, WIDE, HIGH, "axis"))
            middle = (corner[0] + WIDE / 2, corner[1] + 15)
            parts.append(text(middle, shown(letter), anchor="middle"))
    return parts


def carried(x0: float) -> list[str]:
    """The state of each column goes from the foot of one stretch to the head of the next."""
    foot = HEAD + STEPS * HIGH
    middles = [x0 + (lane + 0.5) * WIDE for lane in range(LANES)]
    parts = [line((x, foot), (x, foot + GAP), "hand") for x in middles]
    parts += [
        line((x + side, foot + GAP - 5), (x, foot + GAP), "hand")
        for x in middles
        for side in (-3.5, 3.5)
    ]
    return parts


def draw() -> str:
    first, second = LEFT + 96, LEFT + 246
    foot = HEAD + STEPS * HIGH
    labels = [
        text((x0 + 1.5 * WIDE, HEAD - 10), f"*{name}*", anchor="middle")
        for name, x0 in (("x", first), ("y", second))
    ]
    for number in range(2):
        middle = HEAD + number * (STEPS * HIGH + GAP) + STEPS * HIGH / 2
        labels.append(text((LEFT, middle + 4), f"stretch {number + 1}", css="faint"))
    return document(
        "lanes",
        (420, 316),
        "A text cut into three lanes and two stretches",
        "Above, the text 'the red hen saw a fox go.' on one line, cut into three lanes of eight "
        "characters; the full stop is left over and is only ever an answer. Below, two stretches, "
        "each an array x of four rows and three columns and beside it y. The columns of the first "
        "x read 'the ', 'hen ' and 'a fo', those of the second 'red ', 'saw ' and 'x go'; y is "
        "one place further. An arrow leads from the foot of each column of the first x to the "
        "head of the same column of the second: the state.",
        *ribbon(),
        *labels,
        *(part for number in range(2) for part in grid("x", number, first)),
        *(part for number in range(2) for part in grid("y", number, second)),
        *carried(first),
        text((LEFT, foot + GAP / 2 + 4), "the state", css="hand-fill"),
    )
