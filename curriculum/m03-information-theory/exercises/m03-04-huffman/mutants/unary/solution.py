def huffman(freqs):
    by_frequency = sorted(freqs, key=lambda symbol: -freqs[symbol])
    words = {symbol: "1" * place + "0" for place, symbol in enumerate(by_frequency)}
    if len(freqs) > 1:
        words[by_frequency[-1]] = "1" * (len(freqs) - 1)
    return words
