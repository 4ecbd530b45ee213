"""The pairs of a word as a table of counts."""

from itertools import pairwise

from drawing import document, rect, text

WORD = "abracadabra"
LETTERS = sorted(set(WORD))
LEFT, TOP, CELL = 110, 44, 38


def counts() -> list[list[int]]:
    table = [[0] * len(LETTERS) for _ in LETTERS]
    for first, second in pairwise(WORD):
        table[LETTERS.index(first)][LETTERS.index(second)] += 1
    return table


def draw() -> str:
    parts, table = [], counts()
    for i, letter in enumerate(LETTERS):
        parts.append(text((LEFT - 14, TOP + CELL * i + 24), f"*{letter}*", anchor="end"))
        parts.append(text((LEFT + CELL * (i + 0.5), TOP - 10), f"*{letter}*", anchor="middle"))
        total = str(sum(table[i]))
        parts.append(text((LEFT + CELL * 5 + 40, TOP + CELL * i + 24), total, anchor="middle"))
        for j, count in enumerate(table[i]):
            corner = (LEFT + CELL * j, TOP + CELL * i)
            parts.append(rect(corner, CELL - 2, CELL - 2, "bars" if count else "hair"))
            middle = (corner[0] + CELL / 2 - 1, corner[1] + 24)
            parts.append(text(middle, str(count), anchor="middle", css="" if count else "faint"))
    return document(
        "bigram-table",
        (420, 244),
        f"The pairs of {WORD}",
        "A table with five rows and five columns, for a, b, c, d and r. Row a has 2 under b, 1 "
        "under c, 1 under d, and 4 in all. Row b has 2 under r, row c 1 under a, row d 1 under a, "
        "row r 2 under a. All other entries are 0.",
        *parts,
        text((LEFT + CELL * 5 + 40, TOP - 10), "in all", anchor="middle", css="faint"),
        text((LEFT - 34, TOP + CELL * 2.5 + 4), "first", anchor="end", css="faint", italic=True),
        text((LEFT + CELL * 2.5, 14), "second", anchor="middle", css="faint", italic=True),
    )
