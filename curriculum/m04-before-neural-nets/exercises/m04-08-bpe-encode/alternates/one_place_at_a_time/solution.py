"""The earliest merge at its leftmost place, again and again."""


def bpe_encode(text, merges):
    rank = {pair: place for place, pair in enumerate(merges)}
    row = [bytes([b]) for b in text.encode()]
    while len(row) > 1:
        best = min(range(len(row) - 1), key=lambda at: rank.get((row[at], row[at + 1]), len(rank)))
        if (row[best], row[best + 1]) not in rank:
            break
        row[best : best + 2] = [row[best] + row[best + 1]]
    made = {left + right: 256 + place for place, (left, right) in enumerate(merges)}
    return [piece[0] if len(piece) == 1 else made[piece] for piece in row]


def bpe_decode(ids, merges):
    return b"".join(
        (i).to_bytes(1, "big") if i < 256 else merges[i - 256][0] + merges[i - 256][1] for i in ids
    ).decode(errors="replace")
