"""One pre-norm block: a straight line with two detours."""

from drawing import document, dot, line, path, rect, text

LINE, BOX = 96, 180  # across: the line, and the left edge of the boxes
BOTTOM, TOP = 318, 14


def half(start: float, end: float, norm: str, layer: str, shape: str) -> list[str]:
    """A detour that leaves the line at `start` and comes back at `end`, further up."""
    parts = [
        path([(LINE, start), (BOX + 55, start), (BOX + 55, start - 20)], "hand"),
        rect((BOX, start - 46), 110, 26, "axis"),
        text((BOX + 55, start - 28), norm, anchor="middle"),
        line((BOX + 55, start - 46), (BOX + 55, start - 62), "hand"),
        rect((BOX, start - 88), 110, 26, "axis"),
        text((BOX + 55, start - 70), layer, anchor="middle"),
        path([(BOX + 55, start - 88), (BOX + 55, end), (LINE + 9, end)], "hand"),
        text((BOX + 120, start - 70), shape, css="faint"),
        dot((LINE, start), "hand-fill", 3),
        f'<circle class="axis" cx="{LINE}" cy="{end}" r="9"/>',
        line((LINE - 5, end), (LINE + 5, end), "hand"),
        line((LINE, end - 5), (LINE, end + 5), "hand"),
    ]
    return parts


def draw() -> str:
    return document(
        "stream",
        (420, 340),
        "A pre-norm block as a line with two detours",
        "A straight line leads from x at the bottom to the top. A first detour leaves it, goes "
        "through ln1 and attention, and is added to the line again. A second leaves it further up, "
        "goes through ln2 and the MLP, and is added. No norm stands on the line itself.",
        line((LINE, BOTTOM - 8), (LINE, 182), "curve"),
        line((LINE, 164), (LINE, 40), "curve"),
        line((LINE, 22), (LINE, TOP - 8), "curve"),
        *half(290, 173, "ln1", "attention", "between positions"),
        *half(148, 31, "ln2", "MLP", "each by itself"),
        text((LINE, BOTTOM + 12), "x  (B, T, D)", anchor="middle", italic=True),
        text((LINE - 16, 240), "nothing here", anchor="end", css="faint"),
    )
