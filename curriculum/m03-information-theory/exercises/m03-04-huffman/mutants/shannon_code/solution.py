from math import ceil, log2


def huffman(freqs):
    total = sum(freqs.values())
    words, below = {}, 0.0
    for symbol in sorted(freqs, key=lambda symbol: -freqs[symbol]):
        share = freqs[symbol] / total
        n = max(1, ceil(-log2(share)))
        words[symbol] = format(int(below * 2**n), f"0{n}b")
        below += share
    return words
