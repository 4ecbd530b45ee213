def huffman(freqs):
    words = dict.fromkeys(freqs, "")
    if len(freqs) == 1:
        return dict.fromkeys(freqs, "0")
    groups = [(times, [symbol]) for symbol, times in freqs.items()]
    while len(groups) > 1:
        groups.sort(key=lambda group: group[0])
        few, rare = groups.pop(0)
        more, common = groups.pop(0)
        for symbol in rare:
            words[symbol] = "0" + words[symbol]
        for symbol in common:
            words[symbol] = "1" + words[symbol]
        groups.append((few + more, rare + common))
    return words
