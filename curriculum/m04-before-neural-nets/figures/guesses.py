"""How many guesses a counting player needs for each letter of a sentence."""

from math import log2

from counting import new_stories, reader
from drawing import document, line, rect, text

ROWS = ("At last she saw the coin under ", "the bridge, and the cat purred.")
LEFT, STEP, BASES = 10, 13, (92, 212)


def ranks() -> list[int]:
    """Of the sentence, within the first story."""
    story = new_stories().splitlines()[0]
    start = story.index("".join(ROWS))
    return reader(5).ranks(story)[start : start + sum(map(len, ROWS))]


def draw() -> str:
    parts, needed = [], iter(ranks())
    for row, base in zip(ROWS, BASES):
        parts.append(line((LEFT, base), (LEFT + STEP * len(row), base), "axis"))
        for column, (letter, guesses) in enumerate(zip(row, needed)):
            x = LEFT + STEP * (column + 0.5)
            high = 3 + 13 * log2(guesses)
            css = "hand-fill" if guesses > 1 else "bars"
            parts.append(rect((x - 4, base - high), 8, high, css))
            parts.append(text((x, base + 17), letter.replace(" ", "␣"), anchor="middle"))
            if guesses > 1:
                parts.append(text((x, base - high - 5), str(guesses), anchor="middle"))
    return document(
        "guesses",
        (420, 240),
        "Guesses for each letter of a sentence",
        "The sentence “At last she saw the coin under the bridge, and the cat purred”, a bar over "
        "each letter for the guesses that it took. Most letters took one. Those that took more "
        "stand at or near the beginning of a word: 4 for the c of coin, 9 for the u of under, and "
        "4, 2 and 2 for the letters of cat.",
        *parts,
    )
