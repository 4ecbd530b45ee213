"""Entropy of a coin against its probability of heads."""

from math import log2

from drawing import Plane, document, dot, line, text

PLANE = Plane(x=(0, 1), y=(0, 1), left=34, right=368, top=14, bottom=214)


def entropy(p: float) -> float:
    return sum(-q * log2(q) for q in (p, 1 - p) if q > 0)


def draw() -> str:
    marked = {0.5: "1 bit", 0.9: "0.469", 0.99: "0.081"}
    notes = []
    for p, label in marked.items():
        x, y = PLANE.at(p, entropy(p))
        notes.append(dot((x, y)))
        side = {0.5: (0, 22, "middle"), 0.9: (-9, 5, "end"), 0.99: (9, 2, "start")}[p]
        notes.append(text((x + side[0], y + side[1]), label, anchor=side[2]))
    return document(
        "coin-entropy",
        (420, 250),
        "Entropy of a coin",
        "A symmetric arch over the probability of heads. It is zero at 0 and at 1, where nothing "
        "is in doubt, and reaches one bit at one half. At 0.9 it is 0.469 bits, at 0.99 0.081.",
        PLANE.levels({0: "0", 0.5: "0.5", 1: "1"}),
        PLANE.ticks({0: "0", 0.5: "0.5", 0.9: "0.9", 1: "1"}),
        line(PLANE.at(0.9, 0), PLANE.at(0.9, entropy(0.9)), "dash"),
        PLANE.curve(entropy, [step / 200 for step in range(201)], "curve"),
        *notes,
        text((42, 10), "bits a toss", css="faint", italic=True),
        text((201, 247), "probability of heads", anchor="middle", css="faint"),
    )
