"""Independent references: characters compared one by one, in order of their code points."""

UNKNOWN = "\ufffd"


def vocabulary(text):
    found = []
    for point in sorted(ord(character) for character in text):
        if chr(point) != UNKNOWN and (not found or found[-1] != chr(point)):
            found.append(chr(point))
    return [UNKNOWN, *found]


def ids(text, known):
    return [known.index(character) if character in known else 0 for character in text]


def text(ids, known):
    out = ""
    for i in ids:
        out += known[int(i)]
    return out
