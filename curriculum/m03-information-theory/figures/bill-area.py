"""The bill as an area: how often a letter comes across, what it costs upwards."""

from drawing import document, line, rect, text
from information import surprise

WORLD = {"a": 1 / 8, "b": 1 / 8, "c": 1 / 4, "d": 1 / 2}
BELIEF = {"a": 1 / 2, "b": 1 / 4, "c": 1 / 8, "d": 1 / 8}
WIDTH, BIT, FLOOR = 176, 44, 188  # of the whole bag; of one bit; y of the axis


def panel(left: float, prices: dict[str, float], title: str, outline: str) -> list[str]:
    """One player's bill: each letter a block as wide as it is frequent, as high as its price."""
    parts = [text((left, 16), title)]
    bill, x = 0.0, left
    for letter, share in WORLD.items():
        bits = surprise(prices[letter])
        width, height = WIDTH * share, BIT * bits
        parts += [rect((x, FLOOR - height), width, height, css) for css in ("bars", outline)]
        parts.append(text((x + width / 2, FLOOR - height - 5), f"{bits:g}", anchor="middle"))
        parts.append(text((x + width / 2, FLOOR + 16), letter, anchor="middle", italic=True))
        bill, x = bill + share * bits, x + width
    middle = left + WIDTH / 2
    parts.append(text((middle, FLOOR + 37), f"area {bill:g} bits", anchor="middle"))
    return [*parts, line((left, FLOOR), (left + WIDTH, FLOOR), "axis")]


def draw() -> str:
    return document(
        "bill-area",
        (420, 256),
        "The bill of two players as an area",
        "Two rows of blocks over the same bag. A block's width is how often its letter comes: a "
        "and b one eighth each, c one quarter, d one half. On the left, prices of the player who "
        "knows the bag: 3, 3, 2 and 1 bits; the wide block is low, and the whole area is 1.75. On "
        "the right, prices of the player who believes another bag: 1, 2, 3 and 3 bits; the wide "
        "blocks are high, and the area is 2.625.",
        *panel(12, WORLD, "prices set by the bag itself", "axis"),
        *panel(228, BELIEF, "prices set by the old tree", "hand"),
        text(
            (210, FLOOR + 62),
            "across: how often a letter comes; upwards: its price in bits",
            anchor="middle",
            css="faint",
        ),
    )
