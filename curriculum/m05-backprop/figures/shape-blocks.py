"""Gradients of a linear layer as products of blocks, their sides drawn as long as their axes."""

from drawing import document, rect, text

N, D, M = 78, 52, 30  # lengths of the sides
GAP = 26


def block(left: float, middle: float, size: tuple[float, float], name: str, axes: str) -> str:
    """A block of (height, width) centred on `middle`, its axes written above and beside it."""
    height, width = size
    top = middle - height / 2
    down, across = axes
    return "".join(
        [
            rect((left, top), width, height, "bars"),
            rect((left, top), width, height, "axis"),
            text((left + width / 2, middle + 4), name, anchor="middle"),
            text((left + width / 2, top - 6), across, anchor="middle", italic=True, css="faint"),
            text((left - 5, middle + 4), down, anchor="end", italic=True, css="faint"),
        ]
    )


def product(middle: float, made: tuple, first: tuple, second: tuple, words: str) -> list[str]:
    """`made` = `first` times `second`, each (name, axes, size)."""
    parts, x = [], 30.0
    for sign, (name, axes, size) in (("", made), ("=", first), ("", second)):
        if sign:
            parts.append(text((x - GAP / 2 - 2, middle + 4), sign, anchor="middle"))
            x += 12
        parts.append(block(x, middle, size, name, axes))
        x += size[1] + GAP
    return [*parts, text((258, middle + 4), words)]


def draw() -> str:
    rows = [
        *product(
            56,
            ("dW", "DM", (D, M)),
            ("x.T", "DN", (D, N)),
            ("dy", "NM", (N, M)),
            "examples meet and disappear",
        ),
        *product(
            158,
            ("dx", "ND", (N, D)),
            ("dy", "NM", (N, M)),
            ("W.T", "MD", (M, D)),
            "outputs meet and disappear",
        ),
        *product(
            252,
            ("db", " M", (16, M)),
            ("1", " N", (16, N)),
            ("dy", "NM", (N, M)),
            "a sum over examples",
        ),
    ]
    return document(
        "shape-blocks",
        (420, 300),
        "The three gradients of a linear layer as products of blocks",
        "Each array is a block whose height and width are its axes. dW, D by M, is x turned over, "
        "D by N, times dy, N by M: the sides N meet. dx, N by D, is dy, N by M, times W turned "
        "over, M by D: the sides M meet. db, a row of length M, is a row of N ones times dy.",
        *rows,
    )
