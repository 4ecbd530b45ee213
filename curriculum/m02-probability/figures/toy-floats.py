"""All positive numbers with three binary digits, on a line: the gaps double with the powers."""

from drawing import document, line, text

LEFT, UNIT, BASE = 16, 48, 96  # x of 0; length of 1; y of the line
POWERS = range(-2, 3)  # 2^k and the three numbers between it and the next power
NAMES = {0.25: "¼", 0.5: "½"}


def across(value: float) -> float:
    return LEFT + UNIT * value


def draw() -> str:
    numbers = [2.0**k * (1 + part / 4) for k in POWERS for part in range(4)] + [8.0]
    marks = []
    for value in numbers:
        power = value in [2.0**k for k in range(-2, 4)]
        x, height = across(value), 26 if power else 14
        marks.append(line((x, BASE), (x, BASE - height), "hand" if power else "curve"))
        if power:
            name = NAMES.get(value, f"{value:g}")
            marks.append(text((x, BASE + 18), name, anchor="middle"))
    gaps = []
    for k, label in ((0, "gaps of ¼"), (1, "gaps of ½"), (2, "gaps of 1")):
        start, end = across(2.0**k), across(2.0 ** (k + 1))
        y = BASE + 36
        gaps += [line((start + 2, y), (end - 2, y), "axis")]
        gaps.append(text(((start + end) / 2, y + 17), label, anchor="middle", css="faint"))
    return document(
        "toy-floats",
        (420, 164),
        "All numbers of a small machine from a quarter to 8",
        "A line from 0 to 8 with a mark at each number that has three binary digits. Long marks "
        "stand at the powers of two: a quarter, a half, 1, 2, 4 and 8. From each of them to the "
        "next there are four steps. Between 1 and 2 a step is a quarter, between 2 and 4 a half, "
        "between 4 and 8 it is 1.",
        line((LEFT, BASE), (across(8), BASE), "axis"),
        *marks,
        text((LEFT, BASE + 18), "0", anchor="middle"),
        *gaps,
        text((LEFT, 24), "long marks: powers of two", css="hand-fill", italic=True),
        text((LEFT, 42), "short marks: three numbers between each two", css="faint", italic=True),
    )
