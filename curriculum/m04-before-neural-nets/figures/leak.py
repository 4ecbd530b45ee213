"""Bits on the held-out part against memory, for stories held out whole and for windows."""

from drawing import Plane, document, dot, line, text
from splits import scores

from apps.sandbox import stories

PLANE = Plane(x=(2, 20), y=(0, 1.6), left=44, right=318, top=22, bottom=212)
WAYS = (("story", "curve", "whole stories"), ("window", "hand", "windows"))


def draw() -> str:
    floor = stories.bits_per_character()
    parts = [PLANE.levels({0: "0", 0.5: "0.5", 1: "1", 1.5: "1.5"})]
    parts.append(PLANE.ticks({n: str(n) for n in range(2, 21, 3 * 2)}))
    parts.append(line(PLANE.at(2, floor), PLANE.at(20, floor), "dash"))
    parts.append(text((PLANE.right + 8, PLANE.at(20, floor)[1] - 6), "entropy"))
    for way, css, name in WAYS:
        found = scores(way)
        parts.append(PLANE.curve(found.__getitem__, found, css))
        parts += [dot(PLANE.at(n, bits), "hand-fill") for n, bits in found.items() if css == "hand"]
        x, y = PLANE.at(20, found[20])
        below = 12 if css == "hand" else 4
        parts.append(text((x + 8, y + below), name, css="hand-fill" if css == "hand" else ""))
    whole, window = scores("story"), scores("window")
    return document(
        "leak",
        (420, 254),
        "A score that falls through the floor",
        "Two curves of bits a character against characters remembered, from 2 to 20. With whole "
        f"stories held out the score falls from {whole[2]:.2f} to {whole[8]:.2f} at 8 and rises to "
        f"{whole[20]:.2f}. With windows it falls all the way, from {window[2]:.2f} to "
        f"{window[20]:.2f}, below the entropy of {floor:.2f}.",
        *parts,
        text((PLANE.right, 248), "characters remembered", anchor="end", css="faint", italic=True),
        text((PLANE.left - 10, 12), "bits a character", css="faint", italic=True),
    )
