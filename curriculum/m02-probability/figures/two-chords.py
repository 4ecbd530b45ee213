"""A curve, its slope at a point, and the chords of the one-sided and the central difference."""

from drawing import Plane, document, dot, line, text

X, H = 2.0, 0.9
PLANE = Plane(x=(0.7, 3.2), y=(-4, 30), left=20, right=330, top=16, bottom=226)


def cube(x: float) -> float:
    return x * x * x


def chord(start: float, end: float, reach: float, css: str) -> str:
    """The line through two points of the curve, drawn a little beyond them."""
    slope = (cube(end) - cube(start)) / (end - start)
    left, right = start - reach, end + reach
    return line(
        PLANE.at(left, cube(start) - slope * reach),
        PLANE.at(right, cube(end) + slope * reach),
        css,
    )


def draw() -> str:
    one_sided = (cube(X + H) - cube(X)) / H
    central = (cube(X + H) - cube(X - H)) / (2 * H)
    slope = 3 * X * X
    tangent = line(
        PLANE.at(X - 0.8, cube(X) - 0.8 * slope), PLANE.at(X + 1.1, cube(X) + 1.1 * slope), "axis"
    )
    floor = PLANE.at(X, -4)[1]
    drops = [
        line(PLANE.at(x, cube(x)), (PLANE.at(x, 0)[0], floor), "dash") for x in (X - H, X, X + H)
    ]
    labels = [(X - H, "*x* − *h*"), (X, "*x*"), (X + H, "*x* + *h*")]
    return document(
        "two-chords",
        (420, 262),
        "A slope and two attempts at it",
        f"The curve of x cubed, its tangent at {X:g} with slope {slope:g}, the chord from there to "
        f"{X + H:g} with slope {one_sided:.1f}, which is much steeper, and the chord from "
        f"{X - H:g} to {X + H:g} with slope {central:.1f}, nearly parallel to the tangent.",
        line((PLANE.left, floor), (PLANE.right, floor), "axis"),
        *drops,
        tangent,
        PLANE.curve(cube, [0.7 + 2.36 * step / 100 for step in range(101)], "curve"),
        chord(X, X + H, 0.12, "dash"),
        chord(X - H, X + H, 0.14, "hand"),
        *(dot(PLANE.at(x, cube(x))) for x in (X - H, X + H)),
        dot(PLANE.at(X, cube(X)), css="curve"),
        *(text((PLANE.at(x, 0)[0], floor + 18), label, anchor="middle") for x, label in labels),
        text((318, 132), "one side:", css="faint"),
        text((318, 148), f"slope {one_sided:.1f}"),
        text((318, 178), "both sides:", css="hand-fill"),
        text((318, 194), f"slope {central:.1f}"),
        text((318, 86), "at the point:", css="faint"),
        text((318, 102), f"slope {slope:g}"),
    )
