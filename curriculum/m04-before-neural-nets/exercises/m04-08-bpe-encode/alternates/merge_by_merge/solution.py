"""Each merge once, in its order, on rows of numbers."""


def bpe_encode(text, merges):
    number = {bytes([b]): b for b in range(256)}
    row = list(text.encode())
    for place, (left, right) in enumerate(merges):
        new = number[left + right] = 256 + place
        a, b, at = number[left], number[right], 0
        while at < len(row) - 1:
            if row[at] == a and row[at + 1] == b:
                row[at : at + 2] = [new]
            at += 1
    return row


def bpe_decode(ids, merges):
    data = bytearray()
    for token in ids:
        data += bytes([token]) if token < 256 else b"".join(merges[token - 256])
    return str(data, "utf-8", "replace")
