"""Stories with more and more of their frequent words kept whole: length, and what it costs."""

from cutting import measured
from drawing import Plane, document, dot, text

COUNTS = (0, 5, 10, 20, 30, 45, 60, 80, 100, 125, 150)
LENGTH = Plane(x=(0, 150), y=(0, 1), left=34, right=190, top=40, bottom=190)
COST = Plane(x=(0, 150), y=(0, 0.8), left=254, right=410, top=40, bottom=190)


def draw() -> str:
    found = {count: measured(count) for count in COUNTS}
    parts = [LENGTH.levels({0: "0", 0.5: "0.5", 1: "1"})]
    parts.append(COST.levels({0: "0", 0.2: "0.2", 0.4: "0.4", 0.6: "0.6", 0.8: "0.8"}))
    for plane, which in ((LENGTH, 0), (COST, 1)):
        parts.append(plane.ticks({n: str(n) for n in (0, 50, 100, 150)}))
        points = {count: row[which] for count, row in found.items()}
        parts.append(plane.curve(points.__getitem__, COUNTS, "hand"))
        parts += [dot(plane.at(count, height), radius=2.4) for count, height in points.items()]
        parts.append(
            text((plane.right, 226), "words kept whole", anchor="end", css="faint", italic=True)
        )
    dear, short = found[0][1], found[150][0]
    best = min(COUNTS, key=lambda count: found[count][1])
    return document(
        "cut-in-words",
        (420, 234),
        "What keeping words whole does to a text",
        "Two curves against the number of words that are tokens of their own, 0 to 150. On "
        f"the left, tokens a character: from 1 to {short:.2f}. On the right, bits a character for "
        f"a model that remembers four tokens: from {dear:.2f} to {found[best][1]:.2f} with {best} "
        f"words, and {found[150][1]:.2f} with 150.",
        *parts,
        text((LENGTH.left - 24, 18), "tokens a character", css="faint", italic=True),
        text((COST.left - 24, 18), "bits a character", css="faint", italic=True),
    )
