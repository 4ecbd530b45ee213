"""Two tokens, one of probability 1/2 and one that gets rarer: three ways to average them."""

from math import log2

from drawing import Plane, document, dot, text

PLANE = Plane(x=(0, 10), y=(0, 6), left=44, right=268, top=24, bottom=210)
BITS = [n / 10 for n in range(101)]  # surprise of the second token

# Name, average of what the two tokens are worth, class, end of the curve, place of the name.
WAYS = (
    ("mean of choices", lambda a, b: (a + b) / 2, "dash", 6.8, (210, 16)),
    ("perplexity", lambda a, b: (a * b) ** 0.5, "hand", 10, (276, 44)),
    ("1 / mean probability", lambda a, b: 2 / (1 / a + 1 / b), "curve", 10, (276, 152)),
)


def draw() -> str:
    parts = [PLANE.levels({n: str(2**n) for n in range(7)})]
    parts.append(PLANE.ticks({n: f"1/{2**n}" if n else "1" for n in range(0, 11, 2)}))
    for name, average, css, end, place in WAYS:
        xs = [bits for bits in BITS if bits <= end]
        parts.append(PLANE.curve(lambda bits, f=average: log2(f(2.0, 2.0**bits)), xs, css))
        parts.append(text(place, name, css="hand-fill" if css == "hand" else ""))
    for average, height in ((way[1], log2(way[1](2.0, 8.0))) for way in WAYS):
        parts.append(dot(PLANE.at(3, height), "hand-fill" if average is WAYS[1][1] else "bars"))
    return document(
        "three-means",
        (420, 252),
        "Three averages of two tokens",
        "One token has the probability 1/2; the other gets rarer, from 1 to 1/1024. The perplexity "
        "grows evenly, from 1.4 to 45. One divided by the mean probability never exceeds 4. The "
        "mean of the choices leaves the figure. At 1/8 the three are 4, 3.2 and 5.",
        *parts,
        text(
            (PLANE.right, 246), "probability of the other", anchor="end", css="faint", italic=True
        ),
        text((PLANE.left - 10, 12), "choices", css="faint", italic=True),
    )
