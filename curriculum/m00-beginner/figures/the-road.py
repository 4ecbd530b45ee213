"""The stages of the account, one below the other, and where this course has them."""

from drawing import document, dot, line, text

STAGES = [
    ("picks the modules on language, leaves the rest", "this course"),
    ("writes and trains an LSTM language model", "module 7"),
    ("writes and trains a Transformer", "module 8"),
    ("fine-tunes GPT-1 on chats", "module 10"),
    ("draws answers from it: painfully slow", "module 9"),
    ("caches keys and values: all of the model changes", "module 9"),
]
ASIDE = [("information theory", "module 3"), ("papers, line by line", "module 11")]
LEFT, TOP, STEP = 26, 36, 40


def draw() -> str:
    parts = [line((LEFT, TOP), (LEFT, TOP + STEP * (len(STAGES) - 1)), "curve")]
    for place, (stage, where) in enumerate(STAGES):
        y = TOP + STEP * place
        parts += [dot((LEFT, y)), text((LEFT + 16, y + 4), stage)]
        parts.append(text((410, y + 4), where, anchor="end", css="faint"))
    y = TOP + STEP * len(STAGES)
    parts.append(text((LEFT + 16, y + 6), "beside it, read:", css="faint", italic=True))
    for place, (what, where) in enumerate(ASIDE):
        line_y = y + 30 + 22 * place
        parts += [text((LEFT + 16, line_y), what)]
        parts.append(text((410, line_y), where, anchor="end", css="faint"))
    stages = "; ".join(f"{stage} ({where})" for stage, where in STAGES)
    return document(
        "the-road",
        (420, 336),
        "The road of the account and the modules of this course",
        f"Six stages from top to bottom: {stages}. Beside them were read: information theory "
        "(module 3) and papers, line by line (module 11).",
        text((LEFT - 12, 16), "built", css="hand-fill", italic=True),
        text((410, 16), "here", anchor="end", css="faint", italic=True),
        *parts,
    )
