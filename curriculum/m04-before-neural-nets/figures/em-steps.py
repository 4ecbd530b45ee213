"""The cost of three held-out words against one weight, and steps of EM down to its lowest place."""

from drawing import Plane, document, dot, text
from smoothing import mix_bits, share_step

PLACES = [(0.2, 0.0), (0.1, 0.6), (0.3, 0.3)]
PLANE = Plane(x=(0, 1), y=(6, 9), left=44, right=400, top=24, bottom=204)


def bits(weight: float) -> float:
    return mix_bits(PLACES, [1 - weight, weight])


def steps(start: float, count: int) -> list[float]:
    """Weights of the second expert, from `start` on."""
    found = [start]
    for _ in range(count):
        found.append(share_step(PLACES, [1 - found[-1], found[-1]])[1])
    return found


def draw() -> str:
    parts = [PLANE.levels({6: "6", 7: "7", 8: "8", 9: "9"})]
    parts.append(PLANE.ticks({0: "0", 0.2: "0.2", 0.4: "0.4", 0.6: "0.6", 0.8: "0.8", 1: "1"}))
    xs = [k / 200 for k in range(196)]
    parts.append(PLANE.curve(bits, (x for x in xs if bits(x) <= 9), "curve"))
    walk = steps(0.9, 6)
    for number, weight in enumerate(walk):
        x, y = PLANE.at(weight, bits(weight))
        parts.append(dot((x, y)))
        if number < 3:
            parts.append(text((x - 8, y - 8), str(number), anchor="end"))
    x, y = PLANE.at(0.4, bits(0.4))
    parts.append(text((x, y - 26), "lowest at 0.4", anchor="middle", css="faint"))
    parts.append(text((44, 14), "bits for the three words", italic=True))
    parts.append(text((PLANE.right, 240), "weight of expert 3", anchor="end", italic=True))
    told = ", ".join(f"{weight:.2f}" for weight in walk)
    return document(
        "em-steps",
        (420, 250),
        "What three words cost for every weight of expert 3, and steps of EM",
        f"A curve with one lowest place, {bits(0.4):.2f} bits at a weight of 0.4; it is "
        f"{bits(0):.2f} bits at 0 and rises without end towards 1. Steps of EM stand at {told}.",
        *parts,
    )
