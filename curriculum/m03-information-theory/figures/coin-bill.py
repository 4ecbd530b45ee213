"""The bill of a fixed belief about a coin: a straight line that touches the entropy curve once."""

from drawing import Plane, document, dot, path, text
from information import coin, cross_entropy, entropy

BELIEF, TRUTH = 0.25, 0.6
PLANE = Plane(x=(0, 1), y=(0, 2), left=34, right=390, top=14, bottom=234)


def least(heads: float) -> float:
    """Bits a toss for a player who knows the coin."""
    return entropy(coin(heads))


def bill(heads: float) -> float:
    """Bits a toss for a player who believes BELIEF."""
    return cross_entropy(coin(heads), coin(BELIEF))


def draw() -> str:
    x, low = PLANE.at(TRUTH, least(TRUTH))
    _, high = PLANE.at(TRUTH, bill(TRUTH))
    bracket = path(
        [(x - 4, low), (x + 4, low), (x, low), (x, high), (x - 4, high), (x + 4, high)], "curve"
    )
    too_many = bill(TRUTH) - least(TRUTH)
    touch = PLANE.at(BELIEF, least(BELIEF))
    return document(
        "coin-bill",
        (420, 270),
        "The bill of a fixed belief about a coin",
        "Across, the true probability of heads; upwards, bits a toss. An arch shows the entropy. A "
        f"straight line, the bill of a player who believes in a probability of {BELIEF}, rises "
        f"from {bill(0):.3f} bits at 0 to {bill(1):g} bits at 1. It touches the arch at {BELIEF} "
        f"and lies above it everywhere else; at {TRUTH} it is {too_many:.3f} bits too high.",
        PLANE.levels({0: "0", 1: "1", 2: "2"}),
        PLANE.ticks({0: "0", BELIEF: "0.25", TRUTH: "0.6", 1: "1"}),
        PLANE.curve(least, [step / 200 for step in range(201)], "curve"),
        PLANE.curve(bill, [0, 1], "hand"),
        bracket,
        dot(touch),
        text((x + 9, (low + high) / 2 + 8), f"{too_many:.3f} too many"),
        text(
            (touch[0] - 8, touch[1] - 8), "right here", anchor="end", css="hand-fill", italic=True
        ),
        text((x + 18, high - 22), f"believes {BELIEF}", anchor="end", css="hand-fill", italic=True),
        text((212, 160), "knows the coin", anchor="middle"),
        text((42, 10), "bits a toss", css="faint", italic=True),
        text((212, 267), "how often heads comes, *p*", anchor="middle", css="faint"),
    )
