"""The best questions for a bag of eight tiles, each cutting what is left in half."""

from drawing import document, line, text

# (tiles, x, y); each node's children are the next two in the order below it
KNOTS = [
    ("a a a a b b c d", 210),
    ("a", 96),
    ("b b c d", 268),
    ("b", 196),
    ("c d", 324),
    ("c", 284),
    ("d", 364),
]
LEVEL = [24, 92, 92, 160, 160, 228, 228]
EDGES = [(0, 1, "yes"), (0, 2, "no"), (2, 3, "yes"), (2, 4, "no"), (4, 5, "yes"), (4, 6, "no")]
QUESTIONS = {0: "is it *a*?", 2: "is it *b*?", 4: "is it *c*?"}
BILLS = {1: "1 question", 3: "2", 5: "3", 6: "3"}


def draw() -> str:
    parts = []
    for parent, child, answer in EDGES:
        a, b = (KNOTS[parent][1], LEVEL[parent] + 26), (KNOTS[child][1], LEVEL[child] - 13)
        parts.append(line(a, b, "curve" if answer == "yes" else "axis"))
        side = -1 if answer == "yes" else 1
        middle = ((a[0] + b[0]) / 2 + side * 11, (a[1] + b[1]) / 2)
        parts.append(text(middle, answer, anchor="end" if side < 0 else "start", css="faint"))
    for index, (tiles, x) in enumerate(KNOTS):
        y = LEVEL[index]
        parts.append(text((x, y), tiles, anchor="middle", italic=True))
        if index in QUESTIONS:
            parts.append(text((x, y + 18), QUESTIONS[index], anchor="middle"))
        else:
            parts.append(text((x, y + 18), BILLS[index], anchor="middle", css="hand-fill"))
    return document(
        "question-tree",
        (420, 254),
        "The best questions for the bag of eight tiles",
        "A tree. At its root all eight tiles, and the question whether it is a. Yes ends the game "
        "after one question; no leaves four tiles, b b c d, and the question whether it is b. Yes "
        "ends after two; no leaves c and d, and a third question tells them apart. Each question "
        "leaves as many tiles on the one side as on the other.",
        *parts,
    )
