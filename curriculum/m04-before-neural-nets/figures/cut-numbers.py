"""How a tokenizer that was trained on numbers cuts six of them."""

from bpe import cut, of_numbers
from drawing import document, rect, text

NUMBERS = ("1999", "2000", "3141", "4567", "777", "5280")
DIGIT, GAP, TOP = 16, 6, 34


def draw() -> str:
    parts, told = [], []
    for place, number in enumerate(NUMBERS):
        column, row = divmod(place, 3)
        x, y = 116 + 200 * column, TOP + 44 * row
        parts.append(text((x - 18, y + 17), number, anchor="end"))
        pieces = [piece.decode() for piece in cut(number, of_numbers())]
        told.append(f"{number} is {' and '.join(pieces)}")
        for piece in pieces:
            width = DIGIT * len(piece)
            parts.append(rect((x, y), width, 24, "bars"))
            parts.append(text((x + width / 2, y + 17), piece, anchor="middle"))
            x += width + GAP
    return document(
        "cut-numbers",
        (420, 170),
        "How six numbers are cut",
        f"Boxes for the tokens of six numbers: {'; '.join(told)}.",
        *parts,
    )
