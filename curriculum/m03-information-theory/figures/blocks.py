"""Questions a toss when a 0.9 coin is guessed in blocks, with the best tree for each block."""

import heapq
from itertools import product
from math import log2, prod

from drawing import Plane, document, dot, line, text

HEADS = 0.9
PLANE = Plane(x=(0.4, 8.6), y=(0, 1.12), left=34, right=404, top=18, bottom=204)


def best_tree(p: list[float]) -> float:
    """Average questions of the best tree over outcomes of probabilities p: join the two rarest."""
    heap, questions = sorted(p), 0.0
    while len(heap) > 1:
        joined = heapq.heappop(heap) + heapq.heappop(heap)
        questions += joined  # whatever lies below is asked about once more
        heapq.heappush(heap, joined)
    return questions


def per_toss(tosses: int) -> float:
    """Questions a toss in blocks of so many tosses."""
    return best_tree([prod(block) for block in product([HEADS, 1 - HEADS], repeat=tosses)]) / tosses


def draw() -> str:
    floor = -HEADS * log2(HEADS) - (1 - HEADS) * log2(1 - HEADS)
    strokes = []
    for tosses in range(1, 9):
        cost = per_toss(tosses)
        head = PLANE.at(tosses, cost)
        strokes += [line(PLANE.at(tosses, 0), head, "axis"), dot(head)]
        strokes.append(text((head[0], head[1] - 8), f"{cost:.3f}", anchor="middle"))
    x0, y = PLANE.at(0.4, floor)
    return document(
        "blocks",
        (420, 244),
        "Questions a toss, in blocks of 1 to 8 tosses",
        "Eight strokes, for blocks of one to eight tosses. One toss at a time costs one question "
        "a toss; two together 0.645, three 0.533, four 0.493, five 0.480, six 0.470, seven 0.474, "
        "eight 0.476. A dashed line at the entropy, 0.469, lies under all of them.",
        PLANE.levels({0: "0", 0.5: "0.5", 1: "1"}),
        PLANE.ticks({n: str(n) for n in range(1, 9)}),
        line((x0, y), PLANE.at(8.6, floor), "dash"),
        text((x0 + 4, y + 15), "entropy, 0.469", css="faint", italic=True),
        *strokes,
        text((42, 10), "questions a toss", css="faint", italic=True),
        text((219, 238), "tosses guessed together", anchor="middle", css="faint"),
    )
