"""Characters and tokens of one question in four languages, cut with merges from English stories."""

from bpe import QUESTIONS, story_pieces
from drawing import document, rect, text

LEFT, UNIT, TOP, ROW = 92, 9.4, 22, 50


def draw() -> str:
    parts, told = [], []
    for place, (language, question) in enumerate(QUESTIONS.items()):
        y = TOP + ROW * place
        tokens = len(story_pieces(question))
        parts.append(text((LEFT - 12, y + 20), language, anchor="end"))
        for offset, size, css in ((0, len(question), "bars"), (16, tokens, "hand-fill")):
            parts.append(rect((LEFT, y + offset), UNIT * size, 12, css))
            parts.append(text((LEFT + UNIT * size + 6, y + offset + 11), str(size)))
        told.append(f"{language} {len(question)} and {tokens}")
    return document(
        "four-languages",
        (420, 224),
        "One question in four languages: characters and tokens",
        f"Two bars for each language, characters and tokens: {'; '.join(told)}.",
        *parts,
    )
