import heapq


def huffman(freqs: dict[str, int]) -> dict[str, str]:
    """A code word of 0s and 1s for each symbol, none the start of another, short on average."""
    if len(freqs) == 1:
        return dict.fromkeys(freqs, "0")  # an empty word would not say how often it came
    words = dict.fromkeys(freqs, "")
    # The place is different for every group, so that groups are never compared.
    heap = [(times, place, [symbol]) for place, (symbol, times) in enumerate(freqs.items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        few, _, rare = heapq.heappop(heap)  # the two groups that come least often ...
        more, place, common = heapq.heappop(heap)
        for symbol in rare:
            words[symbol] = "0" + words[symbol]  # ... are told apart by one more question,
        for symbol in common:
            words[symbol] = "1" + words[symbol]
        heapq.heappush(heap, (few + more, place, rare + common))  # and are one group from here on
    return words
