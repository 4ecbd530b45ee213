"""All evenings as a square: which coin across, heads or tails upwards."""

from drawing import document, line, rect, text

LEFT, TOP, SIDE = 60, 34, 200
COINS = [("fair coin", 0.5, 0.5), ("bent coin", 0.5, 0.9)]  # name, prior, heads


def draw() -> str:
    parts, x = [], float(LEFT)
    bottom = TOP + SIDE
    total = sum(prior * heads for _, prior, heads in COINS)
    for name, prior, heads in COINS:
        width, height = SIDE * prior, SIDE * heads
        middle = x + width / 2
        parts += [
            rect((x, bottom - height), width, height, "bars"),
            line((x, bottom - height), (x + width, bottom - height), "hand"),
            text((middle, TOP - 10), name, anchor="middle"),
            text((middle, bottom + 18), f"{prior:g}", anchor="middle"),
            text((middle, bottom - height / 2 + 4), f"{1000 * prior * heads:.0f}", anchor="middle"),
            text((middle, bottom - height - 6), f"{1000 * prior * (1 - heads):.0f}",
                 anchor="middle", css="faint"),
        ]  # fmt: skip
        x += width
    share = COINS[1][1] * COINS[1][2] / total
    return document(
        "evenings",
        (420, 286),
        "A thousand evenings as a square",
        "A square cut in two halves, the fair coin on the left and the bent one on the right. The "
        "shaded lower part are evenings with a head: half of the left, 250 evenings, and nine "
        "tenths of the right, 450. Above them lie 250 and 50 evenings with a tail. The right "
        f"part holds {share:.3f} of what is shaded.",
        *parts,
        rect((LEFT, TOP), SIDE, SIDE, "axis"),
        line((LEFT + SIDE / 2, TOP), (LEFT + SIDE / 2, bottom), "axis"),
        text((LEFT - 8, bottom - 46), "heads", anchor="end"),
        text((LEFT - 8, TOP + 22), "tails", anchor="end", css="faint"),
        text((LEFT + SIDE / 2, bottom + 40), "prior, across", anchor="middle", css="faint"),
        text((280, 90), "of 700 heads"),
        text((280, 108), "450 are bent:", css="hand-fill"),
        text((280, 126), f"{share:.3f}", css="hand-fill"),
    )
