"""Two stretches of a text: the state crosses the cut between them, the gradient does not."""

from drawing import document, line, rect, text

STEPS, CUT = 8, 4
LEFT, STEP, BOX, TOP = 26, 47, 28, 70
SUBSCRIPTS = "₁₂₃₄₅₆₇₈"


def arrow(a: tuple[float, float], b: tuple[float, float], css: str) -> str:
    """A level line with a head at b."""
    back = 5 if b[0] > a[0] else -5
    head = [
        line(b, (b[0] - back, b[1] - 3.5), css),
        line(b, (b[0] - back, b[1] + 3.5), css),
    ]
    return line(a, b, css) + "".join(head)


def draw() -> str:
    parts = []
    for i in range(STEPS):
        x = LEFT + i * STEP
        parts.append(rect((x, TOP), BOX, 44, "bars"))
        parts.append(rect((x, TOP), BOX, 44, "axis"))
        parts.append(text((x + BOX / 2, TOP + 27), f"*h*{SUBSCRIPTS[i]}", anchor="middle"))
        parts.append(arrow((x - STEP + BOX, TOP + 10), (x, TOP + 10), "curve"))
        if i % CUT:
            parts.append(arrow((x, TOP + 34), (x - STEP + BOX, TOP + 34), "hand"))
    middle = LEFT + CUT * STEP - (STEP - BOX) / 2
    parts.append(line((middle, TOP - 34), (middle, TOP + 78), "dash"))
    for k in (0, 1):
        centre = LEFT + (k * CUT + CUT / 2) * STEP - (STEP - BOX) / 2
        parts.append(text((centre, TOP - 22), f"stretch {k + 1}", anchor="middle", css="faint"))
    parts.append(text((LEFT, TOP + 70), "→ the state", css=""))
    parts.append(text((LEFT + 5 * STEP, TOP + 70), "← the gradient", css="hand-fill"))
    return document(
        "cut",
        (420, 156),
        "What crosses the cut between two stretches",
        "Eight states in a row, four in each of two stretches. Arrows to the right, the state, "
        "lead from each to the next, also across the cut between the stretches. Arrows to the "
        "left, the gradient, lead from each to the one before, but none across the cut.",
        *parts,
    )
