def bpe_encode(text, merges):
    number = {token: place for place, token in enumerate(tokens(merges))}
    data, ids, at = text.encode("utf-8"), [], 0
    longest = max(map(len, number))
    while at < len(data):
        size = next(n for n in range(longest, 0, -1) if data[at : at + n] in number)
        ids.append(number[data[at : at + size]])
        at += size
    return ids


def bpe_decode(ids, merges):
    vocabulary = tokens(merges)
    return b"".join(vocabulary[token] for token in ids).decode("utf-8", errors="replace")


def tokens(merges):
    return [bytes([byte]) for byte in range(256)] + [left + right for left, right in merges]
