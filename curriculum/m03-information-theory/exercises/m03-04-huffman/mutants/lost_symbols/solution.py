import heapq


def huffman(freqs):
    symbol_of = {times: symbol for symbol, times in freqs.items()}
    words = dict.fromkeys(symbol_of.values(), "")
    heap = [(times, place, [symbol_of[times]]) for place, times in enumerate(symbol_of)]
    heapq.heapify(heap)
    if len(heap) == 1:
        return dict.fromkeys(words, "0")
    while len(heap) > 1:
        few, _, rare = heapq.heappop(heap)
        more, place, common = heapq.heappop(heap)
        for symbol in rare:
            words[symbol] = "0" + words[symbol]
        for symbol in common:
            words[symbol] = "1" + words[symbol]
        heapq.heappush(heap, (few + more, place, rare + common))
    return words
