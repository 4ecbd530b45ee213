"""The row (1, 3, 3, 9): as it came, without its mean, and divided by its standard deviation."""

from drawing import document, dot, line, text

ROW = (1.0, 3.0, 3.0, 9.0)
MEAN = sum(ROW) / len(ROW)
SPREAD = (sum((x - MEAN) ** 2 for x in ROW) / len(ROW)) ** 0.5
STAGES = (
    ("x", ROW),
    ("x − μ", tuple(x - MEAN for x in ROW)),
    ("x̂", tuple((x - MEAN) / SPREAD for x in ROW)),
)


def across(x: float) -> float:
    return 120 + 27 * (x + 1)


def draw() -> str:
    parts = []
    for stage, (name, row) in enumerate(STAGES):
        y = 44 + 62 * stage
        parts.append(text((16, y + 4), name, italic=True))
        parts.append(line((across(-3.6), y), (across(9.6), y), "axis"))
        parts.append(line((across(0), y - 9), (across(0), y + 9), "axis"))
        drawn: dict[float, int] = {}
        for x in row:
            parts.append(dot((across(x), y - 8 * drawn.get(x, 0)), "hand-fill", 4))
            drawn[x] = drawn.get(x, 0) + 1
            if drawn[x] == 1:
                shown = f"{x:.2f}".rstrip("0").rstrip(".").replace("-", "−")
                apart = (
                    {"−1": "end", "−0.33": "start"}.get(shown, "middle") if stage == 2 else "middle"
                )
                parts.append(text((across(x), y + 22), shown, anchor=apart))
        middle = sum(row) / len(row)
        parts.append(line((across(middle), y - 22), (across(middle), y + 9), "dash"))
    parts.append(text((across(MEAN) + 6, 26), "mean", css="faint"))
    return document(
        "three-rows",
        (420, 204),
        "A row of four numbers on its way through LayerNorm",
        "Three number lines. The row 1, 3, 3, 9 with its mean 4; after the mean is taken away "
        "minus 3, minus 1, minus 1, 5; divided by 3: minus 1, minus 0.33, minus 0.33, 1.67. "
        "The pattern is the same each time.",
        *parts,
    )
