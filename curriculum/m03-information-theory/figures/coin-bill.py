"""The bill of a fixed belief about a coin: a straight line that touches the entropy curve once."""

from math import log2

from drawing import Plane, document, dot, path, text

BELIEF, TRUTH = 0.25, 0.6
PLANE = Plane(x=(0, 1), y=(0, 2), left=34, right=390, top=14, bottom=234)


def entropy(p: float) -> float:
    return sum(-q * log2(q) for q in (p, 1 - p) if q > 0)


def bill(p: float) -> float:
    """Bits a toss for a player who believes BELIEF when heads comes with probability p."""
    return -p * log2(BELIEF) - (1 - p) * log2(1 - BELIEF)


def draw() -> str:
    x, low = PLANE.at(TRUTH, entropy(TRUTH))
    _, high = PLANE.at(TRUTH, bill(TRUTH))
    bracket = path(
        [(x - 4, low), (x + 4, low), (x, low), (x, high), (x - 4, high), (x + 4, high)], "curve"
    )
    touch = PLANE.at(BELIEF, entropy(BELIEF))
    return document(
        "coin-bill",
        (420, 270),
        "The bill of a fixed belief about a coin",
        "Across, the true probability of heads; upwards, bits a toss. An arch shows the entropy. A "
        "straight line, the bill of a player who believes in a probability of 0.25, rises from "
        "0.415 bits at 0 to 2 bits at 1. It touches the arch at 0.25 and lies above it everywhere "
        "else; at 0.6 it is 0.395 bits too high.",
        PLANE.levels({0: "0", 1: "1", 2: "2"}),
        PLANE.ticks({0: "0", BELIEF: "0.25", TRUTH: "0.6", 1: "1"}),
        PLANE.curve(entropy, [step / 200 for step in range(201)], "curve"),
        PLANE.curve(bill, [0, 1], "hand"),
        bracket,
        dot(touch),
        text((x + 9, (low + high) / 2 + 8), f"{bill(TRUTH) - entropy(TRUTH):.3f} too many"),
        text(
            (touch[0] - 8, touch[1] - 8), "right here", anchor="end", css="hand-fill", italic=True
        ),
        text((x + 18, high - 22), "believes 0.25", anchor="end", css="hand-fill", italic=True),
        text((212, 160), "knows the coin", anchor="middle"),
        text((42, 10), "bits a toss", css="faint", italic=True),
        text((212, 267), "how often heads comes, *p*", anchor="middle", css="faint"),
    )
