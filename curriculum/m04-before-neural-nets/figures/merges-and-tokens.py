"""How many tokens the same stories have after so many merges."""

from bpe import of_stories
from drawing import Plane, document, dot, path, text

from apps.sandbox import stories

PLANE = Plane(x=(0, 400), y=(0, 40_000), left=52, right=400, top=24, bottom=204)
MARKED = (10, 100, 400)


def draw() -> str:
    size = len(stories.write(40_000, 1)[0])
    tokens = [size, *(left for _, left in of_stories())]
    parts = [PLANE.levels({k * 10_000: f"{k * 10},000" if k else "0" for k in range(5)})]
    parts.append(PLANE.ticks({n: str(n) for n in range(0, 401, 100)}))
    parts.append(path([PLANE.at(n, min(left, 40_000)) for n, left in enumerate(tokens)], "curve"))
    for n in MARKED:
        x, y = PLANE.at(n, tokens[n])
        parts.append(dot((x, y)))
        label = f"{tokens[n]:,} after {n}"
        near_end = n == MARKED[-1]
        parts.append(
            text(
                (x + (0 if near_end else 8), y - (14 if near_end else 8)),
                label,
                "end" if near_end else "start",
            )
        )
    parts.append(text((52, 14), "tokens", italic=True))
    parts.append(text((PLANE.right, 240), "merges", anchor="end", italic=True))
    told = ", ".join(f"{tokens[n]:,} after {n}" for n in MARKED)
    return document(
        "merges-and-tokens",
        (420, 250),
        "Tokens of the same stories after so many merges",
        f"A curve that falls from {size:,} steeply at first and then ever more slowly: {told}.",
        *parts,
    )
