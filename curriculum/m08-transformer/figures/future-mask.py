"""Who may look where: a triangle of open cells, and beside each row the word to be predicted."""

from attending import TEXT
from drawing import document, line, rect, text

WORDS = TEXT[:6]
LEFT, TOP, CELL = 66, 30, 40


def draw() -> str:
    side = len(WORDS) * CELL
    parts = []
    for i, word in enumerate(WORDS):
        y = TOP + CELL * i
        parts.append(text((LEFT - 10, y + 25), word, anchor="end", italic=True))
        parts.append(text((LEFT + CELL * (i + 0.5), TOP - 8), word, anchor="middle", italic=True))
        parts.append(text((LEFT + side + 14, y + 25), f"then *{TEXT[i + 1]}*"))
        for j in range(len(WORDS)):
            x = LEFT + CELL * j
            if j <= i:
                parts.append(rect((x + 4, y + 4), CELL - 8, CELL - 8, "bars"))
            if j == i + 1:  # here stands what row i has to predict
                parts.append(line((x + 13, y + 13), (x + 27, y + 27), "hand"))
                parts.append(line((x + 27, y + 13), (x + 13, y + 27), "hand"))
    for i in range(1, len(WORDS)):
        parts.append(line((LEFT, TOP + CELL * i), (LEFT + side, TOP + CELL * i), "hair"))
        parts.append(line((LEFT + CELL * i, TOP), (LEFT + CELL * i, TOP + side), "hair"))
    parts.append(rect((LEFT, TOP), side, side, "axis"))
    return document(
        "future-mask",
        (412, TOP + side + 34),
        "A causal mask for six words",
        "A grid with a row for each word that asks and a column for each that is asked: Karin, "
        "lost, her, key, Ben, lost. The cells on the diagonal and below it are open. Just right of "
        "the diagonal a cross marks the word that the row has to predict; it is closed, like all "
        "cells beyond it.",
        *parts,
        text((LEFT + side / 2, TOP + side + 20), "open: 21 of 36 cells", anchor="middle"),
    )
