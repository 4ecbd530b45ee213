def huffman(freqs):
    if len(freqs) == 1:
        return dict.fromkeys(freqs, "0")
    words = {}

    def split(symbols, word):
        if len(symbols) == 1:
            words[symbols[0]] = word
            return
        total, left, best, cut = sum(freqs[s] for s in symbols), 0, None, 1
        for place in range(1, len(symbols)):
            left += freqs[symbols[place - 1]]
            if best is None or abs(2 * left - total) < best:
                best, cut = abs(2 * left - total), place
        split(symbols[:cut], word + "0")
        split(symbols[cut:], word + "1")

    split(sorted(freqs, key=lambda symbol: -freqs[symbol]), "")
    return words
