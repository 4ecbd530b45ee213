"""Questions a toss when a 0.9 coin is guessed in blocks, with the best tree for each block."""

from itertools import product
from math import prod

from drawing import Plane, document, dot, line, text
from information import best_questions, coin, entropy

COIN = coin(0.9)
PLANE = Plane(x=(0.4, 8.6), y=(0, 1.12), left=34, right=336, top=18, bottom=204)


def per_toss(tosses: int) -> float:
    """Questions a toss in blocks of so many tosses."""
    return best_questions([prod(block) for block in product(COIN, repeat=tosses)]) / tosses


def draw() -> str:
    floor = entropy(COIN)
    costs = {tosses: per_toss(tosses) for tosses in range(1, 9)}
    listed = ", ".join(f"{cost:.3f}" for cost in costs.values())
    strokes = []
    for tosses, cost in costs.items():
        head = PLANE.at(tosses, cost)
        strokes += [line(PLANE.at(tosses, 0), head, "axis"), dot(head)]
        strokes.append(
            text(
                (head[0], head[1] - 8),
                f"{cost:.3f}".lstrip("0") if tosses > 1 else "1",
                anchor="middle",
            )
        )
    x0, y = PLANE.at(0.4, floor)
    return document(
        "blocks",
        (420, 244),
        "Questions a toss, in blocks of 1 to 8 tosses",
        f"Eight strokes, for blocks of one to eight tosses: {listed} questions a toss. A dashed "
        f"line at the entropy, {floor:.3f}, lies under all of them.",
        PLANE.levels({0: "0", 0.5: "0.5", 1: "1"}),
        PLANE.ticks({n: str(n) for n in range(1, 9)}),
        line((x0, y), PLANE.at(8.6, floor), "dash"),
        text((342, y + 4), f"entropy, {floor:.3f}", css="faint", italic=True),
        *strokes,
        text((42, 10), "questions a toss", css="faint", italic=True),
        text((185, 238), "tosses guessed together", anchor="middle", css="faint"),
    )
