"""One line of text, cut in two ways; what it costs in all is the same."""

from drawing import document, rect, text

THE = [("t", 1.7), ("h", 0.6), ("e", 0.6), ("␣", 0.6)]
CAT = [("c", 3.9), ("a", 1.1), ("t", 1.9), ("␣", 0.6)]
COSTS = THE + CAT
TOKENS = [("the␣", THE), ("cat␣", CAT)]
LEFT, BIT = 14, 35.5  # left edge; length of a bit


def pieces(y: float, costs: list[tuple[str, float]], css: str) -> list[str]:
    """Bars in a row, each as long as it costs, with its letters above and its bits below."""
    parts, at = [], float(LEFT)
    for letters, bits in costs:
        middle = at + BIT * bits / 2
        parts.append(rect((at + 1, y), BIT * bits - 2, 22, css))
        parts.append(text((middle, y - 7), letters, anchor="middle", italic=True))
        parts.append(text((middle, y + 37), f"{bits:.1f}", anchor="middle"))
        at += BIT * bits
    return parts


def draw() -> str:
    tokens = [(letters, sum(bits for _, bits in costs)) for letters, costs in TOKENS]
    total = sum(bits for _, bits in COSTS)
    return document(
        "same-total",
        (420, 190),
        "One text, two cuts, one total",
        "Two rows of bars of the same total length, eleven bits. The upper row has eight bars, one "
        "for each character of 'the cat ', from 0.6 to 3.9 bits long. The lower has two, one for "
        f"each word: {tokens[0][1]:.1f} and {tokens[1][1]:.1f} bits.",
        *pieces(32, COSTS, "bars"),
        *pieces(120, tokens, "hand-fill"),
        text((LEFT, 88), f"{total / len(COSTS):.3f} bits per character", css="faint"),
        text((LEFT, 178), f"{total / len(tokens):.1f} bits per token", css="faint"),
        text((LEFT + BIT * total, 88), f"{total:.0f} bits", anchor="end", css="faint"),
        text((LEFT + BIT * total, 178), f"{total:.0f} bits", anchor="end", css="faint"),
    )
