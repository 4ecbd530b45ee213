"""Bits a character against the length of the context: alone, and mixed with shorter ones."""

from drawing import Plane, document, dot, line, path, text
from smoothing import LONGEST, all_mixed, best_alone

from apps.sandbox import stories

PLANE = Plane(x=(2, 10), y=(0, 1.6), left=40, right=400, top=20, bottom=204)


def draw() -> str:
    single = [best_alone(length) for length in range(LONGEST + 1)]
    together = all_mixed()
    parts = [PLANE.levels({0: "0", 0.4: "0.4", 0.8: "0.8", 1.2: "1.2", 1.6: "1.6"})]
    parts.append(PLANE.ticks({length: str(length) for length in range(2, LONGEST + 1)}))
    for values, css, mark in ((single, "dash", ""), (together, "curve", "curve-dot")):
        points = [PLANE.at(length, values[length]) for length in range(2, LONGEST + 1)]
        parts.append(path(points, css))
        parts += [dot(point) for point in points] if mark else []
    floor = PLANE.at(2, stories.bits_per_character())
    parts.append(line(floor, (PLANE.right, floor[1]), "hair"))
    x, y = PLANE.at(7.4, 0.72)
    parts.append(text((x, y), "one length alone", css="faint"))
    x, y = PLANE.at(6.2, 0.27)
    parts.append(text((x, y), "mixed with the shorter ones", anchor="middle"))
    parts.append(text((floor[0] + 6, floor[1] - 5), "entropy", css="faint"))
    parts.append(text((PLANE.right, 240), "characters of context", anchor="end", italic=True))
    told = "; ".join(
        f"{length}: {single[length]:.2f} alone, {together[length]:.2f} mixed"
        for length in range(2, LONGEST + 1)
    )
    return document(
        "one-length",
        (420, 250),
        "Bits a character against the length of the context",
        "Two curves that fall together up to a length of 3, then part: one rises again, the other "
        f"does not. Bits a character by length: {told}. "
        "The entropy of stories, 0.13, is marked below.",
        *parts,
    )
