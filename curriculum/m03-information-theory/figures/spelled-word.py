"""What each letter of a word cost one reader. The probabilities are lesson 1's example."""

from drawing import Plane, document, dot, line, text
from information import surprise

GIVEN = {"q": 0.002, "u": 0.98, "i": 0.35, "e": 0.25, "t": 0.5}
PLANE = Plane(x=(-0.6, 4.6), y=(0, 10), left=36, right=404, top=14, bottom=190)


def draw() -> str:
    costs = ", ".join(f"{letter} {surprise(p):.2f}" for letter, p in GIVEN.items())
    parts = []
    for place, (letter, probability) in enumerate(GIVEN.items()):
        bits = surprise(probability)
        foot, head = PLANE.at(place, 0), PLANE.at(place, bits)
        parts.append(line(foot, head, "hand"))
        parts.append(dot(head))
        parts.append(text((head[0] + 9, min(head[1] + 4, foot[1] - 6)), f"{bits:.2f}"))
        parts.append(text((foot[0], foot[1] + 20), letter, anchor="middle", italic=True))
        parts.append(
            text((foot[0], foot[1] + 37), f"{probability:g}", anchor="middle", css="faint")
        )
    return document(
        "spelled-word",
        (420, 236),
        "The surprise of each letter of the word quiet",
        f"Five strokes, one a letter, in bits: {costs}. Below each letter stands the probability "
        "that the reader gave it.",
        PLANE.levels({0: "0", 5: "5", 10: "10"}),
        *parts,
        text((44, 10), "bits", css="faint", italic=True),
    )
