"""From an assistant for everything to something that can be finished."""

from drawing import document, line, text

STEPS = [
    ("an assistant for everything", 200),
    ("somebody who knows about museums", 160),
    ("the keeper of one museum", 120),
    ("the keeper of an invented museum", 90),
    ("its twenty rooms", 64),
]
MIDDLE, TOP, STEP = 210, 30, 42


def draw() -> str:
    parts = []
    for place, (what, reach) in enumerate(STEPS):
        y = TOP + STEP * place
        last = place == len(STEPS) - 1
        css = "hand" if last else "axis"
        parts.append(line((MIDDLE - reach, y + 8), (MIDDLE + reach, y + 8), css))
        parts.append(text((MIDDLE, y), what, anchor="middle", css="hand-fill" if last else ""))
        if not last:
            after = STEPS[place + 1][1]
            for side in (-1, 1):
                start = (MIDDLE + side * reach, y + 8)
                parts.append(line(start, (MIDDLE + side * after, y + STEP + 8), "hair"))
    steps = "; ".join(what for what, _ in STEPS)
    return document(
        "narrowing",
        (420, 224),
        "From an assistant for everything to something that can be finished",
        f"A funnel with five levels, each narrower than the one above: {steps}.",
        *parts,
    )
