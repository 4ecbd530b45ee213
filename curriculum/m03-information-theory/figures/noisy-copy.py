"""What a noisy copy of a fair bit tells about it."""

from drawing import Plane, document, dot, text
from information import coin, entropy

PLANE = Plane(x=(0, 1), y=(0, 1), left=34, right=390, top=22, bottom=214)
WRONG = 0.1  # one time in ten


def told(wrong: float) -> float:
    """Bits that a copy tells which is wrong so often."""
    return 1 - entropy(coin(wrong))


def draw() -> str:
    at = PLANE.at(WRONG, told(WRONG))
    return document(
        "noisy-copy",
        (420, 252),
        "What a copy of a fair bit tells about it",
        "Across, how often the copy is wrong; upwards, bits. A bowl: 1 bit if it is never wrong, "
        "0 bits if it is wrong half of the time, and 1 bit again if it is always wrong. At "
        f"{WRONG} it is {told(WRONG):.3f} bits.",
        PLANE.levels({0: "0", 0.5: "0.5", 1: "1"}),
        PLANE.ticks({0: "0", WRONG: "0.1", 0.5: "0.5", 1: "1"}),
        PLANE.curve(told, [step / 200 for step in range(201)], "curve"),
        dot(at),
        text((at[0] + 10, at[1] + 2), f"{told(WRONG):.3f}", css="hand-fill"),
        text((42, 14), "bits told", css="faint", italic=True),
        text((212, 248), "how often the copy is wrong", anchor="middle", css="faint"),
    )
