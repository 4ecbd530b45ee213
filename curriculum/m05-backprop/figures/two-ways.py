"""A weight that is used twice: two ways from w to v."""

from drawing import document, line, path, rect, text

BOX = (58, 34)


def box(corner: tuple[float, float], words: str) -> str:
    middle = (corner[0] + BOX[0] / 2, corner[1] + BOX[1] / 2 + 4)
    return rect(corner, *BOX, "axis") + text(middle, words, anchor="middle", italic=True)


def draw() -> str:
    return document(
        "two-ways",
        (420, 190),
        "Two ways from a weight to the result",
        "The weight w leads to u with the factor x = 2, and u leads to v with the factor w = 0.5. "
        "It also leads to v directly, with the factor u = 1. The first way gives 1, the second "
        "gives 1, together 2.",
        line((88, 106), (181, 106), "curve"),
        line((239, 106), (332, 106), "curve"),
        path([(59, 89), (59, 40), (361, 40), (361, 89)], "hand"),
        box((30, 89), "w"),
        box((181, 89), "u"),
        box((332, 89), "v"),
        text((134, 98), "*x* = 2", anchor="middle"),
        text((285, 98), "*w* = 0.5", anchor="middle"),
        text((210, 32), "*u* = 1", anchor="middle"),
        text((210, 164), "by way of *u*: 2 · 0.5 = 1; directly: 1; together 2", anchor="middle"),
    )
