"""Two rows of a bigram table, before and after adding 1 to every count."""

from drawing import Plane, document, rect, text

ROWS = {"a": (0, 2, 1, 1, 0), "c": (1, 0, 0, 0, 0)}
LETTERS = "abcdr"
PLANES = {
    "a": Plane(x=(0, 5), y=(0, 1), left=34, right=204, top=34, bottom=184),
    "c": Plane(x=(0, 5), y=(0, 1), left=234, right=404, top=34, bottom=184),
}


def shares(counts: tuple[int, ...], k: int) -> list[float]:
    return [(n + k) / (sum(counts) + k * len(counts)) for n in counts]


def draw() -> str:
    parts = []
    for letter, counts in ROWS.items():
        plane = PLANES[letter]
        parts.append(plane.levels({0: "0", 0.5: "0.5", 1: "1"} if letter == "a" else {0: ""}))
        pairs = zip(shares(counts, 0), shares(counts, 1), strict=True)
        for index, heights in enumerate(pairs):
            for side, (height, css) in enumerate(zip(heights, ("hand-fill", "bars"), strict=True)):
                x, y = plane.at(index + 0.15 + 0.35 * side, height)
                parts.append(rect((x, y), 11, plane.bottom - y, css))
            middle = plane.at(index + 0.5, 0)
            words = f"*{LETTERS[index]}*"
            parts.append(text((middle[0], middle[1] + 18), words, anchor="middle"))
        parts.append(
            text(((plane.left + plane.right) / 2, 16), f"after *{letter}*", anchor="middle")
        )
    return document(
        "add-k",
        (420, 214),
        "Two rows, before and after adding 1 to every count",
        "Bars in pairs for what comes after a and after c. After a: b falls from 0.5 to 0.33, c "
        "and d from 0.25 to 0.22, a and r rise from 0 to 0.11. After c: a falls from 1 to 0.33, "
        "and all others rise from 0 to 0.17.",
        *parts,
    )
