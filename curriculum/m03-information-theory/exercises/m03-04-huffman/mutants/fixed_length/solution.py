from math import ceil, log2


def huffman(freqs):
    n = max(1, ceil(log2(len(freqs))))
    return {symbol: format(place, f"0{n}b") for place, symbol in enumerate(freqs)}
