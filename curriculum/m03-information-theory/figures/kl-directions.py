"""Both directions of the divergence between a fair coin and a bent one."""

from drawing import Plane, document, dot, text
from information import coin, kl

PLANE = Plane(x=(0, 1), y=(0, 3), left=34, right=390, top=14, bottom=234)
FAIR, BENT = coin(0.5), 0.99


def ann(q: float) -> float:
    """The coin is fair, the belief is q."""
    return kl(FAIR, coin(q))


def ben(q: float) -> float:
    """The coin is q, the belief is a fair one."""
    return kl(coin(q), FAIR)


def draw() -> str:
    edge = 0.5 - (0.25 - 4**-4) ** 0.5  # where the rising curve leaves the picture, at 3 bits
    steps = [edge + (1 - 2 * edge) * step / 200 for step in range(201)]
    high, low = PLANE.at(BENT, ann(BENT)), PLANE.at(BENT, ben(BENT))
    return document(
        "kl-directions",
        (420, 270),
        "The price of being wrong, both ways round",
        "Across, a coin's probability of heads, q; upwards, bits a toss. Two bowls touch 0 at one "
        "half. The steeper one, for a fair coin believed to be q, leaves the picture at 3 bits "
        "near both ends. The flatter one, for a coin q believed to be fair, rises to 1 bit at "
        f"both ends. At {BENT} the two are {ann(BENT):.3f} and {ben(BENT):.3f} bits.",
        PLANE.levels({0: "0", 1: "1", 2: "2", 3: "3"}),
        PLANE.ticks({0: "0", 0.5: "0.5", BENT: "0.99"}),
        PLANE.curve(ben, [step / 200 for step in range(201)], "curve"),
        PLANE.curve(ann, steps, "hand"),
        dot(high),
        dot(low, "curve"),
        text((high[0] - 12, high[1] + 4), f"Ann {ann(BENT):.3f}", anchor="end", css="hand-fill"),
        text((PLANE.right, PLANE.bottom - 7), f"Ben {ben(BENT):.3f}", anchor="end"),
        text((42, 10), "bits lost a toss", css="faint", italic=True),
        text((212, 267), "how often the bent coin falls heads, *q*", anchor="middle", css="faint"),
    )
