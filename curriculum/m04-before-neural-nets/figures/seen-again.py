"""How often things seen 0 to 8 times in one sample come in another."""

from drawing import Plane, document, line, rect, text
from smoothing import seen_again_in_a_steep_world

PLANE = Plane(x=(-0.5, 8.5), y=(0, 9), left=34, right=400, top=20, bottom=204)


def draw() -> str:
    again = [seen_again_in_a_steep_world(times) for times in range(9)]
    parts = [PLANE.levels({0: "0", 2: "2", 4: "4", 6: "6", 8: "8"})]
    parts.append(PLANE.ticks({times: str(times) for times in range(9)}))
    for times, mean in enumerate(again):
        x, y = PLANE.at(times - 0.3, mean)
        width = PLANE.at(times + 0.3, 0)[0] - x
        parts.append(rect((x, y), width, PLANE.bottom - y, "bars"))
        _, top = PLANE.at(times, times)
        parts.append(line((x - 3, top), (x + width + 3, top), "hand"))
        label = y + 14 if times > 1 else top - 5  # where it has room
        parts.append(text((x + width / 2, label), f"{mean:.2f}", "middle"))
    parts.append(text((PLANE.left, 240), "seen in the first sample", italic=True))
    parts.append(text((PLANE.left + 8, 30), "on average in the second", italic=True))
    told = ", ".join(f"{mean:.2f}" for mean in again)
    return document(
        "seen-again",
        (420, 250),
        "How often things come again that were seen 0 to 8 times",
        f"Nine bars of height {told}, each below a line at 0, 1, 2 and so on up to 8: from 2 on "
        "the gap is 0.75 everywhere. Things seen 0 times come a little more often than 0.",
        *parts,
    )
