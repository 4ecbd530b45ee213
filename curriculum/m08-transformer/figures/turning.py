"""A query and a key, turned by 30 degrees a position: the same distance, the same angle between."""

from math import cos, radians, sin, sqrt

from drawing import document, dot, line, path, text

QUERY, KEY = (2.0, 0.0), (1.0, 1.0)  # length and direction before they are turned
UNIT, BASE = 42, 118
CENTRES = (104, 308)
PLACES = ((1, 0), (4, 3))  # of the query and of the key


def turned(v: tuple[float, float], place: int) -> tuple[float, float]:
    a = radians(30 * place)
    return v[0] * cos(a) - v[1] * sin(a), v[0] * sin(a) + v[1] * cos(a)


def circle(x: float, y: float, radius: float) -> str:
    steps = [radians(5 * n) for n in range(73)]
    return path([(x + radius * cos(a), y - radius * sin(a)) for a in steps], "hair")


def draw() -> str:
    parts = []
    for x, (m, n) in zip(CENTRES, PLACES, strict=True):
        parts += [circle(x, BASE, 2 * UNIT), circle(x, BASE, sqrt(2) * UNIT)]
        ends = []
        for v, place, css in ((QUERY, m, "hand"), (KEY, n, "curve")):
            across, up = turned(v, place)
            end = (x + UNIT * across, BASE - UNIT * up)
            ends.append((across, up))
            parts.append(line((x, BASE), end, css))
            fill = "hand-fill" if css == "hand" else "ink-fill"
            parts.append(dot(end, fill))
        score = sum(a * b for a, b in zip(*ends, strict=True))
        parts.append(text((x, 240), f"query at {m}, key at {n}", anchor="middle"))
        parts.append(text((x, 258), f"score {score:.3f}", anchor="middle", css="faint"))
    return document(
        "turning",
        (412, 266),
        "A query and a key at places 1 and 0, and at places 4 and 3",
        "Two circles around a point, the outer one for the query, of length 2, the inner one for "
        "the key. On the left the query points 30 degrees up and the key 45. On the right both are "
        "turned by 90 degrees more, the query to 120 and the key to 135. The angle between them is "
        "15 degrees in both, and so the score is 2.732 in both.",
        *parts,
    )
