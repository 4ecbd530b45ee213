"""Huffman's method on five counts: which groups are joined, and in which order."""

from drawing import Point, document, dot, line, text

LEAVES: dict[str, Point] = {
    "a": (64, 206),
    "b": (136, 206),
    "c": (212, 206),
    "d": (288, 206),
    "e": (364, 206),
}
COUNTS = {"a": 15, "b": 7, "c": 6, "d": 6, "e": 5}
JOINS = [("1", "d", "e", 150), ("2", "b", "c", 126), ("3", "2", "1", 76), ("4", "a", "3", 32)]


def draw() -> str:
    at, total, parts = dict(LEAVES), dict(COUNTS), []
    for order, left, right, y in JOINS:
        total[order] = total[left] + total[right]
        at[order] = ((at[left][0] + at[right][0]) / 2, y)
        for side, bit in ((left, "0"), (right, "1")):
            a, b = at[order], at[side]
            parts.append(line(a, (b[0], b[1] - (14 if side in LEAVES else 0)), "axis"))
            place = (a[0] + (b[0] - a[0]) * 0.45, a[1] + (b[1] - a[1]) * 0.45)
            shift = -9 if bit == "0" else 6
            parts.append(text((place[0] + shift, place[1] - 3), bit, css="faint"))
    for order, *_ in JOINS:
        x, y = at[order]
        parts.append(dot((x, y), radius=3.4))
        side, anchor = (-10, "end") if order == "2" else (12, "start")
        words = f"{order}: {total[order]}"
        parts.append(text((x + side, y - 5), words, anchor=anchor, css="hand-fill"))
    for letter, (x, y) in LEAVES.items():
        parts.append(text((x, y), f"*{letter}*", anchor="middle"))
        parts.append(text((x, y + 17), str(COUNTS[letter]), anchor="middle"))
    return document(
        "huffman-joins",
        (420, 234),
        "Huffman's method on counts 15, 7, 6, 6 and 5",
        "A tree built from below. First d and e, which come 6 and 5 times, are joined into a group "
        f"of {total['1']}. Second, b and c, 7 and 6: {total['2']}. Third, those two groups: "
        f"{total['3']}. Fourth, a, 15 times, and all others: {total['4']}. Each branch to the "
        "left is a 0, each to the right a 1, so that a has one bit and the others have three.",
        *parts,
        text((24, 223), "count", css="faint", anchor="middle"),
    )
