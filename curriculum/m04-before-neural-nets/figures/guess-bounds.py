"""What a counting player pays with guesses and with probabilities, by the letters it remembers."""

from collections import Counter
from math import log2

from counting import new_stories, reader
from drawing import Plane, document, dot, path, text
from information import entropy

from apps.sandbox import stories

PLANE = Plane(x=(1, 8), y=(0, 3.5), left=44, right=290, top=20, bottom=220)

# What is drawn: class, name, and where the name stands.
KEY = (
    ("curve", "guesses, at most", 176),
    ("hand", "probabilities", 194),
    ("dash", "guesses, at least", 209),
    ("axis", "entropy", 224),
)


def from_guesses(ranks: list[int]) -> tuple[float, float]:
    """Bits a letter: at most, and at least."""
    times = Counter(ranks)
    q = sorted((n / len(ranks) for n in times.values()), reverse=True)
    steps = [a - b for a, b in zip(q, [*q[1:], 0.0])]
    return entropy(q), sum(i * step * log2(i) for i, step in enumerate(steps, start=1))


def measured() -> list[tuple[float, float, float]]:
    """For memories of 1 to 8 letters: at most, paid with probabilities, at least."""
    new, rows = new_stories(), []
    for order in range(1, 9):
        bits, (most, least) = reader(order).bits(new), from_guesses(reader(order).ranks(new))
        rows.append((most, sum(bits) / len(bits), least))
    return rows


def draw() -> str:
    rows, floor = measured(), stories.bits_per_character()
    parts = [
        PLANE.levels({n: str(n) for n in range(4)}),
        PLANE.ticks({n: str(n) for n in range(1, 9)}),
    ]
    for which, (css, name, y) in enumerate(KEY):
        heights = [row[which] for row in rows] if which < 3 else [floor] * len(rows)
        points = [PLANE.at(order, height) for order, height in enumerate(heights, start=1)]
        parts.append(path(points, css))
        parts += [dot(point, radius=2.6) for point in points if css == "hand"]
        parts.append(text((PLANE.right + 9, y), name, css="hand-fill" if css == "hand" else ""))
    most, paid, least = rows[4]
    return document(
        "guess-bounds",
        (420, 262),
        "Bits a letter from guesses and from probabilities",
        "Three falling curves against the letters that a player remembers, from 1 to 8. With 5 "
        f"letters: at most {most:.2f} bits by its guesses, {paid:.2f} paid with probabilities, at "
        f"least {least:.2f} by its guesses. All stay above the entropy of the stories, "
        f"{floor:.2f}.",
        *parts,
        text((PLANE.right, 256), "letters remembered", anchor="end", css="faint", italic=True),
        text((PLANE.left - 8, 12), "bits a letter", css="faint", italic=True),
    )
