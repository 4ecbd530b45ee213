"""Expected, came, and their difference, for three words."""

from drawing import document, line, rect, text

WORDS = ("sang", "flew", "sank")
EXPECTED, CAME = (0.6, 0.3, 0.1), (0.0, 1.0, 0.0)
BAR, STEP, UNIT, ZERO = 26, 38, 84, 124


def panel(left: float, heights: tuple[float, ...], title: str) -> list[str]:
    """Three bars from the zero line, with their values."""
    parts = [text((left + 51, 16), title, anchor="middle")]
    for i, (word, height) in enumerate(zip(WORDS, heights, strict=True)):
        x = left + i * STEP
        top = ZERO - UNIT * max(height, 0)
        parts.append(rect((x, top), BAR, UNIT * abs(height), "bars"))
        parts.append(rect((x, top), BAR, UNIT * abs(height), "axis" if height >= 0 else "hand"))
        below = ZERO + UNIT * max(-height, 0) + 15
        value_at = top - 5 if height >= 0 else below
        value = f"{height:g}".replace("-", "−")
        parts.append(text((x + BAR / 2, value_at), value, anchor="middle"))
        parts.append(text((x + BAR / 2, 216), word, anchor="middle", italic=True))
    return [*parts, line((left - 6, ZERO), (left + 2 * STEP + BAR + 6, ZERO), "axis")]


def draw() -> str:
    gradient = tuple(p - came for p, came in zip(EXPECTED, CAME, strict=True))
    return document(
        "pulls",
        (420, 228),
        "Expected, came, and the gradient",
        "Bars for the words sang, flew and sank. Expected: 0.6, 0.3, 0.1. Came: 0, 1, 0. The "
        "gradient is their difference: 0.6, minus 0.7, 0.1.",
        *panel(14, EXPECTED, "expected"),
        *panel(160, CAME, "came"),
        *panel(306, gradient, "gradient"),
        text((138, ZERO + 4), "−", anchor="middle"),
        text((284, ZERO + 4), "=", anchor="middle"),
    )
