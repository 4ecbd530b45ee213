"""The entropies of two variables as lengths: what they share is what they tell each other."""

from drawing import document, line, rect, text
from information import entropy

BOXES = ((1 / 4, 1 / 4, 0), (0, 1 / 4, 1 / 4))  # (X, Y) left or right; first, middle, last
LEFT, BIT = 84, 150  # left edge; length of a bit


def bar(y: float, start: float, bits: float, css: str) -> str:
    return rect((LEFT + BIT * start, y), BIT * bits, 20, css)


def label(y: float, start: float, bits: float, words: str) -> str:
    return text((LEFT + BIT * (start + bits / 2), y + 14.5), words, anchor="middle")


def draw() -> str:
    pair = entropy([p for row in BOXES for p in row])
    x = entropy([sum(row) for row in BOXES])
    y = entropy([sum(column) for column in zip(*BOXES, strict=True)])
    shared = x + y - pair
    rows = [("both", 24), ("Xenia, *X*", 74), ("Yan, *Y*", 124), ("shared", 174)]
    return document(
        "shared-bits",
        (420, 210),
        "Entropies as lengths",
        f"Four bars. The pair: {pair:g} bits. Below its left part X: {x:g} bit. Below its right "
        f"part Y: {y:g} bits. X and Y overlap in {shared:g} bits, and the last bar is that "
        f"overlap. To the left of it lies what X keeps once Y is told, {x - shared:g} bits; to the "
        f"right what Y keeps once X is told, {y - shared:g} bit.",
        *(text((LEFT - 10, at + 14.5), words, anchor="end") for words, at in rows),
        bar(24, 0, pair, "bars"),
        label(24, 0, pair, f"H(*X*, *Y*) = {pair:g}"),
        bar(74, 0, x, "bars"),
        text((LEFT + BIT * x + 8, 88.5), f"H(*X*) = {x:g}"),
        bar(124, x - shared, y, "bars"),
        label(124, x - shared, y, f"H(*Y*) = {y:g}"),
        bar(174, x - shared, shared, "hand-fill"),
        text((LEFT + BIT * x + 8, 188.5), f"I(*X*; *Y*) = {shared:g}", css="hand-fill"),
        label(95, 0, x - shared, f"H(*X* | *Y*) = {x - shared:g}"),
        label(145, x, y - shared, f"H(*Y* | *X*) = {y - shared:g}"),
        *(line((LEFT + BIT * at, 44), (LEFT + BIT * at, 174), "dash") for at in (x - shared, x)),
    )
