"""Three letters as three nested intervals, each drawn at full size."""

from fractions import Fraction

from drawing import document, line, rect, text

SHARES = {"a": Fraction(1, 2), "b": Fraction(1, 4), "c": Fraction(1, 8), "d": Fraction(1, 8)}
TEXT, LEFT, WIDTH, STEP = "bad", 30, 360, 74


def draw() -> str:
    low, width, parts = Fraction(0), Fraction(1), []
    for index, letter in enumerate(TEXT):
        y, start = 30 + STEP * index, Fraction(0)
        parts.append(text((LEFT, y - 8), f"{low}", anchor="middle"))
        parts.append(text((LEFT + WIDTH, y - 8), f"{low + width}", anchor="middle"))
        for other, share in SHARES.items():
            x, long = LEFT + WIDTH * float(start), WIDTH * float(share)
            parts.append(rect((x, y), long, 22, "bars" if other == letter else "hair"))
            parts.append(text((x + long / 2, y + 15), other, anchor="middle", italic=True))
            if other == letter:
                for edge, below in ((x, LEFT), (x + long, LEFT + WIDTH)):
                    parts.append(line((edge, y + 22), (below, y + STEP - 24), "dash"))
                chosen = start
            start += share
        low, width = low + width * chosen, width * SHARES[letter]
    y = 30 + STEP * len(TEXT)
    parts.append(text((LEFT, y - 8), f"{low}", anchor="middle"))
    parts.append(text((LEFT + WIDTH, y - 8), f"{low + width}", anchor="middle"))
    parts.append(rect((LEFT, y), WIDTH, 22, "hand-fill"))
    words = f"*bad*: {width} wide, {width.denominator.bit_length() - 1} bits"
    parts.append(text((LEFT + WIDTH / 2, y + 40), words, anchor="middle", css="hand-fill"))
    return document(
        "nested-intervals",
        (420, 302),
        "The text bad as nested intervals",
        "Four rows. The first is the line from 0 to 1, divided into a, b, c and d in proportion to "
        "their probabilities; b is marked, from 1/2 to 3/4. The second shows b's stretch at full "
        "size, divided in the same way; a is marked, from 1/2 to 5/8. The third shows that stretch "
        f"with d marked. The last is the interval of the whole text, from {low} to {low + width}.",
        *parts,
    )
