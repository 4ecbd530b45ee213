"""Perplexity of new stories for readers that remember 0 to 8 letters."""

from math import log2

from counting import new_stories, reader
from drawing import Plane, document, dot, line, text

from apps.sandbox import stories

PLANE = Plane(x=(0, 8), y=(0, 6), left=44, right=300, top=20, bottom=206)


def draw() -> str:
    new = new_stories()
    bits = [sum(reader(order).bits(new)) / len(new) for order in range(9)]
    floor = stories.bits_per_character()
    parts = [
        PLANE.levels({n: str(2**n) for n in range(6)}),
        PLANE.ticks({n: str(n) for n in range(9)}),
    ]
    parts.append(line(PLANE.at(0, log2(50)), PLANE.at(8, log2(50)), "dash"))
    parts.append(line(PLANE.at(0, floor), PLANE.at(8, floor), "dash"))
    parts.append(PLANE.curve(lambda n: bits[int(n)], range(9), "hand"))
    for order, height in enumerate(bits):
        x, y = PLANE.at(order, height)
        parts.append(dot((x, y)))
        parts.append(text((x + 2, y - 8), f"{2**height:.3g}", css="hand-fill"))
    return document(
        "choices",
        (420, 250),
        "Perplexity by letters remembered",
        "A falling curve on a scale of doublings. Readers that remember 0 to 8 letters have a "
        "perplexity of " + ", ".join(f"{2**height:.3g}" for height in bits) + " a character. A "
        f"reader that knows nothing has 50, and the stories themselves {2**floor:.3g}.",
        *parts,
        text((PLANE.right + 8, PLANE.at(0, log2(50))[1] + 4), "knows nothing: 50"),
        text((PLANE.right + 8, PLANE.at(0, floor)[1] + 4), f"stories: {2**floor:.3g}"),
        text((PLANE.right, 244), "letters remembered", anchor="end", css="faint", italic=True),
        text((PLANE.left - 10, 12), "choices a character", css="faint", italic=True),
    )
