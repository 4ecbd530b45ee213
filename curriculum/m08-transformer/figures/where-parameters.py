"""Where the parameters of a GPT sit: tables, attention, MLPs, for five sizes."""

from drawing import document, line, rect, text

SHAPES = (
    ("8.8", 50, 128, 64, 2),
    ("small", 50257, 1024, 768, 12),
    ("medium", 50257, 1024, 1024, 24),
    ("large", 50257, 1024, 1280, 36),
    ("XL", 50257, 1024, 1600, 48),
)
LEFT, WIDTH, TOP, STEP = 66, 300, 40, 34


def shares(V: int, T: int, D: int, L: int) -> tuple[int, int, int]:
    """Numbers in the two tables, in attention and in the MLPs; norms are left to the rest."""
    return (V + T) * D, L * (4 * D * D + 4 * D), L * (8 * D * D + 5 * D)


def total(V: int, T: int, D: int, L: int) -> int:
    return V * D + T * D + L * (12 * D * D + 13 * D) + 2 * D


def draw() -> str:
    parts, told = [], []
    for k, (name, *shape) in enumerate(SHAPES):
        y, x = TOP + k * STEP, float(LEFT)
        parts.append(text((LEFT - 8, y + 15), name, anchor="end"))
        percents = [100 * part / total(*shape) for part in shares(*shape)]
        told.append(f"{name}: " + ", ".join(f"{p:.0f}" for p in percents))
        for percent, css in zip(percents, ("axis", "bars", "hand-fill"), strict=True):
            wide = WIDTH * percent / 100
            parts.append(rect((x, y), wide, 22, css))
            if css != "axis":
                parts.append(rect((x, y), wide, 22, "axis"))
            if css != "hand-fill":
                parts.append(text((x + wide / 2, y + 15), f"{percent:.0f}", anchor="middle"))
            x += wide
        parts.append(text((LEFT + WIDTH + 8, y + 15), f"{percents[2]:.0f} %", css="faint"))
    parts.append(line((LEFT, TOP - 6), (LEFT, TOP + len(SHAPES) * STEP - 6), "hair"))
    return document(
        "where-parameters",
        (420, 232),
        "Where the parameters of five GPTs sit, in per cent",
        "Bars of tables, attention and MLPs, in per cent of all parameters. " + "; ".join(told),
        text((LEFT, 22), "tables", css="faint"),
        text((LEFT + 130, 22), "attention", css="faint", anchor="middle"),
        text((LEFT + WIDTH, 22), "MLPs", css="faint", anchor="end"),
        *parts,
    )
