"""Twelve columns of c_attn, D = 4 and two heads, read as (3, H, d) and as (H, 3, d)."""

from drawing import document, rect, text

HEADS, WIDTH = 2, 2
COLUMNS = 3 * HEADS * WIDTH
CELL, LEFT = 30, 46


def role(column: int, three_first: bool) -> tuple[str, int]:
    """Which of q, k, v a column belongs to, and of which head."""
    group = column // WIDTH
    return ("qkv"[group // HEADS], group % HEADS) if three_first else ("qkv"[group % 3], group // 3)


def row(top: float, label: str, three_first: bool) -> list[str]:
    parts = [text((LEFT, top - 10), label)]
    for column in range(COLUMNS):
        letter, head = role(column, three_first)
        x = LEFT + column * CELL
        if head:
            parts.append(rect((x, top), CELL, CELL, "bars"))
        parts.append(rect((x, top), CELL, CELL, "axis"))
        changed = role(column, True) != role(column, False)
        css = "hand-fill" if changed and not three_first else ""
        parts.append(text((x + CELL / 2, top + 20), letter, anchor="middle", css=css, italic=True))
    return parts


def draw() -> str:
    changed = sum(role(c, True) != role(c, False) for c in range(COLUMNS))
    return document(
        "two-layouts",
        (420, 186),
        "Twelve columns of c_attn, read in two ways",
        "Read as (3, H, d) the columns are q q q q k k k k v v v v, each four with two of head 0 "
        "and two of head 1. Read as (H, 3, d) they are q q k k v v of head 0 and then the same of "
        f"head 1. {changed} of 12 columns differ.",
        *row(40, "(3, H, d)", True),
        *row(116, "(H, 3, d)", False),
        text((LEFT + 12 * CELL, 174), "shaded: head 1", anchor="end", css="faint"),
    )
