"""The gates of one cell that counts the letter a, letter by letter. `gates.js` steps through it."""

from math import exp, tanh

from drawing import document, line, rect, text

WORD = "banana, a"
# Sums of i, f, g and o for each letter, set by hand.
SUMS = {
    "b": (-4, 4, -1, -3),
    "a": (4, 4, 2, -3),
    "n": (-4, 4, 1, -3),
    ",": (-4, 4, -2, 4),
    " ": (-4, -4, 1, -3),
}
NAMES = ("i", "f", "g", "o", "c", "h")
UNITS = {"i": 22.0, "f": 22.0, "g": 11.0, "o": 22.0, "c": 7.5, "h": 22.0}  # height of a 1
LEFT, COLUMN, TOP, ROW = 54, 40, 46, 46


def sigmoid(a: float) -> float:
    return 1 / (1 + exp(-a))


def steps() -> list[tuple[float, ...]]:
    """i, f, g, o, c and h after each letter of WORD."""
    c, found = 0.0, []
    for letter in WORD:
        a_i, a_f, a_g, a_o = SUMS[letter]
        i, f, g, o = sigmoid(a_i), sigmoid(a_f), tanh(a_g), sigmoid(a_o)
        c = f * c + i * g
        found.append((i, f, g, o, c, o * tanh(c)))
    return found


def show(value: float) -> str:
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def bar(x: float, base: float, height: float) -> list[str]:
    corner, size = (x + 11, base - max(height, 0)), abs(height)
    return [rect(corner, 18, size, css) for css in ("bars", "axis")]


def draw() -> str:
    parts, right = [], LEFT + COLUMN * len(WORD)
    for row, name in enumerate(NAMES):
        low = TOP + row * ROW + 28
        base = low - 11 if name == "g" else low
        parts.append(text((LEFT - 14, low + 4), name, anchor="end", italic=True))
        parts.append(line((LEFT, base), (right, base), "hair"))
        for k, values in enumerate(steps()):
            x = LEFT + k * COLUMN
            parts += bar(x, base, UNITS[name] * values[row])
            parts.append(text((x + 20, low + 13), show(values[row]), anchor="middle"))
    for k, letter in enumerate(WORD):
        shown = letter.replace(" ", "␣")
        parts.append(text((LEFT + k * COLUMN + 20, 22), shown, anchor="middle"))
    bottom = TOP + ROW * len(NAMES)
    numbers = ";".join(" ".join(f"{value:.6f}" for value in step) for step in steps())
    last = [show(step[4]) for step in steps()]
    return document(
        "gates-of-one-cell",
        (420, bottom + 6),
        "The gates of one cell, letter by letter",
        "A grid of bars with their values: columns for the letters b, a, n, a, n, a, comma, space, "
        "a; rows for i, f, g, o, c and h. The input gate i is 0.98 at every a and 0.02 elsewhere. "
        "The forget gate f is 0.98 everywhere but at the space, where it is 0.02. The output gate "
        f"o is 0.98 at the comma and 0.05 elsewhere. The cell c goes {', '.join(last)}. The hidden "
        f"state h is {show(steps()[6][5])} at the comma and near 0 elsewhere.",
        *parts,
        data=f'data-turns="cell" data-letters="{WORD}" data-steps="{numbers}" '
        f'data-plane="{LEFT} {COLUMN} 6 {bottom}"',
    )
