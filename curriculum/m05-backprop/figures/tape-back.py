"""The tape of tanh(ab + a), with slopes handed back along its links."""

from math import tanh

from drawing import document, path, rect, text

A, B = 0.5, -3.0
H = tanh(A * B + A)
LOCAL = 1 - H * H
ROWS = (
    ("a", A, LOCAL * B + LOCAL),
    ("b", B, LOCAL * A),
    ("ab", A * B, LOCAL),
    ("ab + a", A * B + A, LOCAL),
    ("tanh", H, 1.0),
)
LINKS = ((2, 0, LOCAL * B), (2, 1, LOCAL * A), (3, 2, LOCAL), (3, 0, LOCAL), (4, 3, LOCAL))
TOP, STEP = 36, 38


def show(value: float) -> str:
    return f"{value:.3f}".replace("-", "−")


def middle(k: int) -> float:
    return TOP + k * STEP + 14


def draw() -> str:
    parts = []
    for k, (name, value, slope) in enumerate(ROWS):
        parts.append(rect((34, middle(k) - 14), 176, 28, "axis"))
        parts.append(text((26, middle(k) + 4), str(k), anchor="end", css="faint"))
        parts.append(text((44, middle(k) + 4), name, italic=True))
        parts.append(text((146, middle(k) + 4), show(value), anchor="end"))
        parts.append(text((204, middle(k) + 4), show(slope), anchor="end"))
    for user, made_from, handed in LINKS:
        reach = 26 + 42 * (user - made_from)
        start, end = middle(user) - 5, middle(made_from) + 5
        x = 210.0
        steps = [(x, start), (x + reach, start), (x + reach, end), (x, end)]
        parts.append(path(steps, "curve" if made_from == 0 else "hair"))
        if made_from == 0:
            parts.append(text((x + reach + 5, (start + end) / 2 + 4), show(handed)))
    return document(
        "tape-back",
        (420, 236),
        "A tape of five rows with values and slopes",
        "Rows a, b, ab, ab + a and tanh. Values 0.5, minus 3, minus 1.5, minus 1, minus 0.762. "
        "Slopes from the last row up: 1, 0.42, 0.42, 0.21, minus 0.84. Row 0 receives minus 1.26 "
        "from row 2 and 0.42 from row 3.",
        text((146, 22), "value", anchor="end", css="faint"),
        text((204, 22), "slope", anchor="end", css="faint"),
        text((240, 22), "handed back to row 0", css="faint"),
        *parts,
    )
