"""Which word attends to which: squares whose area is the weight. A script lets one row be read."""

from attending import TEXT, WEIGHTS
from drawing import document, line, rect, text

LEFT, TOP, CELL = 62, 30, 42
ASKS = TEXT.index("her")


def draw() -> str:
    parts = []
    side = len(TEXT) * CELL
    for i, word in enumerate(TEXT):
        middle = CELL * (i + 0.5)
        parts.append(text((LEFT - 10, TOP + middle + 4), word, anchor="end", italic=True))
        parts.append(text((LEFT + middle, TOP - 8), word, anchor="middle", italic=True))
        parts.append(line((LEFT, TOP + CELL * i), (LEFT + side, TOP + CELL * i), "hair"))
        parts.append(line((LEFT + CELL * i, TOP), (LEFT + CELL * i, TOP + side), "hair"))
    for i, row in enumerate(WEIGHTS):
        for j, weight in enumerate(row):
            edge = CELL * weight**0.5
            corner = (LEFT + CELL * (j + 0.5) - edge / 2, TOP + CELL * (i + 0.5) - edge / 2)
            parts.append(rect(corner, edge, edge, "ink-fill"))
    parts.append(rect((LEFT, TOP), side, side, "axis"))
    parts.append(rect((LEFT, TOP + CELL * ASKS), side, CELL, "hand"))
    bottom = TOP + side + 20
    parts.append(text((LEFT - 10, bottom), TEXT[ASKS], anchor="end", css="asks", italic=True))
    for j, weight in enumerate(WEIGHTS[ASKS]):
        at = (LEFT + CELL * (j + 0.5), bottom)
        parts.append(text(at, f"{weight:.3f}", anchor="middle", css="weight"))
    rows = "; ".join(" ".join(f"{weight:.3f}" for weight in row) for row in WEIGHTS)
    hers = ", ".join(f"{word} {w:.3f}" for word, w in zip(TEXT, WEIGHTS[ASKS], strict=True))
    return document(
        "attention-map",
        (402, bottom + 8),
        "Which word attends to which",
        "Eight words ask, one a row, and eight are asked, one a column: Karin, lost, her, key, "
        "Ben, lost, his, hat. In each cell stands a square whose area is the weight. Karin and Ben "
        "weigh all words alike. The row of her is marked; its weights are "
        f"{hers}. The two rows of lost are the same, and so are those of key and hat.",
        *parts,
        data=f'data-looks="map" data-plane="{LEFT} {TOP} {CELL}" '
        f'data-words="{" ".join(TEXT)}" data-weights="{rows}"',
    )
