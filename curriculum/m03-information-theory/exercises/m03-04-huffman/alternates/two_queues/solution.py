from collections import deque


def huffman(freqs):
    """Sorted symbols in one queue, joined groups in another, which is sorted by itself."""
    leaves = deque(sorted(((times, [symbol]) for symbol, times in freqs.items()), key=first))
    joined = deque()
    lengths = dict.fromkeys(freqs, 0)

    def smallest():
        if not joined or (leaves and leaves[0][0] <= joined[0][0]):
            return leaves.popleft()
        return joined.popleft()

    while len(leaves) + len(joined) > 1:
        (few, rare), (more, common) = smallest(), smallest()
        for symbol in rare + common:
            lengths[symbol] += 1
        joined.append((few + more, rare + common))
    return canonical(lengths)


def first(pair):
    return pair[0]


def canonical(lengths):
    """Words of these lengths, counted upwards."""
    words, value, last = {}, 0, 0
    for symbol, n in sorted(lengths.items(), key=lambda item: item[1]):
        n = max(n, 1)
        value <<= n - last
        words[symbol] = format(value, f"0{n}b")
        value, last = value + 1, n
    return words
