"""Entropy of a coin against its probability of heads."""

from drawing import Plane, document, dot, line, text
from information import coin, entropy

PLANE = Plane(x=(0, 1), y=(0, 1), left=34, right=368, top=14, bottom=214)


def height(heads: float) -> float:
    return entropy(coin(heads))


def draw() -> str:
    marked = {p: f"{height(p):.3f}" for p in (0.9, 0.99)} | {0.5: f"{height(0.5):g} bit"}
    notes = []
    for p, label in marked.items():
        x, y = PLANE.at(p, height(p))
        notes.append(dot((x, y)))
        side = {0.5: (0, 22, "middle"), 0.9: (-9, 5, "end"), 0.99: (9, 2, "start")}[p]
        notes.append(text((x + side[0], y + side[1]), label, anchor=side[2]))
    return document(
        "coin-entropy",
        (420, 250),
        "Entropy of a coin",
        "A symmetric arch over the probability of heads. It is zero at 0 and at 1, where nothing "
        f"is in doubt, and reaches one bit at one half. At 0.9 it is {marked[0.9]} bits, at 0.99 "
        f"{marked[0.99]}.",
        PLANE.levels({0: "0", 0.5: "0.5", 1: "1"}),
        PLANE.ticks({0: "0", 0.5: "0.5", 0.9: "0.9", 1: "1"}),
        line(PLANE.at(0.9, 0), PLANE.at(0.9, height(0.9)), "dash"),
        PLANE.curve(height, [step / 200 for step in range(201)], "curve"),
        *notes,
        text((42, 10), "bits a toss", css="faint", italic=True),
        text((201, 247), "probability of heads", anchor="middle", css="faint"),
        data='data-turns="coin" '
        f'data-plane="{PLANE.left} {PLANE.right} {PLANE.top} {PLANE.bottom}"',
    )
