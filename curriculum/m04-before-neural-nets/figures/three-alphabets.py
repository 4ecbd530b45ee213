"""A short text as characters, as code points and as bytes."""

from drawing import document, line, rect, text

TEXT = "aé你ж"
LEFT, CELL, HIGH = 92, 38, 26
ROWS = (38, 88, 138)


def draw() -> str:
    parts, x = [], LEFT
    names = ("character", "code point", "bytes")
    for name, y in zip(names, ROWS):
        parts.append(text((LEFT - 12, y + 17), name, anchor="end", css="faint"))
    for index, character in enumerate(TEXT):
        coded = character.encode()
        wide = CELL * len(coded)
        css = "bars" if index % 2 else "hair"
        for words, y in ((character, ROWS[0]), (str(ord(character)), ROWS[1])):
            parts.append(rect((x, y), wide - 3, HIGH, css))
            parts.append(text((x + wide / 2 - 1, y + 17), words, anchor="middle"))
        for n, byte in enumerate(coded):
            parts.append(rect((x + CELL * n, ROWS[2]), CELL - 3, HIGH, css))
            middle = x + CELL * (n + 0.5) - 1
            parts.append(text((middle, ROWS[2] + 17), str(byte), anchor="middle"))
            bits = f"{byte:08b}"
            start = "hand-fill" if n else ""
            parts.append(text((middle, ROWS[2] + 44), bits[:4], anchor="middle", css=start))
            parts.append(text((middle, ROWS[2] + 58), bits[4:], anchor="middle", css="faint"))
        parts += [
            line((x + wide / 2, y + HIGH + 3), (x + wide / 2, y + 47), "axis") for y in ROWS[:2]
        ]
        x += wide
    parts.append(text((LEFT - 12, ROWS[2] + 44), "in bits", anchor="end", css="faint"))
    return document(
        "three-alphabets",
        (410, 212),
        "Four characters as code points and as bytes",
        "Four columns. The letter a is code point 97 and the byte 97. é is 233 and the bytes 195 "
        "and 169. 你 is 20320 and the bytes 228, 189, 160. ж is 1078 and the bytes 208 and 182. In "
        "bits, every byte that continues a character begins with 10, and none that begins one "
        "does.",
        *parts,
    )
